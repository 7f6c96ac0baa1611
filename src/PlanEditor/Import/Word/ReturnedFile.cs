using System.Collections.Immutable;
using PlanEditor.Export.Word;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanEditor.Import.Word;

/// <summary>An edit that came back.</summary>
/// <param name="Author">Who made it, by the file's word; null: it does not say.</param>
/// <param name="Operation">What it does to the plan at the file's revision.</param>
public sealed record ReturnedEdit(string? Author, Operation Operation);

/// <summary>A comment that came back, new.</summary>
/// <param name="Author">Who says it, by the file's word.</param>
/// <param name="Text">What.</param>
/// <param name="Operation">What begins the thread, or answers in one, in the plan at the file's revision. It has the same id each time that the same file is read.</param>
/// <param name="Of">The thread that begins in the same file and that this answers; null: another one.</param>
public sealed record ReturnedComment(string Author, string Text, ThreadOperation Operation, ThreadId? Of);

/// <summary>What cannot be brought in by itself.</summary>
/// <param name="Place">Where it stands, as people say it.</param>
/// <param name="Author">Who wrote it; null: the file does not say.</param>
/// <param name="Text">What it says, to copy.</param>
/// <param name="Why">Why it is not brought in, and what to do.</param>
public sealed record ReturnedRest(string Place, string? Author, string Text, string Why);

/// <summary>
/// A Word file as it went and as it came back: what somebody did to it meanwhile, for the plan as it stood then. Both are read by the same reader, so what differs was done by people.
/// </summary>
public sealed class ReturnedFile
{
    private const int RestUnitsMax = 4_000;
    private const int OutsidePairsMax = 4_000_000;

    private readonly Document _document;
    private readonly WordReading _went;
    private readonly WordReading _came;
    private readonly bool _keepsControls;
    private readonly HashSet<ReadChange> _known;
    private readonly ImmutableArray<ReturnedEdit>.Builder _edits = ImmutableArray.CreateBuilder<ReturnedEdit>();
    private readonly ImmutableArray<ReturnedRest>.Builder _rest = ImmutableArray.CreateBuilder<ReturnedRest>();
    private readonly Dictionary<string, FieldEdits> _texts = new(StringComparer.Ordinal);
    private readonly List<(string Tag, string Text)> _settled = [];
    private readonly Dictionary<NodeId, string> _gone = [];

    private ReturnedFile(PlanId plan, Document document, WordReading went, WordReading came, bool keepsControls, CancellationToken cancellation)
    {
        (_document, _went, _came, _keepsControls) = (document, went, came, keepsControls);
        _known = [.. went.Changes];
        var (before, after) = (ByTag(went), ByTag(came));
        foreach (var (tag, paragraphs) in before)
        {
            cancellation.ThrowIfCancellationRequested();
            if (after.TryGetValue(tag, out var now)) AddField(tag, paragraphs, now, cancellation);
        }

        AddMissing([.. before.Where(field => !after.ContainsKey(field.Key))], [.. after.Keys.Select(tag => ReturnedPlace.Parse(tag).Node)]);
        foreach (var (tag, paragraphs) in after)
            if (!before.ContainsKey(tag)) Rest(Near(tag), null, TextOf(paragraphs), "The file had no such field when it was made. Write it in the plan where it belongs.");
        AddSettled();
        AddRows();
        AddOthers();
        var comments = new ReturnedComments(plan, document, went, came, _texts);
        foreach (var (place, author, text, why) in comments.Left) Rest(place, author, text, why);
        (Edits, Comments, Left) = (_edits.ToImmutable(), comments.Comments, _rest.ToImmutable());
    }

    /// <summary>The revision that the file was made from.</summary>
    public long Revision => _came.Revision;

    public ImmutableArray<ReturnedEdit> Edits { get; }

    public ImmutableArray<ReturnedComment> Comments { get; }

    /// <summary>What cannot be brought in by itself.</summary>
    public ImmutableArray<ReturnedRest> Left { get; }

    /// <summary>The plan as it stood at the file's revision.</summary>
    public Document Document => _document;

    /// <summary>Compares a file with what it was made from.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="document">It, as it stood at the file's revision.</param>
    /// <param name="went">The file as it was made.</param>
    /// <param name="came">The file as it came back.</param>
    /// <param name="keepsControls">Whether its fields are known by their controls; else a program dropped these, and what stands where is less sure.</param>
    /// <param name="cancellation">Ends it.</param>
    public static ReturnedFile Of(PlanId plan, Document document, WordReading went, WordReading came, bool keepsControls, CancellationToken cancellation) => new(plan, document, went, came, keepsControls, cancellation);

