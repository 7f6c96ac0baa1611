using System.Collections;
using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;

namespace PlanModel.Review;

/// <summary>
/// The proposals of a plan, immutable: all that are being written or wait, and the last ones that were answered or withdrawn. Knows which suggest something for which text, so that an edit
/// elsewhere costs nothing.
/// </summary>
public sealed class ProposalMap : IEnumerable<Proposal>
{
    private static readonly ImmutableDictionary<(NodeId Node, string Field), ImmutableArray<ulong>> NoTexts = ImmutableDictionary<(NodeId, string), ImmutableArray<ulong>>.Empty;

    private readonly ImmutableSortedDictionary<ulong, Proposal> _proposals;
    private readonly ImmutableSortedSet<ulong> _unanswered;
    private readonly ImmutableDictionary<(NodeId Node, string Field), ImmutableArray<ulong>> _texts;
    private readonly ImmutableSortedSet<ulong> _onThreads;

    private ProposalMap(
        ImmutableSortedDictionary<ulong, Proposal> proposals, ImmutableSortedSet<ulong> unanswered, ImmutableDictionary<(NodeId Node, string Field), ImmutableArray<ulong>> texts, ImmutableSortedSet<ulong> onThreads) =>
        (_proposals, _unanswered, _texts, _onThreads) = (proposals, unanswered, texts, onThreads);

    /// <summary>None.</summary>
    public static ProposalMap Empty { get; } = new(ImmutableSortedDictionary<ulong, Proposal>.Empty, [], NoTexts, []);

    /// <summary>How many there are.</summary>
    public int Count => _proposals.Count;

    /// <summary>Those that are being written or wait for an answer, by id.</summary>
    public IEnumerable<Proposal> Unanswered => _unanswered.Select(id => _proposals[id]);

    /// <summary>How many those are.</summary>
    public int UnansweredCount => _unanswered.Count;

    /// <summary>Those that wait for an answer, the oldest first.</summary>
    public IEnumerable<Proposal> Open => Unanswered.Where(proposal => proposal.Sent is not null).OrderBy(proposal => proposal.Sent!.At).ThenBy(proposal => proposal.Id.Value);

    /// <summary>The proposal with an id, or null.</summary>
    public Proposal? Find(ProposalId id) => _proposals.GetValueOrDefault(id.Value);

    /// <summary>The proposal with an id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Proposal this[ProposalId id] => Find(id) ?? throw new KeyNotFoundException($"there is no proposal {id}");

    /// <summary>What somebody is writing and did not send yet, or null.</summary>
    public Proposal? DraftOf(UserId user)
    {
        foreach (var id in _unanswered)
            if (_proposals[id] is { Sent: null } draft && draft.Author == user) return draft;
        return null;
    }

    /// <summary>The last suggestion that was sent in answer to a thread, or null.</summary>
    public Proposal? On(ThreadId thread) => _onThreads.Select(id => _proposals[id]).Where(proposal => proposal.Thread == thread).MaxBy(proposal => proposal.Sent!.Revision);

    /// <summary>All, by id.</summary>
    public IEnumerator<Proposal> GetEnumerator() => _proposals.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static ProposalMap Of(IEnumerable<Proposal> proposals) => proposals.Aggregate(Empty, (all, proposal) => all.With(proposal));

    /// <summary>With a proposal in place of the one that has its id, if any. One too many that was answered takes the place of the oldest such.</summary>
    internal ProposalMap With(Proposal proposal)
    {
        proposal = proposal.Kept();
        var texts = WithoutTexts(proposal.Id);
        foreach (var text in TextsOf(proposal)) texts = texts.SetItem(text, texts.GetValueOrDefault(text, []).Add(proposal.Id.Value));
        var isAnswered = proposal.Ended is not null;
        var all = new ProposalMap(_proposals.SetItem(proposal.Id.Value, proposal), isAnswered ? _unanswered.Remove(proposal.Id.Value) : _unanswered.Add(proposal.Id.Value), texts, proposal.Thread is null ? _onThreads : _onThreads.Add(proposal.Id.Value));
        return isAnswered && all.Count - all.UnansweredCount > Limits.ProposalsAnsweredMax ? all.Without(all.Oldest().Id) : all;
    }

    internal ProposalMap Without(ProposalId id) => new(_proposals.Remove(id.Value), _unanswered.Remove(id.Value), WithoutTexts(id), _onThreads.Remove(id.Value));

    /// <summary>After an edit of a text.</summary>
    internal ProposalMap Over(EditText edit)
    {
        if (_texts.IsEmpty || !_texts.TryGetValue((edit.Node, edit.Field), out var here)) return this;
        var proposals = _proposals;
        foreach (var id in here) proposals = proposals.SetItem(id, proposals[id].Over(edit));
        return new ProposalMap(proposals, _unanswered, _texts, _onThreads);
    }

    // Nobody's withdrawing makes the plan forget an answer.
    private Proposal Oldest() => _proposals.Values.Where(proposal => proposal.Ended is not null).OrderBy(proposal => proposal.Withdrawn is null).ThenBy(proposal => proposal.Ended!.Revision).ThenBy(proposal => proposal.Id.Value).First();

    private ImmutableDictionary<(NodeId Node, string Field), ImmutableArray<ulong>> WithoutTexts(ProposalId id)
    {
        var texts = _texts;
        if (Find(id) is not { } known) return texts;
        foreach (var text in TextsOf(known))
        {
            var left = texts[text].Remove(id.Value);
            texts = left.IsEmpty ? texts.Remove(text) : texts.SetItem(text, left);
        }

        return texts;
    }

    private static IEnumerable<(NodeId Node, string Field)> TextsOf(Proposal proposal)
    {
        foreach (var part in proposal.OpenParts)
            if (part.Operation is EditText edit) yield return (edit.Node, edit.Field);
    }
}
