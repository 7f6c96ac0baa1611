namespace PlanModel.Schema;

/// <summary>What a rule for final found in a plan.</summary>
/// <param name="Code">The rule and the case, "DATE.order": stable, never reused. The part before the dot is the rule.</param>
/// <param name="Level">Whether it stands between the plan and final.</param>
/// <param name="Node">The node it is about.</param>
/// <param name="Field">The key of the field it is about; null when it is about children, or about the part as a whole.</param>
/// <param name="Message">One or two sentences in English that name the node and say what to do.</param>
public sealed record Finding(string Code, FindingLevel Level, NodeId Node, string? Field, string Message)
{
    /// <summary>The key of the kind of children it is about, of which the node has too few or too many; null when it is about a field.</summary>
    public string? Children { get; init; }

    /// <summary>The thread it is about; null when it is about the content.</summary>
    public ThreadId? Thread { get; init; }

    /// <summary>The proposal that waits for an answer; null when it is about something else.</summary>
    public ProposalId? Proposal { get; init; }

    /// <summary>The rule: the part of the code before the dot.</summary>
    public string Rule => Code.Split('.')[0];

    /// <summary>The other node that it is about, such as the one that is waited for, or the removed one on which the thread hangs; null when there is none.</summary>
    public NodeId? Other { get; init; }
}

/// <summary>How much a finding weighs.</summary>
public enum FindingLevel
{
    /// <summary>The plan cannot become final.</summary>
    Block,

    /// <summary>Whoever marks the plan final is asked to confirm it.</summary>
    Warn,
}