    private bool IsNews(int change) => change > 0 && !IsKnown(change);

    private bool IsKnown(int change) => _known.Contains(_came.Changes[change - 1]);

    /// <summary>What stands in the controls of fields.</summary>
    private static Dictionary<string, List<ReadParagraph>> ByTag(WordReading reading)
    {
        var copies = Copies(reading);
        return reading.Paragraphs.Where(paragraph => paragraph.Tag is not null && !copies.Contains(paragraph.Control)).GroupBy(paragraph => paragraph.Tag!).ToDictionary(field => field.Key, field => field.ToList(), StringComparer.Ordinal);
    }

    /// <summary>Controls with a tag that another has: copies that somebody made. Those that follow one another are one that a program cut.</summary>
    private static HashSet<int> Copies(WordReading reading)
    {
        var (fields, copies) = (new Dictionary<string, HashSet<int>>(StringComparer.Ordinal), new HashSet<int>());
        ReadParagraph? last = null;
        foreach (var paragraph in reading.Paragraphs)
        {
            if (paragraph.Tag is { } tag)
            {
                if (!fields.TryGetValue(tag, out var controls)) fields.Add(tag, [paragraph.Control]);
                else if (!controls.Contains(paragraph.Control))
                {
                    if (last?.Tag == tag && controls.Contains(last.Control)) controls.Add(paragraph.Control);
                    else copies.Add(paragraph.Control);
                }
            }

            last = paragraph;
        }

        return copies;
    }

    private void AddField(string tag, List<ReadParagraph> went, List<ReadParagraph> came, CancellationToken cancellation)
    {
        var (id, key) = ReturnedPlace.Parse(tag);
        if (_document.Find(id) is not { } node || node.Kind.Find(key) is not { } field)
        {
            // Where a program dropped the controls, what stands around it may have come in with it, and marks may be gone.
            if (came.Any(paragraph => paragraph.Words.Any(word => IsNews(word.Inserted) || IsNews(word.Deleted))) || (TextOf(came) is { Length: > 0 } words && !words.Contains(TextOf(went), StringComparison.Ordinal)))
                Rest(ReturnedPlace.SuggestedPart, null, TextOf(came), "The part was only suggested when the file was made. Say it in the plan, under Suggestions.");
            else if (_keepsControls && (TextOf(came) != TextOf(went) || Suggested(came, change => change > 0 && IsKnown(change)) != Suggested(went, change => change > 0)))
                _settled.Add((tag, TextOf(went)));
            return;
        }

        var text = field as TextField;
        // Each edit is worked out on all of it.
        if (SizeOf(came) > SizeOf(went) + (2 * (text?.UnitsMax ?? Limits.StringUnitsMax)))
        {
            Rest(Place(node, field), null, TextOf(came), "Far more stands here than the field can hold. Write in the plan what is wanted of it.");
            return;
        }

        // A row that somebody took away is said as a whole.
        if (came.Any(paragraph => paragraph.RowChange > 0 && !IsKnown(paragraph.RowChange))) came = [.. came.Select(paragraph => paragraph with { Deleted = 0, Words = [.. paragraph.Words.Select(word => word with { Deleted = 0 })] })];
        var edits = new FieldEdits(text?.ReadString(node) ?? "", text is { Markdown: true }, went, came, _came.Changes, IsKnown);
        _texts[tag] = edits;
        if (Suggested(went, change => change > 0) is var before && Suggested(came, change => change > 0 && IsKnown(change)) is var after && before != after)
            Rest(Place(node, field), null, after, "What was suggested here already was edited, accepted or declined in Word. Answer it in the plan, under Suggestions.");
        if (text is not null) AddText(node, text, edits, cancellation);
        else AddValue(node, field, edits);
    }

    private void AddText(Node node, TextField field, FieldEdits edits, CancellationToken cancellation)
    {
        // One line with its translation behind it stands in one control.
        var isBeside = !field.Markdown && edits.Written != field.ReadString(node);
        if (isBeside && edits.Final != edits.Written)
        {
            Rest(Place(node, field), edits.First?.Author ?? _came.Editor, edits.Final, "It stands beside its translation here, and the file does not tell which of both was meant. Write it in the plan.");
            return;
        }

        if (isBeside) return;
        foreach (var edit in edits.All(_came.Editor, cancellation))
            Add(node, field, edit.Author, new EditText(node.Id, field.Key, edit.Edit), () => string.Join(" … ", edit.Edit.ChangedRanges().Select(range => range.Inserted.Length > 0 ? range.Inserted : $"(without “{field.Read(node).Slice(range.FromA, range.ToA)}”)")));
    }

