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
    private static readonly ImmutableDictionary<ThreadId, ImmutableSortedSet<ulong>> NoThreads = ImmutableDictionary<ThreadId, ImmutableSortedSet<ulong>>.Empty;

    private readonly ImmutableSortedDictionary<ulong, Proposal> _proposals;
    private readonly ImmutableSortedSet<ulong> _unanswered;
    private readonly ImmutableDictionary<(NodeId Node, string Field), ImmutableArray<ulong>> _texts;
    private readonly ImmutableDictionary<ThreadId, ImmutableSortedSet<ulong>> _onThreads;

    private ProposalMap(
        ImmutableSortedDictionary<ulong, Proposal> proposals, ImmutableSortedSet<ulong> unanswered, ImmutableDictionary<(NodeId Node, string Field), ImmutableArray<ulong>> texts, ImmutableDictionary<ThreadId, ImmutableSortedSet<ulong>> onThreads,
        int forgotten) =>
        (_proposals, _unanswered, _texts, _onThreads, Forgotten) = (proposals, unanswered, texts, onThreads, forgotten);

    /// <summary>None.</summary>
    public static ProposalMap Empty { get; } = new(ImmutableSortedDictionary<ulong, Proposal>.Empty, [], TextKeys.None, NoThreads, 0);

    /// <summary>How many there are.</summary>
    public int Count => _proposals.Count;

    /// <summary>How many were answered so long ago that only the log has them.</summary>
    public int Forgotten { get; }

    /// <summary>Those that are being written or wait for an answer, by id.</summary>
    public IEnumerable<Proposal> Unanswered => _unanswered.Select(id => _proposals[id]);

    /// <summary>How many those are.</summary>
    public int UnansweredCount => _unanswered.Count;

    /// <summary>Those that wait for an answer, the oldest first.</summary>
    public IEnumerable<Proposal> Open => Unanswered.Where(proposal => proposal.Sent is not null).OrderBy(proposal => proposal.Sent!.Revision).ThenBy(proposal => proposal.Id.Value);

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
    public Proposal? On(ThreadId thread) => _onThreads.TryGetValue(thread, out var here) ? here.Select(id => _proposals[id]).MaxBy(proposal => proposal.Sent!.Revision) : null;

    /// <summary>Into how many stretches a text is divided by all that is suggested for it.</summary>
    /// <param name="node">The node.</param>
    /// <param name="field">The field's key.</param>
    /// <param name="author">By whom; null: by all.</param>
    internal int SectionsOn(NodeId node, string field, UserId? author = null) => !_texts.TryGetValue((node, field), out var here) ? 0
        : here.Distinct().Select(id => _proposals[id]).Where(proposal => author is null || proposal.Author == author).Sum(proposal => proposal.SectionsOn(node, field));

    /// <summary>All, by id.</summary>
    public IEnumerator<Proposal> GetEnumerator() => _proposals.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static ProposalMap Of(IEnumerable<Proposal> proposals, int forgotten) =>
        proposals.Aggregate(new ProposalMap(Empty._proposals, Empty._unanswered, TextKeys.None, NoThreads, forgotten), (all, proposal) => all.With(proposal));

    /// <summary>With a proposal in place of the one that has its id, if any. One too many that was answered takes the place of the oldest such.</summary>
    internal ProposalMap With(Proposal proposal)
    {
        proposal = proposal.Kept();
        var texts = WithoutTexts(proposal.Id);
        foreach (var text in TextsOf(proposal)) texts = texts.SetItem(text, texts.GetValueOrDefault(text, []).Add(proposal.Id.Value));
        var isAnswered = proposal.Ended is not null;
        var all = new ProposalMap(_proposals.SetItem(proposal.Id.Value, proposal), isAnswered ? _unanswered.Remove(proposal.Id.Value) : _unanswered.Add(proposal.Id.Value), texts, WithThread(proposal), Forgotten);
        return isAnswered && all.Count - all.UnansweredCount > Limits.ProposalsAnsweredMax && all.Oldest() is var oldest ? all.Without(oldest.Id, oldest.Parts.IsEmpty ? 0 : 1) : all;
    }

    internal ProposalMap Without(ProposalId id) => Without(id, 0);

    /// <summary>After an edit of a text.</summary>
    internal ProposalMap Over(EditText edit)
    {
        if (_texts.IsEmpty || !_texts.TryGetValue((edit.Node, edit.Field), out var here)) return this;
        var proposals = _proposals;
        foreach (var id in here) proposals = proposals.SetItem(id, proposals[id].Over(edit));
        return new ProposalMap(proposals, _unanswered, _texts, _onThreads, Forgotten);
    }

    private ProposalMap Without(ProposalId id, int forgotten) => new(_proposals.Remove(id.Value), _unanswered.Remove(id.Value), WithoutTexts(id), WithoutThread(id), Forgotten + forgotten);

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

    private ImmutableDictionary<ThreadId, ImmutableSortedSet<ulong>> WithThread(Proposal proposal)
    {
        if (Find(proposal.Id)?.Thread == proposal.Thread) return _onThreads;
        var threads = WithoutThread(proposal.Id);
        return proposal.Thread is { } thread ? threads.SetItem(thread, threads.GetValueOrDefault(thread, []).Add(proposal.Id.Value)) : threads;
    }

    private ImmutableDictionary<ThreadId, ImmutableSortedSet<ulong>> WithoutThread(ProposalId id)
    {
        if (Find(id)?.Thread is not { } thread) return _onThreads;
        var left = _onThreads[thread].Remove(id.Value);
        return left.IsEmpty ? _onThreads.Remove(thread) : _onThreads.SetItem(thread, left);
    }

    private static IEnumerable<(NodeId Node, string Field)> TextsOf(Proposal proposal)
    {
        foreach (var part in proposal.OpenParts)
            if (part.Operation is EditText edit) yield return (edit.Node, edit.Field);
    }
}
