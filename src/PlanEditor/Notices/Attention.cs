namespace PlanEditor.Notices;

/// <summary>What of a plan, or of a thread, somebody wants to be told. Stored by its name.</summary>
public enum Attention
{
    /// <summary>Everything that concerns this person.</summary>
    All,

    /// <summary>Only being named and being assigned something.</summary>
    Personal,

    /// <summary>Nothing.</summary>
    None,
}
