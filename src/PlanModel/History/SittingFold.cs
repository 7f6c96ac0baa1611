using System.Collections.Immutable;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Text;

namespace PlanModel.History;

/// <summary>
/// Groups changes into sittings while they are folded, in time that grows with what was changed only. Letters that one person typed into a text without another's between are taken
/// together before their words are counted, so that what was typed and deleted again counts nothing.
/// </summary>
public sealed class SittingFold(Document start)
{
    /// <summary>A sitting ends with the last change before a break as long as this.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromMinutes(30);

    // A change of more operations than this is one act: an import, a merge, a restored plan.
    private const int OneByOneMax = 20;
    private const int RunUnitsMax = 8_000;
    private const int RunSectionsMax = 200;

    private readonly Fold _fold = new(start);
    private readonly Dictionary<UserId, Open> _open = [];
    private readonly Dictionary<(NodeId Node, string Field), Run> _runs = [];
    private readonly List<Sitting> _done = [];

    /// <summary>The document after all changes so far.</summary>
    public Document Document => _fold.Document;

    /// <summary>Takes the next change of the log.</summary>
    public void Add(CommittedChange change)
    {
        if (!_open.TryGetValue(change.Author, out var open) || change.At - open.Latest > Gap)
        {
            if (open is not null) Close(open);
            _open[change.Author] = open = new Open(change);
        }

        // A clock that was set back ends no sitting, and from then on breaks are measured by what it says now.
        (open.Last, open.Latest, open.To) = (change.Revision, change.At, change.At > open.To ? change.At : open.To);
        open.Changes++;
        // What is accepted was written by another: it is one act too.
        if (change.Operations.Length > OneByOneMax || AcceptedIn(change) is not null) AddWhole(open, change);
        else foreach (var operation in change.Operations) Add(open, change.Revision, operation);
    }

    /// <summary>All sittings, by their last change, the newest first.</summary>
    public ImmutableArray<Sitting> End()
    {
        foreach (var open in _open.Values) Close(open);
        _open.Clear();
        return [.. _done.OrderByDescending(sitting => sitting.Last)];
    }

    private void AddWhole(Open open, CommittedChange change)
    {
        var accepted = AcceptedIn(change);
        var first = accepted ?? change.Operations[0];
        var label = accepted?.Label(Document) ?? Change.Label(Document, change.Operations);
        var more = change.Operations.Count(operation => operation is not ReopenProposal) - 1;
        var line = new Line(ActKind.Of(first), null, change.Revision, first is InsertNode or DecideProposal ? label : $"{label} and {more} more") { SuggestedBy = SuggesterOf(accepted, Document) };
        open.Add(line);
        foreach (var operation in change.Operations)
        {
            open.Did(ActKind.Of(operation));
            if (operation is EditText edit)
            {
                line.Acts.Add(Act.Of(edit));
                if (_runs.Remove((edit.Node, edit.Field), out var run)) run.Count(Document[edit.Node].Text(edit.Field));
            }
            else
            {
                line.Acts.UnionWith(Whereabouts.Exactly(operation, Document));
            }

            _fold.Apply([operation]);
        }
    }

    private static DecideProposal? AcceptedIn(CommittedChange change)
    {
        foreach (var operation in change.Operations)
            if (operation is DecideProposal { Accepted: true } decided) return decided;
        return null;
    }

    private static UserId? SuggesterOf(Operation? operation, Document before) => operation is DecideProposal decided ? before.Proposals.Find(decided.Proposal)?.Author : null;

    private void Add(Open open, long revision, Operation operation)
    {
        var kind = ActKind.Of(operation);
        open.Did(kind);
        if (operation is EditText edit) Add(open, revision, edit);
        else if (operation is InsertNode || (kind & ActKinds.Content) == 0 || operation.Invert(Document) is not null) open.Do(operation, revision, Document);
        _fold.Apply([operation]);
    }

    private void Add(Open open, long revision, EditText edit)
    {
        if (edit.Edit.IsEmpty) return;
        var line = open.LineOf(edit, revision);
        var key = (edit.Node, edit.Field);
        if (line is not null && _runs.TryGetValue(key, out var run) && run.Line == line && run.Edits.UnitsInserted < RunUnitsMax && run.Edits.SectionCount < RunSectionsMax)
        {
            run.Edits = run.Edits.Compose(edit.Edit);
            return;
        }

        var before = Document[edit.Node].Text(edit.Field);
        if (_runs.Remove(key, out run)) run.Count(before);
        if (line is not null) _runs[key] = new Run(line, before, edit.Edit);
    }

    private void Close(Open open)
    {
        var document = Document;
        foreach (var (key, run) in _runs.Where(pair => open.Has(pair.Value.Line)).ToArray())
        {
            run.Count(document[key.Node].Text(key.Field));
            _runs.Remove(key);
        }

        _done.Add(open.End(document));
    }

    /// <summary>Edits of one text by one person with no other's between.</summary>
    private sealed class Run(Line line, PlanText before, TextChangeSet edits)
    {
        public Line Line => line;

        public TextChangeSet Edits { get; set; } = edits;

