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

    /// <summary>Lock and publish it.</summary>
    MarkFinal,
}
