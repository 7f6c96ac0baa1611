namespace PlanModel.Workflow;

/// <summary>Where a plan stands. Stored by its name in lower camel.</summary>
public enum PlanState
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Submitted; reviewers read and comment, the country may go on editing.</summary>
    InReview,

    /// <summary>The reviewers asked for changes.</summary>
    ChangesRequested,

    /// <summary>Locked and published.</summary>
    Final,
}
