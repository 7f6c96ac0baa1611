using System.Collections.Immutable;
using PlanEditor.Components.Editor.Fields;
using PlanEditor.Components.Shared;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanEditor.Import;

/// <summary>
/// What would become of a sheet in a plan as it is now: each row as it would be, each cell that is wrong with what would be right, each row that repeats what is there. Nothing
/// is changed; the operations that bring the sound rows in are one change, and so one undo.
/// </summary>
public sealed class ImportRun
{
    private readonly Document _document;
    private readonly ImportKind _kind;
    private readonly ImmutableArray<Draft> _drafts;
    private readonly ImmutableArray<int> _order;

    private ImportRun(Document document, ImportKind kind, ImmutableArray<Draft> drafts, ImmutableArray<ImportRow> rows)
    {
        (_document, _kind, _drafts, Rows) = (document, kind, drafts, rows);
        _order = InOrder(drafts);
        WhyNot = WhyNotTogether();
    }

    /// <summary>The rows in order.</summary>
    public ImmutableArray<ImportRow> Rows { get; }

    /// <summary>How many rows can be brought in.</summary>
    public int SoundCount => Rows.Count(row => row.IsIn);

    /// <summary>How many rows have something wrong.</summary>
    public int WrongCount => Rows.Count(row => !row.IsSound);

    /// <summary>How many rows repeat what is there and are left out.</summary>
    public int RepeatCount => Rows.Count(row => row is { IsSound: true, IsIn: false });

    /// <summary>Why the sound rows cannot be brought in together, a sentence; null when they can.</summary>
    public string? WhyNot { get; }

    /// <summary>Reads a sheet for a plan.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="kind">What the rows are.</param>
    /// <param name="sheet">The rows.</param>
    /// <param name="columns">For each column where it goes; null: nowhere.</param>
    /// <param name="under">The part under which rows go that name none, where rows go under one.</param>
    /// <param name="again">The rows that are brought in although they repeat what is there; null: none.</param>
    /// <param name="order">What comes first in days of numbers; null: it is not known.</param>
    public static ImportRun Of(Document document, ImportKind kind, Sheet sheet, ImmutableArray<ImportTarget?> columns, NodeId? under, IReadOnlySet<int>? again = null, DayOrder? order = null)
    {
        var title = columns.IndexOf(kind.Targets.First(target => target.Field == kind.Title));
        var titles = NamedParts.OfRows(Enumerable.Range(0, sheet.Rows.Length).Select(row => title < 0 ? "" : sheet[row, title].Text));
        var reading = new CellReading(document, kind.Kind, titles, order);
        var drafts = Enumerable.Range(0, sheet.Rows.Length).Select(row => Draft.Of(document, kind, sheet, columns, under, reading, row)).ToImmutableArray();
        FindRepeats(document, kind, drafts, sheet, again);
        LeaveOutWhatNamesRowsThatAreOut(drafts, sheet);
        return new ImportRun(document, kind, drafts, [.. drafts.Select((draft, row) => draft.ToRow(document, kind, sheet, columns, row))]);
    }

    /// <summary>What brings the sound rows in: in the plan they stand in the order of the file.</summary>
    /// <param name="nextId">Makes an id that was not used before, at random.</param>
    public ImmutableArray<Operation> Operations(Func<NodeId> nextId)
    {
        var ids = _drafts.Select(_ => nextId()).ToArray();
        var isIn = new bool[_drafts.Length];
        var inserts = new List<Operation>();
        var links = new List<Operation>();
        foreach (var row in _order)
        {
            var insert = _drafts[row].Insert(_document, _kind, ids[row], Before(row));
            foreach (var (field, other) in _drafts[row].Links)
            {
                if (isIn[other]) insert = insert with { Fields = insert.Fields.SetItem(field.Key, Naming(insert, field, ids[other])) };
                else links.Add(field is ItemsField ? new AddToSet(ids[row], field.Key, ids[other].ToString()) : new SetField(ids[row], field.Key, Scalar.Of(ids[other])));
            }

            isIn[row] = true;
            inserts.Add(insert);
        }

        return [.. inserts, .. links];

        NodeId? Before(int row)
        {
            var parent = _document[_drafts[row].Parent!.Value];
            for (var above = row - 1; above >= 0; above--)
                if (isIn[above] && _drafts[above].Parent == parent.Id) return ids[above];
            return parent.Children.IsEmpty ? null : parent.Children[^1];
        }
    }

