namespace PlanEditor.Storage;

/// <summary>Why a database refused, as far as anyone acts on the difference.</summary>
public enum StoreProblem
{
    /// <summary>Anything else.</summary>
    Other,

    /// <summary>A row with such a unique key is there already.</summary>
    Duplicate,

    /// <summary>There is no room on the disk.</summary>
    Full,

    /// <summary>Another writer did not finish in time.</summary>
    Busy,
}
