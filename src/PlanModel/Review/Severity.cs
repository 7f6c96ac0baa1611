namespace PlanModel.Review;

/// <summary>What a comment asks of the country. Written by its name in lower camel.</summary>
public enum Severity
{
    /// <summary>Stands before final.</summary>
    Blocking,

    /// <summary>Ought to be done.</summary>
    Should,

    /// <summary>Might be done.</summary>
    Could,

    /// <summary>Asks.</summary>
    Question,

    /// <summary>Praises: nothing is to be done.</summary>
    Praise,
}
