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

    /// <summary>Move the plan through its workflow.</summary>
    ChangeState,
}
