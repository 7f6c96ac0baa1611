using System.Collections.Frozen;
using System.Collections.Immutable;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Workflow;

namespace PlanModel.Review;

/// <summary>A proposal, or some of it, done to the plan as it is: what it would become, and what of it is no longer applicable and why. A part that stands on another's is done after it.</summary>
public sealed class AppliedProposal
{
    /// <summary>Why what the plan says by now is no longer applicable.</summary>
    internal const string SaysSo = "The plan says so already.";

    /// <summary>Why an edit is not done of whose text others left nothing.</summary>
    internal const string NothingLeft = "Nothing is left of the text that it was about.";

    private readonly List<Operation> _operations = [];
    private readonly Proposal _proposal;
    private readonly Document _base;
    private readonly bool _evenRemoved;
    private Document? _document;
    private FrozenSet<NodeId>? _named;

    private AppliedProposal(Document document, Proposal proposal, Func<ProposalPart, bool> isChosen, bool evenRemoved = false)
    {
        (_proposal, _base, _document, _evenRemoved) = (proposal, document, document, evenRemoved);
        // What is removed is removed last: whatever else is suggested for it may come first.
        var left = proposal.OpenParts.Where(isChosen).OrderBy(part => part.Operation is RemoveNode).ToList();
        var parts = left.ToDictionary(part => part.Key, part => new AppliedPart(part, null, document));
        var order = left.Select(part => part.Key).ToArray();
        for (var count = -1; count != left.Count;)
        {
            count = left.Count;
            left.RemoveAll(part => TryDo(part, parts));
        }

        foreach (var part in left) parts[part.Key] = new AppliedPart(part, WhyNot(part.Operation, Fitted(Document, part.Operation)), Document);
        Parts = [.. order.Select(key => parts[key])];
    }

    private AppliedProposal(Document document, AppliedProposal same) => (_proposal, _base, _operations, _named, Parts) = (same._proposal, document, same._operations, same._named, same.Parts);

    /// <summary>The plan as it would be.</summary>
    public Document Document => _document ??= Change.Apply(_base, [.. _operations]);

    /// <summary>The open parts, in order.</summary>
    public ImmutableArray<AppliedPart> Parts { get; }

    /// <summary>All that is still suggested, done to a plan.</summary>
    public static AppliedProposal Of(Document document, Proposal proposal) => new(document, proposal, _ => true);

    /// <summary>The parts about some things, with those on which they stand, done to a plan.</summary>
    public static AppliedProposal Of(Document document, Proposal proposal, IEnumerable<string> keys) => new(document, proposal, WithNeeded(proposal, keys).Contains);

    /// <summary>The parts about some things, as if nothing that they are about were removed: what is not applicable then is so for another reason than that.</summary>
    internal static AppliedProposal EvenRemoved(Document document, Proposal proposal, IEnumerable<string> keys) => new(document, proposal, WithNeeded(proposal, keys).Contains, evenRemoved: true);

    /// <summary>
    /// The same done to another document, where that comes to the same: none of what is new there is about what the proposal names, nor adds, moves or removes anything. Typing
    /// elsewhere, which is most of what happens to a plan, so costs what it touched.
    /// </summary>
    /// <param name="document">A document with the same proposal.</param>
    /// <returns>Null when it has to be worked out anew.</returns>
    public AppliedProposal? On(Document document)
    {
        if (ReferenceEquals(document, _base)) return this;
        foreach (var (before, after) in document.Differences(_base))
            if (before is null || after is null || before.Removed != after.Removed || before.Parent != after.Parent || before.Children != after.Children || (_named ??= NamedIn(_base)).Contains(after.Id)) return null;
        return document.State == _base.State ? new AppliedProposal(document, this) : null;
    }

    /// <summary>What accepts the parts that are applicable; empty when none is.</summary>
    public ImmutableArray<Operation> Accept() =>
        _operations.Count == 0 ? [] : [new DecideProposal(_proposal.Id, [.. Parts.Where(part => part.WhyNot is null).Select(part => part.Part.Key)], true, ""), .. _operations];

