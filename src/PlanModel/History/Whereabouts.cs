using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;

namespace PlanModel.History;

/// <summary>
/// Which parts and fields operations are about, beyond what they name themselves: the part that a move leaves, what a thread hangs on, what a proposal suggests. The document before an operation
/// says so exactly. An earlier document does together with what was noted of all that came since: that may name what was so at another moment between, and leaves nothing out.
/// </summary>
public sealed class Whereabouts
{
    private static readonly Whereabouts NothingNoted = new();

    private readonly Dictionary<NodeId, HashSet<NodeId>> _parents = [];
    private readonly Dictionary<ThreadId, (NodeId Node, string? Field)> _threads = [];
    private readonly Dictionary<ProposalId, HashSet<(NodeId Node, string? Field)>> _proposals = [];

    /// <summary>What an operation does.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="before">The document before it.</param>
    public static IEnumerable<Act> Exactly(Operation operation, Document before) => NothingNoted.Of(operation, before);

    /// <summary>What an operation that <see cref="IsPlain"/> does; of another, only what it names itself.</summary>
    public static IEnumerable<Act> Named(Operation operation) => Acts(operation, Places(operation));

    /// <summary>Whether an operation names all that it is about.</summary>
    public static bool IsPlain(Operation operation) => operation is not (MoveNode or SendProposal or WithdrawProposal) and not (ThreadOperation and not StartThread);

    /// <summary>Notes what an operation says of where things are.</summary>
    public void Note(Operation operation)
    {
        switch (operation)
        {
            case InsertNode insert:
                At(_parents, insert.Node).Add(insert.Parent);
                break;
            case MoveNode move:
                At(_parents, move.Node).Add(move.Parent);
                break;
            case StartThread start:
                _threads[start.Thread] = (start.Node, start.Field);
                break;
            case Suggest suggest:
                At(_proposals, suggest.Proposal).UnionWith(suggest.Parts.SelectMany(Places));
                break;
        }
    }

    /// <summary>What an operation does, as a document before it and what was noted since say.</summary>
    public IEnumerable<Act> Of(Operation operation, Document document) => Acts(operation, Places(operation).Concat(Further(operation, document)));

    private IEnumerable<(NodeId Node, string? Field)> Further(Operation operation, Document document) => operation switch
    {
        StartThread => [],
        MoveNode move => ParentsOf(move.Node, document).Select(parent => (parent, (string?)null)),
        ThreadOperation said => AnchorOf(said.Thread, document),
        SendProposal { Thread: { } thread } send => SuggestedIn(send.Proposal, document).Concat(AnchorOf(thread, document)),
        SendProposal or WithdrawProposal => SuggestedIn(((ProposalOperation)operation).Proposal, document),
        _ => [],
    };

    private IEnumerable<NodeId> ParentsOf(NodeId node, Document document)
    {
        if (document.Find(node)?.Parent is { } parent) yield return parent;
        foreach (var noted in _parents.GetValueOrDefault(node) ?? []) yield return noted;
    }

    private IEnumerable<(NodeId Node, string? Field)> AnchorOf(ThreadId thread, Document document)
    {
        if (document.Threads.Find(thread) is { Anchor: var anchor }) yield return (anchor.Node, anchor.Field);
        else if (_threads.TryGetValue(thread, out var noted)) yield return noted;
    }

    private IEnumerable<(NodeId Node, string? Field)> SuggestedIn(ProposalId proposal, Document document) =>
        (document.Proposals.Find(proposal)?.Parts ?? []).SelectMany(part => Places(part.Operation)).Concat(_proposals.GetValueOrDefault(proposal) ?? []);

    private static IEnumerable<Act> Acts(Operation operation, IEnumerable<(NodeId Node, string? Field)> places)
    {
        var kind = ActKind.Of(operation);
        var about = false;
        foreach (var (node, field) in places)
        {
            about = true;
            yield return new Act(kind, node, field);
        }

        if (!about) yield return new Act(kind, null, null);
    }

    private static IEnumerable<(NodeId Node, string? Field)> Places(Operation operation) => operation switch
    {
        InsertNode insert => [(insert.Node, null), (insert.Parent, null), .. insert.Fields.Keys.Select(field => (insert.Node, (string?)field))],
        MoveNode move => [(move.Node, null), (move.Parent, null)],
        StartThread start => [(start.Node, start.Field)],
        NoteErratum erratum => [(erratum.Node, null)],
        Suggest suggest => suggest.Parts.SelectMany(Places).Concat(Places(suggest.Drop)),
        ReopenProposal reopened => reopened.Parts.SelectMany(Places),
        DecideProposal decided => Places(decided.Keys),
        _ => operation.Target is { Node: { } node } target ? [(node, target.Field)] : [],
    };

    private static IEnumerable<(NodeId Node, string? Field)> Places(IEnumerable<string> keys)
    {
        foreach (var key in keys)
            if (ProposalPart.PlaceOf(key) is { } place) yield return place;
    }

    private static HashSet<T> At<TKey, T>(Dictionary<TKey, HashSet<T>> sets, TKey key) where TKey : notnull => sets.TryGetValue(key, out var known) ? known : sets[key] = [];
}
