using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Text;

namespace PlanEditor.Import.Word;

/// <summary>
/// What was said in a Word file and is new. A comment that was there when the file was made is known by its time and its words. Ids follow from what was said where, by whom and when: the same file
/// gives the same.
/// </summary>
internal sealed class ReturnedComments
{
    private readonly PlanId _plan;
    private readonly Document _document;
    private readonly WordReading _came;
    private readonly IReadOnlyDictionary<string, FieldEdits> _texts;
    private readonly Dictionary<int, (string? Opens, string? Closes, string? Near)> _places = [];
    private readonly int?[] _known;
    private readonly ImmutableArray<ReturnedComment>.Builder _comments = ImmutableArray.CreateBuilder<ReturnedComment>();
    private readonly Dictionary<int, ThreadId> _begun = [];

    public ReturnedComments(PlanId plan, Document document, WordReading went, WordReading came, IReadOnlyDictionary<string, FieldEdits> texts)
    {
        (_plan, _document, _came, _texts) = (plan, document, came, texts);
        _known = Known(went, came);
        Locate();
        // Those that were there come first in a file that was made here, entry by entry.
        var entries = document.Threads.OrderBy(thread => thread.Asked.Revision).ThenBy(thread => thread.Id.Value).SelectMany(thread => thread.Entries.Select(_ => thread.Id)).ToList();
        for (var number = 1; number <= came.Comments.Length; number++)
        {
            var comment = came.Comments[number - 1];
            if (_known[number - 1] is { } same)
            {
                if (went.Comments[same].Text != comment.Text) Left.Add(new ReturnedRest(Words(number), comment.Author, comment.Text, "A comment that the plan has already was edited in Word. Edit it in the plan, if it is yours."));
                continue;
            }

            if (comment.Text.Length == 0) continue;
            var first = FirstOf(number);
            if (first != number && _known[first - 1] is { } known && known < entries.Count) Answer(comment, entries[known], null);
            else if (first != number && _begun.TryGetValue(first, out var begun)) Answer(comment, begun, begun);
            else Begin(number, first, comment);
        }

        Comments = _comments.ToImmutable();
    }

    public ImmutableArray<ReturnedComment> Comments { get; }

    /// <summary>What is not brought in.</summary>
    public List<ReturnedRest> Left { get; } = [];

    /// <summary>For each comment of the file its place in the file as it went; null: it is new.</summary>
    private static int?[] Known(WordReading went, WordReading came)
    {
        var known = new int?[came.Comments.Length];
        var left = Enumerable.Range(0, went.Comments.Length).ToList();
        Take((one, other) => one.At == other.At && one.Text == other.Text);
        Take((one, other) => one.At == other.At && one.Author == other.Author);
        Take((one, other) => one.Author == other.Author && one.Text == other.Text);
        return known;

        void Take(Func<ReadComment, ReadComment, bool> isSame)
        {
            for (var at = 0; at < known.Length; at++)
            {
                if (known[at] is not null) continue;
                var found = left.FindIndex(one => isSame(went.Comments[one], came.Comments[at]));
                if (found < 0) continue;
                known[at] = left[found];
                left.RemoveAt(found);
            }
        }
    }

    private void Locate()
    {
        foreach (var paragraph in _came.Paragraphs)
        {
            foreach (var word in paragraph.Words)
            {
                if (word.Opens > 0) _places[word.Opens] = (paragraph.Tag, _places.GetValueOrDefault(word.Opens).Closes, paragraph.Tag ?? paragraph.Near);
                if (word.Closes > 0) _places[word.Closes] = _places.TryGetValue(word.Closes, out var begun) ? begun with { Closes = paragraph.Tag, Near = begun.Opens ?? paragraph.Tag ?? begun.Near } : (null, paragraph.Tag, paragraph.Tag ?? paragraph.Near);
            }
        }
    }

    /// <summary>The comment with which it began.</summary>
    private int FirstOf(int number)
    {
        for (var steps = 0; steps < _came.Comments.Length && _came.Comments[number - 1].Answers is > 0 and var before; steps++) number = before;
        return number;
    }