    /// <summary>The keys of parts, with those of all open parts that stand on them.</summary>
    public static ImmutableArray<string> WithDependents(Proposal proposal, IEnumerable<string> keys)
    {
        var chosen = keys.ToHashSet(StringComparer.Ordinal);
        for (var count = -1; count != chosen.Count;)
        {
            count = chosen.Count;
            foreach (var part in proposal.OpenParts)
                if (!chosen.Contains(part.Key) && Needs(proposal, part).Any(needed => chosen.Contains(needed.Key))) chosen.Add(part.Key);
        }

        return [.. proposal.OpenParts.Select(part => part.Key).Where(chosen.Contains)];
    }

    private static HashSet<ProposalPart> WithNeeded(Proposal proposal, IEnumerable<string> keys)
    {
        var asked = keys.ToHashSet(StringComparer.Ordinal);
        var next = new Stack<ProposalPart>(proposal.OpenParts.Where(part => asked.Contains(part.Key)));
        var chosen = new HashSet<ProposalPart>(ReferenceEqualityComparer.Instance);
        while (next.TryPop(out var part))
        {
            if (!chosen.Add(part)) continue;
            foreach (var needed in Needs(proposal, part)) next.Push(needed);
        }

        return chosen;
    }

    /// <summary>The parts that add what a part names.</summary>
    private static IEnumerable<ProposalPart> Needs(Proposal proposal, ProposalPart part) =>
        Named(part.Operation).Distinct().Select(proposal.Adds).OfType<ProposalPart>().Where(needed => !ReferenceEquals(needed, part));

    private static IEnumerable<NodeId> Named(Operation operation)
    {
        if (operation.Target.Node is { } node) yield return node;
        switch (operation)
        {
            case InsertNode insert:
                yield return insert.Parent;
                foreach (var text in insert.Fields.Values.SelectMany(value => value is SetValue set ? set.Items : value is Scalar { Text: { } one } ? [one] : (IEnumerable<string>)[]))
                    if (NodeId.TryParse(text, out var named)) yield return named;
                break;
            case MoveNode move:
                yield return move.Parent;
                break;
            case SetField { Value.Text: { } text } when NodeId.TryParse(text, out var value):
                yield return value;
                break;
            case AddToSet { Item: var item } when NodeId.TryParse(item, out var value):
                yield return value;
                break;
            case RemoveFromSet { Item: var item } when NodeId.TryParse(item, out var value):
                yield return value;
                break;
        }
    }

    /// <summary>All that the parts name, with what is above it.</summary>
    private FrozenSet<NodeId> NamedIn(Document document) =>
        _proposal.OpenParts.SelectMany(part => Named(part.Operation)).SelectMany(id => document.Find(id) is { } node ? document.Above(node).Select(above => above.Id).Prepend(id) : [id]).ToFrozenSet();

    private bool TryDo(ProposalPart part, Dictionary<string, AppliedPart> parts)
    {
        var operation = Fitted(Document, part.Operation);
        if (WhyNot(part.Operation, operation) is not null) return false;
        parts[part.Key] = new AppliedPart(part, null, Document);
        _document = operation.Apply(Document);
        _operations.Add(operation);
        return true;
    }

    /// <summary>A part as it is done to a document: what it stands behind may have gone, and what it adds may be there already, removed, when its acceptance was undone.</summary>
    private static Operation Fitted(Document document, Operation operation) => operation switch
    {
        InsertNode insert when document.Find(insert.Node) is { Removed: true } there && there.Kind.Key == insert.Kind => new RestoreNode(insert.Node),
        InsertNode { After: { } after } insert when document.Find(after) is null && document.Find(insert.Parent) is { } parent => insert with { After = parent.Children.IsEmpty ? null : parent.Children[^1] },
        MoveNode { After: { } after } move when document.Find(after) is null && document.Find(move.Parent) is { } parent => move with { After = parent.Children.Where(child => child != move.Node).Select(child => (NodeId?)child).LastOrDefault() },
        _ => operation,
    };