    private void AddValue(Node node, Field field, FieldEdits edits)
    {
        if (edits.Final == edits.Written) return;
        var author = edits.First?.Author ?? _came.Editor;
        if (ReturnedValue.Operations(_document, node, field, edits.Written, edits.Final, out var operations) is { } problem)
        {
            Rest(Place(node, field), author, edits.Final, problem);
            return;
        }

        foreach (var operation in operations) Add(node, field, author, operation, () => edits.Final);
    }

    private void Add(Node node, Field field, string? author, Operation operation, Func<string> words)
    {
        if (operation.Check(_document) is { } refusal) Rest(Place(node, field), author, words(), refusal.Words);
        else _edits.Add(new ReturnedEdit(author, operation));
    }

    /// <summary>Fields that are gone; a part of which all are gone, with its name, is said as a whole.</summary>
    private void AddMissing(List<KeyValuePair<string, List<ReadParagraph>>> fields, HashSet<NodeId> stay)
    {
        foreach (var part in fields.Where(field => TextOf(field.Value).Length > 0).GroupBy(field => ReturnedPlace.Parse(field.Key).Node))
        {
            var isWhole = !stay.Contains(part.Key) && _document.Find(part.Key) is { Parent: not null, Kind.NameField: { } name } && part.Any(field => ReturnedPlace.Parse(field.Key).Field == name.Key);
            var gone = new List<string>();
            foreach (var (tag, went) in part)
            {
                if (_keepsControls && IsSuggested(went)) _settled.Add((tag, TextOf(went)));
                else if (isWhole) gone.Add(TextOf(went));
                else if (_document.Find(part.Key) is not null) Rest(Near(tag), null, TextOf(went), "Its field is not in the file any more. Take it out in the plan if that is meant.");
            }

            if (gone.Count == 0) continue;
            var node = _document.Find(part.Key)!;
            _gone[part.Key] = _document.Number(node);
            Rest(ReturnedPlace.Of(_document, node, null), null, string.Join('\n', gone), "All of it was taken out of the file. Remove the part in the plan if that is meant.");
        }
    }

    /// <summary>What was only suggested when the file was made and is answered, or gone, in Word: part by part.</summary>
    private void AddSettled()
    {
        foreach (var part in _settled.GroupBy(field => ReturnedPlace.Parse(field.Tag).Node))
            Rest(_document.Find(part.Key) is null ? ReturnedPlace.SuggestedPart : Near(part.First().Tag), null, string.Join('\n', part.Select(field => field.Text)), "What was suggested here was accepted, declined or taken out in Word. Answer it in the plan, under Suggestions.");
    }

    /// <summary>Rows that came or went in sight.</summary>
    private void AddRows()
    {
        var lines = _came.Paragraphs.Where(paragraph => paragraph.RowChange > 0 && !IsKnown(paragraph.RowChange)).ToList();
        // What stands before the first field of a row, its number, is of the same part.
        var tags = new string?[lines.Count];
        for (var at = lines.Count - 1; at >= 0; at--) tags[at] = lines[at].Tag ?? (at + 1 < lines.Count && lines[at + 1].RowChange == lines[at].RowChange ? tags[at + 1] : lines[at].Near);
        foreach (var row in lines.Zip(tags).GroupBy(line => (line.First.RowChange, Part: line.Second?.Split(':')[0])))
        {
            if (TextOf([.. row.Select(line => line.First)]) is not { Length: > 0 } text) continue;
            var node = row.Any(line => line.First.Tag is not null) && row.First().Second is { } tag ? _document.Find(ReturnedPlace.Parse(tag).Node) : null;
            if (node is not null) _gone[node.Id] = _document.Number(node);
            Rest(node is null ? Near(row.First().Second) : ReturnedPlace.Of(_document, node, null), _came.Changes[row.Key.RowChange - 1].Author, text, "A row of a table was added or taken away. Add or remove the part in the plan.");
        }
    }

