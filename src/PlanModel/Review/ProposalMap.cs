using System.Collections;
using System.Collections.Immutable;
using PlanModel.Operations;

namespace PlanModel.Review;

/// <summary>All proposals of a plan, immutable. Knows which suggest something for which text, so that an edit elsewhere costs nothing.</summary>
public sealed class ProposalMap : IEnumerable<Proposal>
{
    private static readonly ImmutableDictionary<(NodeId Node, string Field), ImmutableArray<ulong>> NoTexts = ImmutableDictionary<(NodeId, string), ImmutableArray<ulong>>.Empty;

    private readonly ImmutableSortedDictionary<ulong, Proposal> _proposals;
    private readonly ImmutableDictionary<(NodeId Node, string Field), ImmutableArray<ulong>> _texts;

    private ProposalMap(ImmutableSortedDictionary<ulong, Proposal> proposals, ImmutableDictionary<(NodeId Node, string Field), ImmutableArray<ulong>> texts) => (_proposals, _texts) = (proposals, texts);

    /// <summary>None.</summary>
    public static ProposalMap Empty { get; } = new(ImmutableSortedDictionary<ulong, Proposal>.Empty, NoTexts);

    /// <summary>How many there are.</summary>
    public int Count => _proposals.Count;

    /// <summary>Those that wait for an answer, the oldest first.</summary>
    public IEnumerable<Proposal> Open => _proposals.Values.Where(proposal => proposal.State == ProposalState.Open).OrderBy(proposal => proposal.Sent!.At).ThenBy(proposal => proposal.Id.Value);

    /// <summary>The proposal with an id, or null.</summary>
    public Proposal? Find(ProposalId id) => _proposals.GetValueOrDefault(id.Value);

    /// <summary>The proposal with an id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Proposal this[ProposalId id] => Find(id) ?? throw new KeyNotFoundException($"there is no proposal {id}");

    /// <summary>What somebody is writing and did not send yet, or null.</summary>
    public Proposal? DraftOf(UserId user)
    {
        foreach (var proposal in _proposals.Values)
            if (proposal.Author == user && proposal.State == ProposalState.Draft) return proposal;
        return null;
    }

    /// <summary>All, by id.</summary>
    public IEnumerator<Proposal> GetEnumerator() => _proposals.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static ProposalMap Of(IEnumerable<Proposal> proposals) => proposals.Aggregate(Empty, (all, proposal) => all.With(proposal));

    /// <summary>With a proposal in place of the one that has its id, if any.</summary>
    internal ProposalMap With(Proposal proposal)
    {
        var texts = WithoutTexts(proposal.Id);
        foreach (var text in TextsOf(proposal)) texts = texts.SetItem(text, texts.GetValueOrDefault(text, []).Add(proposal.Id.Value));
        return new ProposalMap(_proposals.SetItem(proposal.Id.Value, proposal), texts);
    }

    internal ProposalMap Without(ProposalId id) => new(_proposals.Remove(id.Value), WithoutTexts(id));

    /// <summary>After an edit of a text.</summary>
    internal ProposalMap Over(EditText edit)
    {
        if (_texts.IsEmpty || !_texts.TryGetValue((edit.Node, edit.Field), out var here)) return this;
        var proposals = _proposals;
        foreach (var id in here) proposals = proposals.SetItem(id, proposals[id].Over(edit));
        return new ProposalMap(proposals, _texts);
    }

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
