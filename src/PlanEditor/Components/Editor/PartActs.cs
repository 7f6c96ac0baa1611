using System.Collections.Immutable;
using MudBlazor;
using PlanEditor.Components.Comments;
using PlanEditor.Components.Editor.Outline;
using PlanEditor.Components.History;
using PlanEditor.Components.Shared;
using PlanEditor.Components.Suggestions;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanEditor.Components.Editor;

/// <summary>What people do with whole parts, the same wherever they do it: add, move, remove, restore. Each act is said to those who do not see it.</summary>
/// <param name="session">The page's hold on the plan.</param>
/// <param name="snackbar">Where "Removed C2.M3 · Undo" stands.</param>
/// <param name="open">Opens an address.</param>
public sealed class PartActs(EditingSession session, ISnackbar snackbar, Action<string> open)
{
    /// <summary>Who removed what, for those who restore it.</summary>
    public required Removals Removals { get; init; }

    /// <summary>Raised with words for those who listen.</summary>
    public event Action<Worded>? Said;

    /// <summary>Raised when something could not be done, and with null when that is over.</summary>
    public event Action<Refusal?>? Refused;

    /// <summary>Raised when an act needs to know which part is meant.</summary>
    public event Action<PartChoice>? Choosing;

    /// <summary>Adds a part at the end of another and opens it with the caret in its name.</summary>
    public async Task AddAsync(NodeId parent, NodeKind kind)
    {
        var insert = NewNodes.In(session.Document, session.Document[parent], kind);
        if (!await DoneAsync(insert)) return;
        var added = session.Document[insert.Node];
        Said?.Invoke(Worded.Say($"Added {NameOf(added)}"));
        // With the focus where writing begins.
        open(PlanAddress.Of(session.Plan.Slug, insert.Node, kind.Fields[0].Key));
    }

    /// <summary>Adds a part; the page stays where it is.</summary>
    /// <returns>Whether it was added.</returns>
    public async Task<bool> AddHereAsync(InsertNode insert)
    {
        if (!await DoneAsync(insert)) return false;
        Said?.Invoke(Worded.Say($"Added {NameOf(session.Document[insert.Node])}"));
        return true;
    }

    /// <summary>Adds a part that is known by one choice; the page stays where it is.</summary>
    public async Task AddChosenAsync(NodeId parent, NodeKind kind, ChoiceField choice, string code)
    {
        var insert = NewNodes.In(session.Document, session.Document[parent], kind, (choice.Key, Scalar.Of(code)));
        if (await DoneAsync(insert)) Said?.Invoke(Worded.Say($"Added {choice.Choices.Label(code)}"));
    }

    /// <summary>Adds a part with a name and one item of a set; the page stays where it is.</summary>
    public async Task AddNamedAsync(NodeId parent, NodeKind kind, string name, (string Field, string Item) first)
    {
        var insert = NewNodes.In(
            session.Document, session.Document[parent], kind, (kind.NameField!.Key, Scalar.Of(name)), (first.Field, new SetValue(SetValue.None.Add(first.Item))));
        if (await DoneAsync(insert)) Said?.Invoke(Worded.Say($"Added {NameOf(session.Document[insert.Node])}"));
    }

    /// <summary>Moves a part; null: it cannot go there.</summary>
    public async Task MoveAsync(MoveNode? move)
    {
        if (move is null)
        {
            Said?.Invoke(Worded.Of("It cannot go further"));
            return;
        }

        if (!await DoneAsync(move)) return;
        var document = session.Document;
        var node = document[move.Node];
        var same = document.Children(document[move.Parent], node.Kind).ToList();
        var place = $"{same.FindIndex(one => one.Id == node.Id) + 1} of {same.Count}";
        Said?.Invoke(move.Parent == NodeId.Root ? Worded.Say($"{NameOf(node)} is now {place}") : Worded.Say($"{NameOf(node)} is now {place} in {NameOf(document[move.Parent])}"));
    }

    /// <summary>Asks where parts of one kind shall go, among those beside them or into another part, and moves them there, in the order in which they stand.</summary>
    public void AskWhere(params ImmutableArray<NodeId> ids)
    {
        var document = session.Document;
        var nodes = ids.Select(document.Find).OfType<Node>().ToArray();
        if (nodes.Length == 0) return;
        var here = nodes.Select(node => node.Parent).Distinct().ToArray() is [{ } only] ? document[only] : null;
        var others = OutlineMoves.Parents(document, nodes[0]).Where(parent => parent != here).Select(parent => PartPlace.Of(document, parent)).ToArray();
        Choosing?.Invoke(new PartChoice(
            Worded.Say($"Move {Named(nodes)}{(others.Length > 0 ? " to…" : "…")}"),
            nodes.Length == 1 ? "Leave it where it is" : "Leave them where they are",
            [.. here is null ? [] : PlacesIn(document, here, nodes), .. others],
            place => MoveManyAsync(ids, place)));
    }

