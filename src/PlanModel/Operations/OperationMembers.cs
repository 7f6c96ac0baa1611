using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>The members that a written operation may have. Each kind says which it takes; one too many or too few makes the message malformed.</summary>
[Flags]
internal enum OperationMember
{
    None = 0,
    Node = 1,
    Kind = 1 << 1,
    Parent = 1 << 2,
    After = 1 << 3,
    Fields = 1 << 4,
    Field = 1 << 5,
    Value = 1 << 6,
    Item = 1 << 7,
    Edit = 1 << 8,
    Open = 1 << 9,
    To = 1 << 10,
    Note = 1 << 11,
    Confirmed = 1 << 12,
    Thread = 1 << 13,
    Entry = 1 << 14,
    Range = 1 << 15,
    Severity = 1 << 16,
    Text = 1 << 17,
    State = 1 << 18,
    Person = 1 << 19,
    Due = 1 << 20,
    Stamp = 1 << 21,
    Title = 1 << 22,
    Proposal = 1 << 23,
    Parts = 1 << 24,
    Drop = 1 << 25,
    Keys = 1 << 26,
    Accepted = 1 << 27,
    Reason = 1 << 28,
    Version = 1 << 29,
}

/// <summary>What was read of one written operation.</summary>
/// <param name="kept">Whether it was kept before, so that it is read whatever its words are and however many.</param>
internal sealed class OperationMembers(bool kept)
{
    public bool Kept => kept;

    public OperationMember Present { get; set; }

    public NodeId? Node { get; set; }

    public string? Kind { get; set; }

    public NodeId? Parent { get; set; }

    public NodeId? After { get; set; }

    public ImmutableSortedDictionary<string, FieldValue>? Fields { get; set; }

    public string? Field { get; set; }

    public Scalar? Value { get; set; }

    public string? Item { get; set; }

    public TextChangeSet? Edit { get; set; }

    public bool? Open { get; set; }

    public PlanState? To { get; set; }

    public string? Note { get; set; }

    public ImmutableArray<string>? Confirmed { get; set; }

    public ThreadId? Thread { get; set; }

    public EntryId? Entry { get; set; }

    public (int From, int To)? Range { get; set; }

    public Severity? Severity { get; set; }

    public string? Text { get; set; }

    public CommentState? State { get; set; }

    public UserId? Person { get; set; }

    public DateOnly? Due { get; set; }

    public Stamp? Stamp { get; set; }

    public string? Title { get; set; }

    public ProposalId? Proposal { get; set; }

    public ImmutableArray<Operation>? Parts { get; set; }

    public ImmutableArray<string>? Drop { get; set; }

    public ImmutableArray<string>? Keys { get; set; }

    public bool? Accepted { get; set; }

    public string? Reason { get; set; }

    public int? Version { get; set; }

    public bool Has(OperationMember member) => (Present & member) == member;
}
