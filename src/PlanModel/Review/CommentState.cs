namespace PlanModel.Review;

/// <summary>Where a thread stands. Written by its name in lower camel.</summary>
public enum CommentState
{
    /// <summary>Nothing was done yet.</summary>
    Open,

    /// <summary>The country has acted on it, and waits for the confirmation.</summary>
    Addressed,

    /// <summary>Confirmed by who asked or by a reviewer.</summary>
    Resolved,

    /// <summary>Open once more.</summary>
    Reopened,
}