    /// <summary>Puts a copy of a part behind it, with all that stands under it, and opens it.</summary>
    public async Task DuplicateAsync(NodeId id)
    {
        if (session.Document.Find(id) is not { } node) return;
        var operations = PartCopy.Of(session.Document, node, NewNodes.NewId);
        var copy = ((InsertNode)operations[0]).Node;
        if (!await DoneAsync(operations)) return;
        Said?.Invoke(Worded.Say($"Added {NameOf(session.Document[copy])}, a copy"));
        open(node.Kind.NameField is { } title ? PlanAddress.Of(session.Plan.Slug, copy, title.Key) : PlanAddress.Of(session.Plan.Slug, copy));
    }

    /// <summary>Makes a part of another kind of a part, and opens it. What was said about the old one does not come along: where there is some, it is asked first.</summary>
    public async Task ConvertAsync(NodeId id, NodeKind kind)
    {
        var document = session.Document;
        if (document.Find(id) is not { } node || Behind(id) is not { Length: > 0 } behind || PartConversion.Of(document, node, kind, NewNodes.NewId(), out _) is null)
        {
            await ConvertNowAsync(id, kind);
            return;
        }

        Choosing?.Invoke(new PartChoice(Worded.Say($"Convert {NameOf(node)} to {kind.Noun}?"), "Leave it as it is", [PartPlace.Of(document, node)], _ => ConvertNowAsync(id, kind)) { Note = behind, Verb = "Convert" });
    }

    private async Task ConvertNowAsync(NodeId id, NodeKind kind)
    {
        if (session.Document.Find(id) is not { } node) return;
        var made = NewNodes.NewId();
        if (PartConversion.Of(session.Document, node, kind, made, out var refusal) is not { } conversion)
        {
            Refuse(refusal!);
            return;
        }

        if (!await DoneAsync(conversion.Operations)) return;
        var words = Worded.Say($"It is now {NameOf(session.Document[made])}");
        if (conversion.Gathered is { } gathered)
        {
            words = words.And($". What has no field of its own stands under “{gathered}”");
            snackbar.Add(WordedText.Of(words), Severity.Normal);
        }

        Said?.Invoke(words);
        open(PlanAddress.Of(session.Plan.Slug, made));
    }

    /// <summary>Asks into which other part of its kind a part shall be merged, and merges it.</summary>
    public void AskMerge(NodeId id)
    {
        var document = session.Document;
        if (document.Find(id) is not { } node || node.Parent is not { } parent) return;
        var uses = Uses.Of(document, id).Count();
        Choosing?.Invoke(new PartChoice(
            Worded.Say($"Merge {NameOf(node)} into…"),
            "Keep both",
            [.. document.Children(document[parent], node.Kind).Where(other => other.Id != id).OrderBy(document.Title, ContentOrder.Of(document)).Select(other => PartPlace.Of(document, other))],
            async into =>
            {
                if (session.Document.Find(id) is not { } duplicate || session.Document.Find(into.Id) is not { } kept) return;
                if (!await DoneAsync(PartMerge.Of(session.Document, duplicate, kept))) return;
                Said?.Invoke(Worded.Say($"Merged into {NameOf(session.Document[into.Id])}"));
                open(PlanAddress.Of(session.Plan.Slug, into.Id));
            })
        {
            Note = uses switch
            {
                0 => "Nothing names it. What the other one lacks is taken over.",
                1 => "The one place that names it will name the other. What the other one lacks is taken over.",
                _ => $"The {uses} places that name it will name the other. What the other one lacks is taken over.",
            } + (Behind(id) is { Length: > 0 } behind ? $" {behind}" : ""),
        });
    }

    /// <summary>Removes several parts at once: one undo brings all back.</summary>
    public async Task RemoveManyAsync(ImmutableArray<NodeId> ids)
    {
        var document = session.Document;
        var nodes = ids.Select(document.Find).OfType<Node>().Where(node => !node.Removed).ToArray();
        if (nodes.Length == 0) return;
        var words = Worded.Say($"Removed {Named(nodes)}");
        if (!await DoneAsync([.. nodes.Select(node => (Operation)new RemoveNode(node.Id))])) return;
        Said?.Invoke(words);
        Offer(words, () => RestoreManyAsync([.. nodes.Select(node => node.Id)]));
    }

    /// <summary>Removes a part. What others type into it meanwhile is kept.</summary>
    public async Task RemoveAsync(NodeId id)
    {
        var document = session.Document;
        if (document.Find(id) is not { } node) return;
        var name = NameOf(node);
        var used = Uses.Of(document, id).Select(use => NameOf(use.Node)).Distinct().ToArray();
        if (!await DoneAsync(new RemoveNode(id))) return;
        var words = used.Length == 0
            ? Worded.Say($"Removed {name}")
            : Worded.Say($"Removed {name}, which {Worded.Join(", ", used.Take(3))}{(used.Length > 3 ? $" and {used.Length - 3} more" : "")} still {(used.Length == 1 ? "names" : "name")}");
        Said?.Invoke(words);
        Offer(words, () => RestoreAsync(id));
    }