    // What a row names comes before it, wherever it stands in the file; only round a circle it cannot, and is named when all are there.
    private static ImmutableArray<int> InOrder(ImmutableArray<Draft> drafts)
    {
        var order = ImmutableArray.CreateBuilder<int>(drafts.Length);
        var seen = new bool[drafts.Length];
        for (var row = 0; row < drafts.Length; row++) Visit(row);
        return order.ToImmutable();

        void Visit(int row)
        {
            if (seen[row] || !drafts[row].IsIn) return;
            seen[row] = true;
            foreach (var (_, named) in drafts[row].Links) Visit(named);
            order.Add(row);
        }
    }

    private string? WhyNotTogether()
    {
        var place = new int[_drafts.Length];
        for (var at = 0; at < _order.Length; at++) place[_order[at]] = at;
        var steps = _order.Length + _order.Sum(row => _drafts[row].Links.Count(link => place[link.Row] > place[row]));
        if (steps > Limits.OperationsMax) return $"Rows of this file name one another in circles: to bring them all in takes {steps} steps, and one change has at most {Limits.OperationsMax}. Leave some of these names out, or bring the rows in from several files.";
        if (_document.Count + _order.Length > Limits.NodesMax) return $"A plan holds at most {Limits.NodesMax} parts, removed ones included: there is room for {Math.Max(0, Limits.NodesMax - _document.Count)} more.";
        var full = _order.GroupBy(row => _drafts[row].Parent!.Value).FirstOrDefault(under => _document[under.Key].Children.Length + under.Count() > Limits.ChildrenMax);
        return full is null ? null : $"One part holds at most {Limits.ChildrenMax} others: in {_document.Name(_document[full.Key])} there is room for {Math.Max(0, Limits.ChildrenMax - _document[full.Key].Children.Length)} more.";
    }

    private static FieldValue Naming(InsertNode insert, Field field, NodeId other) =>
        field is ItemsField ? new SetValue((insert.Fields.GetValueOrDefault(field.Key) is SetValue set ? set.Items : SetValue.None).Add(other.ToString())) : Scalar.Of(other);

    // A register has each name once; elsewhere a row repeats what says already all that it says.
    private static void FindRepeats(Document document, ImportKind kind, ImmutableArray<Draft> drafts, Sheet sheet, IReadOnlySet<int>? again)
    {
        var there = new AlreadyThere(document, kind, sheet);
        for (var row = 0; row < drafts.Length; row++)
        {
            if (!drafts[row].IsSound) continue;
            drafts[row].Repeats = there.Of(drafts[row]);
            drafts[row].IsLeftOut = drafts[row].Repeats is not null && again?.Contains(row) != true;
            if (!drafts[row].IsLeftOut) there.Add(drafts[row], row);
        }
    }

    // A row that waits for one that does not come cannot come either.
    private static void LeaveOutWhatNamesRowsThatAreOut(ImmutableArray<Draft> drafts, Sheet sheet)
    {
        var naming = drafts.SelectMany((draft, row) => draft.Links.Select(link => (Row: row, link.Field, Named: link.Row))).ToLookup(one => one.Named);
        var missing = new Queue<int>(Enumerable.Range(0, drafts.Length).Where(row => !drafts[row].IsIn));
        while (missing.TryDequeue(out var named))
            foreach (var (row, field, _) in naming[named].Where(one => drafts[one.Row].IsIn))
            {
                drafts[row].Problem = $"{field.Label} names line {sheet.Rows[named].Line} of the file, which {(drafts[named].IsSound ? "is left out" : "has something wrong")}";
                missing.Enqueue(row);
            }
    }

    /// <summary>What is there already, in the plan and in the rows above.</summary>
    private sealed class AlreadyThere(Document document, ImportKind kind, Sheet sheet)
    {
        private readonly NamedParts? _register = kind.Kind.Alphabetical ? NamedParts.Of(document, [kind.Kind.Key]) : null;
        private readonly Dictionary<string, int> _names = new(NamedParts.Names);
        private readonly Dictionary<(NodeId Parent, string Title), List<(Draft Draft, int Row)>> _rows = [];
        private readonly Dictionary<NodeId, ILookup<string, Node>> _parts = [];

