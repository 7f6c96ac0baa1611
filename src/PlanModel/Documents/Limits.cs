namespace PlanModel.Documents;

/// <summary>How large a plan may grow. Beyond a limit an operation is refused; what is there stays.</summary>
public static class Limits
{
    /// <summary>Nodes in one plan, removed ones included.</summary>
    public const int NodesMax = 20_000;

    /// <summary>What the fields of all nodes in one plan hold, removed ones included, in UTF-16 units.</summary>
    public const int UnitsMax = 10_000_000;

    /// <summary>Children of one node, removed ones included.</summary>
    public const int ChildrenMax = 4_000;

    /// <summary>Nodes above one another.</summary>
    public const int DepthMax = 12;

    /// <summary>Operations in one change: as many as rows that somebody brings in at once, so that one undo takes them all back.</summary>
    public const int OperationsMax = 2_000;

    /// <summary>The longest string that is taken where no field says less, in UTF-16 units.</summary>
    public const int StringUnitsMax = 4_000;

    /// <summary>Threads in one plan, resolved ones included.</summary>
    public const int ThreadsMax = 4_000;

    /// <summary>Of those, as many are kept for reviewers and for those who answer for the plan: whatever others say, they can say what blocks.</summary>
    public const int ThreadsKept = 1_000;

    /// <summary>Threads in one plan that somebody else than those started and nobody else resolved.</summary>
    public const int ThreadsOfOneMax = 300;

    /// <summary>What is said in one thread, deleted entries included.</summary>
    public const int EntriesMax = 300;

    /// <summary>What one person says in one thread, deleted entries included.</summary>
    public const int EntriesOfOneMax = 60;

    /// <summary>What one person says in all threads of a plan, in UTF-16 units.</summary>
    public const int SaidUnitsOfOneMax = 2_000_000;

    /// <summary>How often one change begins a thread or answers in one.</summary>
    public const int CommentsInChangeMax = 500;

    /// <summary>How often one thread is marked.</summary>
    public const int StepsMax = 100;

    /// <summary>Suggestions of one person that nobody has answered yet, in a plan.</summary>
    public const int ProposalsOfOneMax = 20;

    /// <summary>What one person would write by all suggestions in a plan that nobody has answered yet, in UTF-16 units.</summary>
    public const int ProposedUnitsOfOneMax = 2_000_000;

    /// <summary>Proposals in one plan that nobody has answered yet.</summary>
    public const int ProposalsMax = 1_000;

    /// <summary>Answered and withdrawn proposals that a plan remembers; the log has them all.</summary>
    public const int ProposalsAnsweredMax = 500;

    /// <summary>How often one change suggests: each time all of the proposal is looked at.</summary>
    public const int SuggestionsInChangeMax = 20;

    /// <summary>Errata in one plan, of all its versions.</summary>
    public const int ErrataMax = 200;

    /// <summary>What one proposal suggests.</summary>
    public const int ProposalPartsMax = 200;

    /// <summary>The longest stretch of a text that a thread hangs on, in UTF-16 units: it is kept as the thread's quote.</summary>
    public const int QuoteUnitsMax = 1_000;
}
