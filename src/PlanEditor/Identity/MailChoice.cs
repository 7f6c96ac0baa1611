namespace PlanEditor.Identity;

/// <summary>What somebody wants to be mailed. Stored by its name.</summary>
public enum MailChoice
{
    /// <summary>At once when named or assigned, the rest once a day.</summary>
    Quiet,

    /// <summary>Everything once a day.</summary>
    Daily,

    /// <summary>Everything at once.</summary>
    AtOnce,

    /// <summary>Nothing.</summary>
    None,
}