        /// <summary>What a row repeats, in words; null: nothing.</summary>
        public string? Of(Draft draft) => _register is null ? OfPart(draft) : kind.NamesOf(draft.Text).Select(name => OfName(_register, name.Field, name.Text)).FirstOrDefault(words => words is not null);

        public void Add(Draft draft, int row)
        {
            if (_register is not null)
            {
                foreach (var (_, text) in kind.NamesOf(draft.Text)) _names.TryAdd(NamedParts.Plain(text), row);
                return;
            }

            var place = PlaceOf(draft);
            if (!_rows.TryGetValue(place, out var rows)) _rows[place] = rows = [];
            rows.Add((draft, row));
        }

        private string? OfName(NamedParts register, TextField field, string text)
        {
            var what = field == kind.Title ? "name" : field.Label.ToLowerInvariant();
            if (register.Holder(text) is { } holder)
            {
                var title = document.Title(document[holder]);
                var same = field == kind.Title && NamedParts.Names.Equals(NamedParts.Plain(title), NamedParts.Plain(text));
                return $"There is {CountWords.A(kind.Kind.Noun)} {(what == "name" ? "of" : "with")} this {what} already{(same ? "" : $": {Quoted.Short(title)}")}";
            }

            return _names.TryGetValue(NamedParts.Plain(text), out var row) ? $"Line {sheet.Rows[row].Line} of the file has this {what} too" : null;
        }

        private string? OfPart(Draft draft)
        {
            var place = PlaceOf(draft);
            if (!_parts.TryGetValue(place.Parent, out var parts)) _parts[place.Parent] = parts = document.Children(document[place.Parent], kind.Kind).ToLookup(node => NamedParts.Plain(document.Title(node)), NamedParts.Names);
            if (parts[place.Title].FirstOrDefault(draft.StandsIn) is { } node) return $"All that this row says stands in {document.Name(node)} already";
            return _rows.GetValueOrDefault(place)?.FirstOrDefault(above => above.Draft.Says(draft)) is { Draft: not null } one ? $"Line {sheet.Rows[one.Row].Line} of the file says the same" : null;
        }

        private (NodeId Parent, string Title) PlaceOf(Draft draft) => (draft.Parent!.Value, NamedParts.Plain(draft.Text(kind.Title) ?? ""));
    }

    /// <summary>A row on its way to be a part.</summary>
    private sealed class Draft(int columns)
    {
        private readonly Dictionary<string, FieldValue> _values = new(StringComparer.Ordinal);
        private readonly string?[] _problems = new string?[columns];

        public NodeId? Parent { get; private set; }

        public List<(Field Field, int Row)> Links { get; } = [];

        public string? Problem { get; set; }

        public bool IsSound => Problem is null && Array.TrueForAll(_problems, one => one is null);

        /// <summary>What it repeats, in words; null: nothing.</summary>
        public string? Repeats { get; set; }

        public bool IsLeftOut { get; set; }

        public bool IsIn => IsSound && !IsLeftOut;

        public static Draft Of(Document document, ImportKind kind, Sheet sheet, ImmutableArray<ImportTarget?> columns, NodeId? under, CellReading reading, int row)
        {
            var draft = new Draft(columns.Length) { Parent = kind.Parent is null ? NodeId.Root : under };
            foreach (var (target, at) in columns.Select((target, at) => (target, at)))
            {
                var cell = sheet[row, at];
                if (target is null || cell.IsEmpty) continue;
                if (target.Field is not { } field)
                {
                    draft._problems[at] = reading.FindParent(kind.Parent!, cell.Text, out var parent);
                    draft.Parent = parent;
                    continue;
                }

                var meaning = reading.Read(field, cell, row);
                draft._problems[at] = meaning.Problem;
                if (meaning.Value is { } value) draft._values[field.Key] = value;
                draft.Links.AddRange((meaning.Rows ?? []).Select(other => (field, other)));
            }

            draft.Complete(document, kind, columns);
            return draft;
        }

        public InsertNode Insert(Document document, ImportKind kind, NodeId id, NodeId? after)
        {
            var fields = kind.Kind.InitialFields(document, document[Parent!.Value]);
            foreach (var (key, value) in _values) fields = fields.SetItem(key, value);
            return new InsertNode(id, kind.Kind.Key, Parent.Value, after, fields);
        }