    /// <summary>What stands in no control and is new, and copies of controls.</summary>
    private void AddOthers()
    {
        foreach (var kind in _came.Others.Except(_went.Others)) Rest("The file", null, kind, "Only texts and comments come back.");
        var (before, after) = (Outside(_went), Outside(_came));
        // The number of a suggested row is that of the one whose place it takes: one of both is left.
        var stood = before.Where(line => !line.IsSuggested).CountBy(line => line.Text).ToDictionary(StringComparer.Ordinal);
        var stands = after.CountBy(line => line.Text).ToDictionary(StringComparer.Ordinal);
        foreach (var (old, now) in WordAlignment.Of(before, after, (one, other) => one.Text == other.Text, OutsidePairsMax))
        {
            if (old.Count == 1 && now.Count == 1 && old[0].Text == now[0].Text) continue;
            // A row that somebody added is said as a whole.
            foreach (var lines in now.GroupBy(line => (line.Near, line.Author, line.Row))) Rest(Near(lines.Key.Near), lines.Key.Author, string.Join('\n', lines.Select(line => line.Text)), "It stands outside of the fields: numbers, headings and tables follow from the plan. Write it where it belongs.");
            if (now.Count == 0)
                foreach (var one in old.Where(line => !line.IsSuggested && !IsOfGone(line.Text, line.Near) && stands.GetValueOrDefault(line.Text) < stood[line.Text])) Rest(Near(one.Near), null, one.Text, "It was taken out of the file, and is no field: numbers, headings and tables follow from the plan.");
        }
    }

    /// <summary>Whether it is the number of a part that is gone, or the label of a field of it.</summary>
    private bool IsOfGone(string text, string? near) =>
        _gone.ContainsValue(text)
        || (near is not null && ReturnedPlace.Parse(near).Node is var part && _gone.ContainsKey(part) && _document.Find(part)!.Kind.Fields.Any(field => field.Label == text.TrimEnd(':')));

    private List<(string Text, string? Near, string? Author, bool IsSuggested, int Row)> Outside(WordReading reading)
    {
        var copies = Copies(reading);
        var outside = new List<(string, string?, string?, bool, int)>();
        foreach (var paragraph in reading.Paragraphs)
        {
            if ((paragraph.Tag is not null && !copies.Contains(paragraph.Control)) || (paragraph.RowChange > 0 && !IsSettled(paragraph.RowChange)) || IsContents(paragraph.Form.Style)) continue;
            var text = string.Concat(paragraph.Words.Where(word => word.Deleted == 0 || IsSettled(word.Deleted)).Select(word => word.Text)).Trim();
            if (text.Length == 0) continue;
            var change = paragraph.Words.Select(word => word.Inserted).FirstOrDefault(inserted => inserted > 0);
            outside.Add((text, paragraph.Tag ?? paragraph.Near, change > 0 ? reading.Changes[change - 1].Author : null, paragraph.RowChange > 0 || IsSuggested([paragraph]), paragraph.OfRow > 0 ? paragraph.OfRow : -1 - outside.Count));
        }

        return outside;

        // What was suggested when the file was made stands there, whatever Word then made of the mark.
        bool IsSettled(int mark) => _keepsControls && _known.Contains(reading.Changes[mark - 1]);
    }

    /// <summary>Whether a style is of the table of contents, by Word's names or LibreOffice's.</summary>
    private static bool IsContents(string style) => style.StartsWith("TOC", StringComparison.Ordinal) || style.StartsWith("Contents", StringComparison.Ordinal);

    /// <summary>The words that the file said were suggested when it was made.</summary>
    private static string Suggested(List<ReadParagraph> paragraphs, Func<int, bool> isKnown) =>
        string.Concat(paragraphs.SelectMany(paragraph => paragraph.Words).Where(word => (isKnown(word.Inserted) && (word.Deleted == 0 || isKnown(word.Deleted))) || (word.Inserted == 0 && isKnown(word.Deleted))).Select(word => word.Text));

    /// <summary>Whether all that stands there is suggested: to come, or to go.</summary>
    private static bool IsSuggested(List<ReadParagraph> paragraphs) => paragraphs.All(paragraph => paragraph.RowChange > 0 || paragraph.Words.All(word => word.Text.Length == 0 || word.Inserted > 0 || word.Deleted > 0));

    /// <summary>How much is to be gone through: paragraphs, stretches of words, units.</summary>
    private static int SizeOf(List<ReadParagraph> paragraphs) => paragraphs.Sum(paragraph => 1 + paragraph.Words.Sum(word => 1 + word.Text.Length));

    private static string TextOf(List<ReadParagraph> paragraphs) =>
        string.Join('\n', paragraphs.Select(paragraph => string.Concat(paragraph.Words.Select(word => word.Text))).Where(text => text.Length > 0));

    private void Rest(string place, string? author, string text, string why) =>
        _rest.Add(new ReturnedRest(place, author, text.Length > RestUnitsMax ? string.Concat(text.AsSpan(0, RestUnitsMax), "…") : text, why));

    private string Near(string? tag) => ReturnedPlace.Near(_document, tag);

    private string Place(Node node, Field field) => ReturnedPlace.Of(_document, node, field);
}