    /// <summary>Brings a removed part back, with those above it that hide it.</summary>
    public async Task RestoreAsync(NodeId id)
    {
        var document = session.Document;
        if (document.Find(id) is not { } node) return;
        var hidden = document.Above(node).Prepend(node).Where(one => one.Removed).Select(one => (Operation)new RestoreNode(one.Id)).ToArray();
        if (hidden.Length == 0 || await session.DoAsync([.. hidden]) is { } refusal && Refuse(refusal)) return;
        Said?.Invoke(Worded.Say($"Restored {NameOf(session.Document[id])}"));
    }

    /// <summary>Opens the history of a part.</summary>
    public void OpenHistory(NodeId id) => open(new HistoryQuery { Part = id }.Address(session.Plan.Slug));

    /// <summary>Lets peers read the plan, or no longer.</summary>
    public async Task OpenToPeersAsync(bool open)
    {
        if (await DoneAsync(new OpenToPeers(open))) Said?.Invoke(Worded.Of(open ? "The plan is open to peers" : "The plan is no longer open to peers"));
    }

    /// <summary>What stays with a part that is about to be replaced by another, in a sentence; empty: nothing.</summary>
    private string Behind(NodeId id)
    {
        var open = OpenSuggestions.Of(session.Itself);
        var (comments, suggestions) = (ThreadsOf.PendingOn(session.Itself, id), open.CountAt(id) + open.Under(id).Count());
        var words = new[] { comments == 0 ? null : CountWords.Of(comments, "comment", "comments"), suggestions == 0 ? null : CountWords.Of(suggestions, "suggested change", "suggested changes") }.OfType<string>().ToArray();
        return words.Length == 0 ? "" : $"{CountWords.Capital(string.Join(" and ", words))} {(comments + suggestions == 1 ? "stays" : "stay")} with the old part, which is removed. Settle that first, or write it anew afterwards.";
    }

    private static IEnumerable<PartPlace> PlacesIn(Document document, Node parent, Node[] nodes)
    {
        var kind = nodes[0].Kind;
        var same = document.Children(parent, kind).ToArray();
        var stay = same.Except(nodes).ToArray();
        if (!OutlineMoves.IsOrdered(kind) || stay.Length == 0) yield break;
        var moved = same.Where(nodes.Contains).ToArray();
        for (var at = 0; at < stay.Length; at++)
            yield return PartPlace.Of(document, stay[at], same.SequenceEqual([.. stay[..at], .. moved, .. stay[at..]])) with { IsBefore = true };
        yield return new PartPlace(parent.Id, "", "To the end", null, same.SequenceEqual([.. stay, .. moved]));
    }

    private async Task MoveManyAsync(ImmutableArray<NodeId> ids, PartPlace place)
    {
        var document = session.Document;
        if (document.Find(place.Id) is not { } at) return;
        ids = [.. ids.Where(id => document.Find(id) is { Removed: false })];
        var moves = place.IsBefore ? OutlineMoves.Before(document, ids, at) : OutlineMoves.Into(document, ids, at);
        if (moves is [var only] && ids.Length == 1)
        {
            await MoveAsync(only);
            return;
        }

        if (moves.IsEmpty || !await DoneAsync([.. moves])) return;
        document = session.Document;
        var parent = document[moves[0].Parent];
        Said?.Invoke(place.IsBefore ? Worded.Say($"Moved {ids.Length} before {NameOf(document[at.Id])}") : parent.Parent is null ? Worded.Say($"Moved {ids.Length} to the end") : Worded.Say($"Moved {ids.Length} to {NameOf(parent)}"));
    }

    private async Task RestoreManyAsync(ImmutableArray<NodeId> ids)
    {
        if (await DoneAsync([.. ids.Select(id => (Operation)new RestoreNode(id))])) Said?.Invoke(Worded.Say($"Restored {ids.Length}"));
    }

    private void Offer(Worded words, Func<Task> undo) => snackbar.Add(WordedText.Of(words), Severity.Normal, options =>
    {
        options.Action = "Undo";
        options.OnClick = _ => undo();
        options.ShowCloseIcon = true;
        options.ShowTransitionDuration = 120;
        options.HideTransitionDuration = 120;
        options.CloseAfterNavigation = false;
    });

    private Worded NameOf(Node node) => Worded.OfName(session.Document, node);

    private Worded Named(Node[] nodes) =>
        nodes.Length == 1 ? NameOf(nodes[0]) : Worded.Of($"{nodes.Length} {(nodes.All(node => node.Kind == nodes[0].Kind) ? nodes[0].Kind.Nouns : "parts")}");

    private async Task<bool> DoneAsync(params ImmutableArray<Operation> operations)
    {
        Refused?.Invoke(null);
        return await session.DoAsync(operations) is not { } refusal || !Refuse(refusal);
    }

    private bool Refuse(Refusal refusal)
    {
        Refused?.Invoke(refusal);
        return true;
    }
}