        public void Count(PlanText after)
        {
            foreach (var range in Edits.ChangedRanges())
            {
                line.Written += History.Words.Begun(range.Inserted, range.FromB > 0 && !char.IsWhiteSpace(after[range.FromB - 1]));
                line.TakenOut += History.Words.Begun(before.Slice(range.FromA, range.ToA), range.FromA > 0 && !char.IsWhiteSpace(before[range.FromA - 1]));
            }
        }
    }

    private sealed class Line(ActKinds kind, OperationTarget? target, long first, string words)
    {
        public OperationTarget? Target => target;

        public HashSet<Act> Acts { get; } = [];

        public long Last { get; set; }

        public string Words { get; set; } = words;

        public FieldValue? Old { get; init; }

        public bool Inserts { get; init; }

        public UserId? SuggestedBy { get; init; }

        public bool Gone { get; set; }

        public int Written { get; set; }

        public int TakenOut { get; set; }

        public SittingLine End(Document document) => new(kind == ActKinds.Texts && target is { } text ? Wrote(document, text) : Words, first, Math.Max(first, Last), [.. Acts]) { Target = target, SuggestedBy = SuggestedBy };

        private string Wrote(Document document, OperationTarget text)
        {
            var name = Operation.NameIn(document, text.Node!.Value, document[text.Node.Value].Kind.Find(text.Field!)!);
            return (Written, TakenOut) switch
            {
                (0, 0) => $"edited {name}",
                (_, 0) => $"wrote {Count(Written)} in {name}",
                (0, _) => $"took {Count(TakenOut)} out of {name}",
                _ => $"wrote {Count(Written)} in {name} and took {TakenOut} out",
            };
        }

        private static string Count(int words) => words == 1 ? "1 word" : $"{words} words";
    }

    private sealed class Open(CommittedChange first)
    {
        private readonly List<Line> _lines = [];
        private readonly HashSet<Line> _all = [];
        private readonly Dictionary<OperationTarget, Line> _byTarget = [];
        private ActKinds _kinds;

        public long Last { get; set; } = first.Revision;

        public DateTimeOffset To { get; set; } = first.At;

        /// <summary>When its last change was made, by the clock of then.</summary>
        public DateTimeOffset Latest { get; set; } = first.At;

        public int Changes { get; set; }

        public bool Has(Line line) => _all.Contains(line);

        public void Did(ActKinds kind) => _kinds |= kind;

        public void Add(Line line)
        {
            _all.Add(line);
            _lines.Add(line);
        }

        /// <summary>The line of a text; null for one of a part that this sitting added, which is said already.</summary>
        public Line? LineOf(EditText edit, long revision)
        {
            var target = edit.Target;
            if (AdditionOf(target) is { } addition)
            {
                addition.Acts.Add(Act.Of(edit));
                return null;
            }

            if (_byTarget.TryGetValue(target, out var line))
            {
                line.Last = revision;
                return line;
            }

            Add(_byTarget[target] = line = new Line(ActKinds.Texts, target, revision, "") { Acts = { Act.Of(edit) } });
            return line;
        }

        public void Do(Operation operation, long revision, Document document)
        {
            var target = operation.Target;
            var kind = ActKind.Of(operation);
            var acts = Whereabouts.Exactly(operation, document);
            var stands = (kind & ActKinds.Content) == 0;
            if (!stands && AdditionOf(target) is { } addition)
            {
                addition.Acts.UnionWith(acts);
                return;
            }

            if ((stands && operation is not Suggest) || !_byTarget.TryGetValue(target, out var line))
            {
                var old = operation is SetField set ? document[set.Node].Value(set.Field) : null;
                Add(_byTarget[target] = line = new Line(kind, target, revision, operation.Label(document)) { Old = old, Inserts = operation is InsertNode, SuggestedBy = SuggesterOf(operation, document) });
                line.Acts.UnionWith(acts);
                return;
            }

            line.Acts.UnionWith(acts);
            line.Last = revision;
            // What came back to what it was is nothing that was done.
            line.Gone = operation switch
            {
                SetField now => Equals(line.Old, now.Value),
                MoveNode or Suggest => false,
                RemoveNode => line.Inserts,
                _ => !line.Gone && !line.Inserts,
            };
            if (line.Inserts && operation is not RemoveNode) return;
            var then = operation is SetField field ? document.With(document[field.Node].With(field.Field, line.Old)) : document;
            line.Words = operation.Label(then);
        }

        public Sitting End(Document document)
        {
            // A part that was added is called as it is called in the end.
            foreach (var line in _lines.Where(line => line.Inserts && !line.Gone))
                if (document.Find(line.Target!.Value.Node!.Value) is { } node) line.Words = Added(document, node);
            return new Sitting(first.Author, first.Revision, Last, first.At, To, Changes, _kinds, [.. _lines.Where(line => !line.Gone).Select(line => line.End(document))]);
        }

        private static string Added(Document document, Node node) => new InsertNode(node.Id, node.Kind.Key, NodeId.Root, null, Node.NoFields).Label(document);

        /// <summary>The line that says that this sitting added the part of a target; null: it did not, or took it away again.</summary>
        private Line? AdditionOf(OperationTarget target) =>
            target.Node is { } node && target.Part != "presence" && _byTarget.TryGetValue(new OperationTarget(node, "presence"), out var line) && line is { Inserts: true, Gone: false } ? line : null;
    }
}
