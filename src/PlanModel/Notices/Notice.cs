namespace PlanModel.Notices;

/// <summary>That somebody is told of something. One person gets at most one of a kind for a thread, a proposal or the plan from one revision.</summary>
/// <param name="To">Who is told.</param>
/// <param name="Kind">What.</param>
/// <param name="By">Who did it; the server for what the calendar did.</param>
/// <param name="At">When.</param>
/// <param name="Revision">The revision that made it.</param>
public sealed record Notice(UserId To, NoticeKind Kind, UserId By, DateTimeOffset At, long Revision)
{
    /// <summary>The thread that it is about; null: the plan.</summary>
    public ThreadId? Thread { get; init; }

    /// <summary>The proposal that it is about; null: none.</summary>
    public ProposalId? Proposal { get; init; }

    /// <summary>What was said, for kinds that tell of words.</summary>
    public EntryId? Entry { get; init; }

    /// <summary>The part that the thread hangs on.</summary>
    public NodeId Node { get; init; } = NodeId.Root;

    /// <summary>What that part is called, where the calendar tells and not a change.</summary>
    public string Place { get; init; } = "";

    /// <summary>The deadline that it is about.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Whether it is about somebody by name: told even where only that is wanted, and by mail at once.</summary>
    public bool IsPersonal => Kind is NoticeKind.Mentioned or NoticeKind.Assigned or NoticeKind.CommentDue;
}
