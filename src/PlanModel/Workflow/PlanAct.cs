namespace PlanModel.Workflow;

/// <summary>What the policy decides about. Every operation is one of these acts.</summary>
public enum PlanAct
{
    /// <summary>See the plan as it is being written.</summary>
    Read,

    /// <summary>Change the plan's content.</summary>
    Edit,

    /// <summary>Let peers read the plan, or no longer.</summary>
    OpenToPeers,

    /// <summary>Give the plan as it is now a name.</summary>
    NameVersion,

    /// <summary>Give the plan to the reviewers, for the first time or again.</summary>
    Submit,

    /// <summary>Take a submission back, or reopen a final plan: which of them is decided by the state.</summary>
    ReturnToDraft,

    /// <summary>Ask for changes after reading it.</summary>
    RequestChanges,

    /// <summary>Approve the plan as it is.</summary>
    Approve,

    /// <summary>Answer the checklist of a part.</summary>
    Assess,

    /// <summary>Lock and publish it.</summary>
    MarkFinal,

    /// <summary>Say by when a step of the review is to be done.</summary>
    SetDeadline,

    /// <summary>Note what is wrong in a final plan.</summary>
    NoteErratum,

    /// <summary>Take a final plan off the public pages, or put it back.</summary>
    Unpublish,

    /// <summary>Suggest a change of the content, or change or withdraw what one suggested.</summary>
    Suggest,

    /// <summary>Accept or decline what somebody suggested.</summary>
    Decide,

    /// <summary>Say something about the plan, or answer.</summary>
    Comment,

    /// <summary>Ask for something that the country must do, or should.</summary>
    Demand,

    /// <summary>Change or delete what one said.</summary>
    Reword,

    /// <summary>Say that a comment was acted on.</summary>
    Address,

    /// <summary>Confirm that a comment is resolved.</summary>
    Confirm,

    /// <summary>Open again what was addressed or resolved.</summary>
    Reopen,

    /// <summary>Ask somebody to see to a comment, by a day.</summary>
    Assign,

    /// <summary>Say what became of a comment on a report, with a reason.</summary>
    Dispose,
}
