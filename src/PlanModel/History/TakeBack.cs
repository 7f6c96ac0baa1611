using System.Collections.Immutable;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.History;

/// <summary>
/// What takes back old acts while all that came later stays. Their inverse is moved over everything since, as undo is: texts are mapped, and a value, place or item that was changed
/// again later is left as it is now, which is said. The result is an ordinary change.
/// </summary>
public sealed class TakeBack
{
    private readonly Fold _fold;
    private readonly Document _before;
    private readonly Dictionary<(NodeId Node, string Field), TextChangeSet> _texts = [];
    private readonly List<Operation> _others = [];
    private readonly Dictionary<OperationTarget, NotTakenBack> _left = [];
    private readonly HashSet<NodeId> _metTexts = [];
    private readonly Dictionary<(NodeId Node, string Field), CommittedChange> _overwritten = [];
    private readonly Dictionary<NodeId, HashSet<UserId>> _since = [];
    private int _chosen;

    /// <param name="before">The document before the first change to take back.</param>
    public TakeBack(Document before)
    {
        _before = before;
        _fold = new Fold(before);
    }

    /// <summary>Takes the next change of the log, from the first one to take back to the newest.</summary>
    /// <param name="change">The change.</param>
    /// <param name="chosen">Which of its operations to take back.</param>
    public void Add(CommittedChange change, Func<Operation, bool> chosen)
    {
        foreach (var operation in change.Operations)
        {
            if (chosen(operation)) Choose(operation);
            else Over(change, operation);
            _fold.Apply([operation]);
        }
    }

    /// <summary>What to do now, and what cannot be done.</summary>
    public TakeBackPlan End()
    {
        var now = _fold.Document;
        var document = now;
        var done = ImmutableArray.CreateBuilder<Operation>();
        var does = ImmutableArray.CreateBuilder<string>();
        // Values and places first: what is taken away at last may be named by a text's part until then.
        foreach (var operation in _others.Where(operation => operation is not RemoveNode)) Try(operation);
        foreach (var ((node, field), edit) in _texts.OrderBy(pair => pair.Key.Node.Value).ThenBy(pair => pair.Key.Field, StringComparer.Ordinal))
        {
            var text = now[node].Text(field);
            var back = new EditText(node, field, edit);
            var isGone = edit.IsEmpty || edit.Apply(text).ContentEquals(text);
            if (_overwritten.TryGetValue((node, field), out var since))
                _left[back.Target] = new NotTakenBack($"{(isGone ? "what" : "some of what")} was written in {NameOf(now, back)} was changed again since", since.Author, since.At);
            if (!isGone) Try(back);
        }

        foreach (var operation in _others.Where(operation => operation is RemoveNode)) Try(operation);
        foreach (var mark in TranslationMarks.Back(_before, now, done))
            if (!_metTexts.Contains(mark.Target.Node!.Value)) done.Add(mark);
        if (_chosen > 0 && done.Count == 0 && _left.Count == 0) _left[new OperationTarget(null, "nothing")] = new NotTakenBack("nothing of it is left", null, null);
        return new TakeBackPlan(done.ToImmutable(), does.ToImmutable(), [.. _left.Values], [.. Also(now, done)]);

        void Try(Operation operation)
        {
            if (operation.Check(document) is { } refusal)
            {
                _left[operation.Target] = new NotTakenBack($"{NameOf(document, operation)}: {char.ToLowerInvariant(refusal.Words[0])}{refusal.Words[1..].TrimEnd('.')}", null, null);
                return;
            }

            // What goes is called as it is now: with each that is gone the numbers of those behind it change.
            does.Add(AppliedProposal.Words(operation is RemoveNode ? now : document, operation));
            document = operation.Apply(document);
            done.Add(operation);
        }
    }

    private void Choose(Operation operation)
    {
        _chosen++;
        var document = _fold.Document;
        if (operation.Act != PlanAct.Edit)
        {
            _left[operation.Target] = new NotTakenBack($"“{operation.Label(document)}” is {WhatItIs(operation)}", null, null);
            return;
        }

        if (operation is EditText edit)
        {
            if (edit.Edit.IsEmpty) return;
            var key = (edit.Node, edit.Field);
            var inverse = edit.Edit.Invert(document[edit.Node].Text(edit.Field));
            _texts[key] = _texts.TryGetValue(key, out var pending) ? inverse.Compose(pending) : inverse;
            return;
        }

        // Of several acts on one thing, the first one's inverse brings back what was before all of them.
        if (operation.Invert(document) is not { } back || _others.Exists(other => other.Target == back.Target)) return;
        _left.Remove(back.Target);
        _others.Insert(0, back);
    }

    private void Over(CommittedChange change, Operation operation)
    {
        if (operation.Target.Node is { } node) (_since.TryGetValue(node, out var authors) ? authors : _since[node] = []).Add(change.Author);
        if (operation is EditText edit)
        {
            _metTexts.Add(edit.Node);
            if (!_texts.TryGetValue((edit.Node, edit.Field), out var pending)) return;
            var mapped = pending.Map(edit.Edit);
            if (UnitsDeleted(mapped) < UnitsDeleted(pending)) _overwritten[(edit.Node, edit.Field)] = change;
            _texts[(edit.Node, edit.Field)] = mapped;
            return;
        }

        var document = _fold.Document;
        var at = _others.FindIndex(other => other.Target == operation.Target);
        if (at < 0 || operation.Invert(document) is null) return;
        _left[operation.Target] = new NotTakenBack($"{NameOf(document, operation)} was changed again since", change.Author, change.At);
        _others.RemoveAt(at);
    }

    /// <summary>What others did in parts that go with it.</summary>
    private IEnumerable<string> Also(Document now, IEnumerable<Operation> done)
    {
        foreach (var removed in done.OfType<RemoveNode>())
        {
            var node = now[removed.Node];
            var touched = now.Visible(node).Count(below => _since.ContainsKey(below.Id));
            if (touched > 0) yield return $"{Operation.NameIn(now, removed.Node)} was worked on since; that goes with it, and comes back when it is restored";
        }
    }

    // What was written is taken back by deleting it: what is deleted already, or written over, is not.
    private static long UnitsDeleted(TextChangeSet edit) => edit.EditSizeUnits - edit.UnitsInserted;

    private static string WhatItIs(Operation operation) => operation.Act switch
    {
        PlanAct.Comment or PlanAct.Demand or PlanAct.Reword => "something said, which is not taken back here: who said it changes or deletes it",
        PlanAct.Address or PlanAct.Confirm or PlanAct.Reopen or PlanAct.Assign or PlanAct.Dispose => "what became of a comment, which is not taken back here: it is changed at the comment",
        PlanAct.Suggest => "a suggestion, which is not taken back here: who made it changes or withdraws it",
        PlanAct.Decide => "the answer to a suggestion, which is not taken back here",
        _ => "a step of the plan, which is not taken back here",
    };

    private static string NameOf(Document document, Operation operation)
    {
        var target = operation.Target;
        if (target.Node is not { } node || document.Find(node) is not { } part) return "the plan";
        return target switch
        {
            { Field: { } field } when part.Kind.Find(field) is { } of => Operation.NameIn(document, node, of),
            { Part: "place" } => $"the place of {Operation.NameIn(document, node)}",
            _ => Operation.NameIn(document, node),
        };
    }
}