    private Refusal? WhyNot(Operation suggested, Operation operation)
    {
        // Of an addition that is only a restoring here, the values count all the same.
        return (_evenRemoved ? (suggested as InsertNode)?.CheckContent(Document) : Removed(Document, operation))
            ?? operation.Check(Document)
            ?? (operation is EditText { Edit.IsEmpty: true } ? new Refusal(RefusalCode.BadEdit, NothingLeft, operation.Target.Node, operation.Target.Field)
                : ReferenceEquals(operation.Apply(Document), Document) ? new Refusal(RefusalCode.BadValue, SaysSo, operation.Target.Node, operation.Target.Field)
                : null);
    }

    private static Refusal? Removed(Document document, Operation operation)
    {
        var parent = operation switch { InsertNode insert => insert.Parent, MoveNode move => move.Parent, RestoreNode restore => document.Find(restore.Node)?.Parent, _ => null };
        foreach (var id in new[] { operation is RestoreNode ? null : operation.Target.Node, parent })
            if (id is { } known && document.Find(known) is { } node && !document.IsVisible(node)) return new Refusal(RefusalCode.NotHere, $"{Capital(Operation.NameIn(document, known))} was removed.", known);
        return null;
    }

    /// <summary>
    /// What a part does, in words that follow a person's name, also where what it is about is not there. Whoever decides needs more than history says: what would be moved, removed or restored has its
    /// title, as its number may be another's by then, and the place to which it would go is said.
    /// </summary>
    public static string Words(Document document, Operation operation) => !Knows(document, operation) ? "changed something in a part that is not there" : operation switch
    {
        MoveNode move => $"moved {Called(document, move.Node)}{PlaceOf(document, move)}",
        RemoveNode remove => $"removed {Called(new RestoreNode(remove.Node).Apply(document), remove.Node)}",
        RestoreNode restore => $"restored {Called(restore.Apply(document), restore.Node)}",
        _ => operation.Label(document),
    };

    // What has no number is called by its title anyway.
    private static string Called(Document document, NodeId id)
    {
        var (name, node) = (Operation.NameIn(document, id), document[id]);
        return name == document.Number(node) && document.Title(node) != node.Kind.Label ? $"{name} “{document.Title(node)}”" : name;
    }

    private static string PlaceOf(Document document, MoveNode move)
    {
        var away = document[move.Node].Parent == move.Parent ? "" : $" to {Operation.NameIn(document, move.Parent)}";
        if (move.Check(document) is not null) return away;
        var (node, after) = (document[move.Node], move.Apply(document));
        var before = after.Children(after[move.Parent], node.Kind).TakeWhile(child => child.Id != node.Id).LastOrDefault();
        return before is null ? $"{away}, to the beginning" : $"{away}, after {Operation.NameIn(document, before.Id)}";
    }

    /// <summary>Whether what a part is about is there.</summary>
    internal static bool Knows(Document document, Operation operation) => operation switch
    {
        InsertNode insert => document.Schema.Find(insert.Kind) is not null && (document.Find(insert.Node) is not null || document.Find(insert.Parent) is not null),
        MoveNode move => document.Find(move.Node) is not null && document.Find(move.Parent) is not null,
        _ => document.Find(operation.Target.Node!.Value) is { Kind: var kind } && (operation.Target.Field is not { } field || kind.Find(field) is not null),
    };

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}

/// <summary>A part of a proposal against the plan as it is.</summary>
/// <param name="Part">The part.</param>
/// <param name="WhyNot">Why it is no longer applicable; null when it is.</param>
/// <param name="Before">The plan to which it is done.</param>
public sealed record AppliedPart(ProposalPart Part, Refusal? WhyNot, Document Before)
{
    private string? _words;

    /// <summary>What it does, as history would say it: "set “Due date” of C2.M3 to 12 Mar 2018". Made when somebody asks.</summary>
    public string Words => _words ??= AppliedProposal.Words(Before, Part.Operation);
}
