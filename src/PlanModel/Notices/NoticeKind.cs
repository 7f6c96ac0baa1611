namespace PlanModel.Notices;

/// <summary>What a notice says. Stored by its name. Of several about one thing, the first says most.</summary>
public enum NoticeKind
{
    /// <summary>Somebody named you.</summary>
    Mentioned,

    /// <summary>Somebody asks you to see to a comment.</summary>
    Assigned,

    /// <summary>Somebody answered where you spoke.</summary>
    Answered,

    /// <summary>A comment was addressed.</summary>
    Addressed,

    /// <summary>A comment was confirmed as resolved.</summary>
    Confirmed,

    /// <summary>A comment was opened again.</summary>
    CommentReopened,

    /// <summary>A comment was rated as blocking.</summary>
    CommentBlocks,

    /// <summary>A comment that was blocking is not any more.</summary>
    CommentReleased,

    /// <summary>A comment ought to be acted on now, or no longer.</summary>
    CommentRated,

    /// <summary>Somebody commented on your country's plan.</summary>
    Commented,

    /// <summary>Somebody suggests a change of your country's plan.</summary>
    Suggested,

    /// <summary>What you suggested was accepted.</summary>
    SuggestionAccepted,

    /// <summary>What you suggested was declined.</summary>
    SuggestionDeclined,

    /// <summary>The answer to what you suggested was taken back.</summary>
    SuggestionReopened,

    /// <summary>The plan came to the reviewers.</summary>
    Submitted,

    /// <summary>The plan was taken back from the reviewers.</summary>
    Withdrawn,

    /// <summary>The reviewers asked for changes.</summary>
    ChangesRequested,

    /// <summary>A reviewer approved the plan.</summary>
    Approved,

    /// <summary>The plan became final.</summary>
    MarkedFinal,

    /// <summary>A final plan became the draft of its next version.</summary>
    PlanReopened,

    /// <summary>Something was found wrong in a final plan.</summary>
    ErratumNoted,

    /// <summary>A final plan was taken off the public pages.</summary>
    Unpublished,

    /// <summary>It was put back there.</summary>
    PublishedAgain,

    /// <summary>A deadline was set for what you do next.</summary>
    DeadlineSet,

    /// <summary>It is three days away, or less.</summary>
    DueSoon,

    /// <summary>It is tomorrow, or today.</summary>
    DueNext,

    /// <summary>It is over.</summary>
    Overdue,

    /// <summary>The day has come by which you were asked to see to a comment.</summary>
    CommentDue,
}
