namespace PlanEditor.Storage;

/// <summary>Why a database refused, as far as anyone acts on the difference.</summary>
public enum StoreProblem
{
    /// <summary>Anything else.</summary>
    Other,

    /// <summary>A row with such a unique key is there already.</summary>
    Duplicate,

    /// <summary>The row breaks another rule of its table, or is too large.</summary>
    Refused,

    /// <summary>There is no room on the disk.</summary>
    Full,

    /// <summary>Another writer did not finish in time.</summary>
    Busy,
}