        /// <summary>What it says in a text; null: nothing.</summary>
        public string? Text(TextField field) => (_values.GetValueOrDefault(field.Key) as Scalar)?.Text;

        /// <summary>Whether a part says all that it says.</summary>
        public bool StandsIn(Node node) => Links.Count == 0 && _values.All(one => node.Value(one.Key) is TextValue text ? one.Value is Scalar scalar && scalar.Text == text.Text.ToString() : one.Value.Equals(node.Value(one.Key)));

        /// <summary>Whether it says all that another one says.</summary>
        public bool Says(Draft other) => other._values.All(one => one.Value.Equals(_values.GetValueOrDefault(one.Key))) && other.Links.All(Links.Contains);

        public ImportRow ToRow(Document document, ImportKind kind, Sheet sheet, ImmutableArray<ImportTarget?> columns, int row) => new(
            sheet.Rows[row].Line,
            Text(kind.Title) ?? "",
            [.. columns.Select((target, at) => new ImportCell(target is null || _problems[at] is not null ? sheet[row, at].Text : Show(document, target, sheet[row, at].Text), _problems[at]))],
            Problem)
        {
            Repeats = Repeats,
            IsLeftOut = IsLeftOut,
        };

        private void Complete(Document document, ImportKind kind, ImmutableArray<ImportTarget?> columns)
        {
            if (!Array.TrueForAll(_problems, one => one is null)) return;
            if (!_values.ContainsKey(kind.Title.Key)) SetProblem(columns, kind.Title.Key, $"Every {kind.Kind.Noun} needs its {kind.Title.Label.ToLowerInvariant()}. Write it");
            else if (Parent is null) SetProblem(columns, kind.Parent!.Key, $"It is not said which {kind.Parent!.Noun} this goes under. Write its number or title, or choose one for all rows above");
            // The plan's own check has the last word.
            else if (Insert(document, kind, new NodeId(ulong.MaxValue), null).Check(document) is { } refusal) SetProblem(columns, refusal.Field, refusal.Words.TrimEnd('.'));
        }

        private void SetProblem(ImmutableArray<ImportTarget?> columns, string? key, string words)
        {
            var at = columns.Select(target => target?.Key).ToList().IndexOf(key);
            if (at >= 0 && key is not null) _problems[at] = words;
            else Problem = words;
        }

        private string Show(Document document, ImportTarget target, string text)
        {
            if (target.Field is null) return Parent is { } parent && text.Length > 0 ? $"{document.Number(document[parent])} {document.Title(document[parent])}".Trim() : text;
            return _values.GetValueOrDefault(target.Key) switch
            {
                Scalar scalar when target.Field is not TextField && Links.All(link => link.Field != target.Field) => target.Field.Show(document, scalar),
                SetValue set when Links.All(link => link.Field != target.Field) => string.Join("; ", set.Items.Select(item => target.Field.ShowItem(document, item))),
                _ => text,
            };
        }
    }
}

/// <summary>A row as it would be.</summary>
/// <param name="Line">Where it stands in the file.</param>
/// <param name="Title">What the part would be called; empty when it has no name.</param>
/// <param name="Cells">For each column of the sheet what would be in it.</param>
/// <param name="Problem">What is wrong with the row as a whole; null: nothing.</param>
public sealed record ImportRow(int Line, string Title, ImmutableArray<ImportCell> Cells, string? Problem)
{
    /// <summary>Whether nothing is wrong with it.</summary>
    public bool IsSound => Problem is null && Cells.All(cell => cell.Problem is null);

    /// <summary>What is there already that it repeats, in words; null: nothing.</summary>
    public string? Repeats { get; init; }

    /// <summary>Whether it is left out because of what it repeats.</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>Whether it can be brought in.</summary>
    public bool IsIn => IsSound && !IsLeftOut;
}

/// <summary>A cell as it would be.</summary>
/// <param name="Shown">What would stand in the plan, as people read it; the cell's own words where they are wrong.</param>
/// <param name="Problem">What is wrong and what would be right, in words; null: nothing.</param>
public sealed record ImportCell(string Shown, string? Problem);