    private void Answer(ReadComment comment, ThreadId thread, ThreadId? of)
    {
        var entry = new EntryId(Hash(comment, thread.ToString()));
        Add(comment, new ReplyToThread(thread, entry, Said(comment)), of);
    }

    private void Begin(int number, int first, ReadComment comment)
    {
        var place = _places.TryGetValue(number, out var own) ? own : _places.GetValueOrDefault(first);
        var tag = place.Opens ?? place.Closes;
        (NodeId Node, string? Field) anchor = tag is not null ? ReturnedPlace.Parse(tag) : (place.Near is { } near ? ReturnedPlace.Parse(near).Node : NodeId.Root, null);
        var (node, field) = anchor;
        if (_document.Find(node) is not { } part)
        {
            Left.Add(new ReturnedRest(ReturnedPlace.SuggestedPart, comment.Author, comment.Text, "It hangs on a part that was only suggested when the file was made, or right behind one. Say it in the plan where it belongs, or with the answer under Suggestions."));
            return;
        }

        if (field is not null && part.Kind.Find(field) is null) field = null;
        // What goes on beyond its field is about the field.
        (int From, int To)? range = field is not null && place.Opens == place.Closes && _document[node].Kind.Find(field) is TextField && _texts.TryGetValue(tag!, out var text) ? text.Stretch(number) : null;
        if (range is { } given && given.To - given.From > Limits.QuoteUnitsMax) range = null;
        var thread = new ThreadId(Hash(comment, $"{node}:{field}"));
        _begun[number] = thread;
        Add(comment, new StartThread(thread, node, field, range, comment.Text.EndsWith('?') ? Severity.Question : Severity.Could, Said(comment)), null);
    }

    private void Add(ReadComment comment, ThreadOperation operation, ThreadId? of)
    {
        // What it answers is in the plan only once both are brought in.
        var problem = of is null ? operation.Check(_document)?.Words : TextGate.Problem(Said(comment)) is { } wrong ? wrong + "." : null;
        if (problem is not null && _document.Threads.Find(operation.Thread) is null) Left.Add(new ReturnedRest(Place(operation), comment.Author, comment.Text, problem));
        else if (Said(comment).Length > Limits.StringUnitsMax) Left.Add(new ReturnedRest(Place(operation), comment.Author, comment.Text, $"A comment has at most {Limits.StringUnitsMax} characters. Shorten it and write it in the plan."));
        else _comments.Add(new ReturnedComment(comment.Author, comment.Text, operation, of));
    }

    private string Place(ThreadOperation operation) => operation is StartThread begun ? ReturnedPlace.Of(_document, _document[begun.Node], begun.Field is { } field ? _document[begun.Node].Kind.Find(field) : null) : "An answer";

    private string Words(int number) => ReturnedPlace.Near(_document, _places.GetValueOrDefault(number).Near);

    /// <summary>To the plan whoever brings it in says it; who said it in Word is said with it.</summary>
    private static string Said(ReadComment comment) => $"{ReturnedAuthor.Of(comment.Author)}:\n{comment.Text}";

    private ulong Hash(ReadComment comment, string place)
    {
        var words = string.Join('\u001f', _plan.ToString(), place, comment.Author, comment.At?.UtcDateTime.ToString("s", CultureInfo.InvariantCulture) ?? "", comment.Text);
        return Math.Max(2, BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(words))));
    }
}

/// <summary>How somebody is named who wrote in Word: nobody's account, only what the file says.</summary>
internal static class ReturnedAuthor
{
    private const int UnitsMax = 80;

    /// <summary>"Ana Pérez, in Word".</summary>
    public static string Of(string? author)
    {
        var name = string.Join(' ', Export.Word.WordScripts.Clean(author ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (name.Length > UnitsMax) name = name[..(char.IsHighSurrogate(name[UnitsMax - 1]) ? UnitsMax - 1 : UnitsMax)];
        return name.Length == 0 ? "Somebody, in Word" : $"{name}, in Word";
    }
}
