using System.Collections.Frozen;
using System.Collections.Immutable;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Shared;
using PlanModel;
using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Text;

namespace PlanEditor.Components.Suggestions;

/// <summary>One thing that a proposal suggests, as it is shown.</summary>
/// <param name="Key">What it is about.</param>
/// <param name="State">What became of it.</param>
/// <param name="Words">What it does: "Set “Due date” of C2.M3 to 12 Mar 2018".</param>
/// <param name="WhyNot">Why it is no longer applicable; null when it is, or was answered.</param>
/// <param name="Address">Where it stands.</param>
public sealed record SuggestedPart(string Key, PartState State, string Words, string? WhyNot, string Address)
{
    private static readonly FrozenDictionary<string, string> Verbs = new Dictionary<string, string>
    {
        ["added"] = "Add",
        ["set"] = "Set",
        ["moved"] = "Move",
        ["removed"] = "Remove",
        ["took"] = "Take",
        ["restored"] = "Restore",
        ["emptied"] = "Empty",
        ["edited"] = "Edit",
        ["wrote"] = "Write",
        ["changed"] = "Change",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private const int ContextUnits = 60;
    private const int WordUnits = 20;
    private const int DetailUnits = 300;

    /// <summary>The words of a text that it changes, with some around them.</summary>
    public ImmutableArray<TextPiece> Pieces { get; private init; } = [];

    /// <summary>The language of those words.</summary>
    public string PiecesLanguage { get; private init; } = "";

    /// <summary>What is said of a part that it adds, field by field.</summary>
    public ImmutableArray<(string Label, Wording Words)> Details { get; private init; } = [];

    /// <summary>The value when it was suggested, where it is another by now; null elsewhere.</summary>
    public string? Was { get; private init; }

    /// <summary>Who answered, and when.</summary>
    public Stamp? Decided { get; private init; }

    /// <summary>What was said with the answer.</summary>
    public string Note { get; private init; } = "";

    /// <summary>A part that waits for an answer.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="applied">The plan with what is suggested.</param>
    /// <param name="part">The part.</param>
    /// <param name="slug">The plan's name in addresses.</param>
    public static SuggestedPart Of(Document document, Document applied, AppliedPart part, string slug) => Of(document, part.Part, part.Words, slug) with
    {
        WhyNot = part.WhyNot?.Words,
        Pieces = part.Part.Operation is EditText edit && document.Find(edit.Node) is { } node && edit.Check(document) is null ? PiecesOf(node.Text(edit.Field), edit.Edit) : [],
        Details = part.Part.Operation is InsertNode insert && applied.Find(insert.Node) is { } added ? [.. DetailsOf(applied, added)] : [],
        Was = part is { WhyNot: null, Part.Operation: SetField set } && document[set.Node].Scalar(set.Field) != part.Part.Was
            ? part.Part.Was is { } was ? document[set.Node].Kind.Find(set.Field)!.Show(document, was) : "empty"
            : null,
    };

    /// <summary>A part that was answered.</summary>
    public static SuggestedPart OfAnswered(Document document, ProposalPart part, string slug) => Of(document, part, AppliedProposal.Words(document, part.Operation), slug) with
    {
        Decided = part.Decided,
        Note = part.Note,
        Pieces = part.Operation is EditText edit ? [.. edit.Edit.ChangedRanges().Where(range => range.Inserted.Length > 0).Select(range => new TextPiece(PieceFate.Added, range.Inserted))] : [],
    };

    /// <summary>What an operation would do, and the words that it would write: "Edit “Deliverable” of C2.M3: “In every district.”"</summary>
    public static string Sentence(Document document, Operation operation) => Sentence(AppliedProposal.Words(document, operation), operation);

    /// <summary>The same of a line of the response matrix.</summary>
    public static string Sentence(SuggestionRow row) => Sentence(row.Words, row.Part.Operation);

    private static string Sentence(string done, Operation operation)
    {
        var words = Asked(done);
        var written = operation is EditText edit ? string.Join(" … ", edit.Edit.ChangedRanges().Where(range => range.Inserted.Length > 0).Select(range => range.Inserted.Trim())) : "";
        return written.Length == 0 ? words : $"{words}: “{(written.Length > DetailUnits ? written[..(char.IsHighSurrogate(written[DetailUnits - 1]) ? DetailUnits - 1 : DetailUnits)] + "…" : written)}”";
    }

    public bool Equals(SuggestedPart? other) =>
        other is not null && Key == other.Key && State == other.State && Words == other.Words && WhyNot == other.WhyNot && Address == other.Address && Was == other.Was && Decided == other.Decided && Note == other.Note
        && Pieces.AsSpan().SequenceEqual(other.Pieces.AsSpan()) && Details.SequenceEqual(other.Details);

    public override int GetHashCode() => HashCode.Combine(Key, State, Words);

    private static SuggestedPart Of(Document document, ProposalPart part, string words, string slug)
    {
        var operation = part.Operation;
        var node = operation.Target.Node!.Value;
        var address = document.Find(node) is null && operation is InsertNode insert ? PlanAddress.Of(slug, document.Find(insert.Parent) is null ? NodeId.Root : insert.Parent)
            : document.Find(node) is null ? PlanAddress.Of(slug)
            : operation.Target.Field is { } field ? PlanAddress.Of(slug, node, field) : PlanAddress.Of(slug, node);
        return new SuggestedPart(part.Key, part.State, Asked(words), null, address)
        {
            PiecesLanguage = TextLanguage.Of(document, operation is EditText edit ? string.Concat(edit.Edit.ChangedRanges().Select(range => range.Inserted)) : ""),
        };
    }

    /// <summary>What history would say of it, as what is asked for: "Move C2.M3 to C4".</summary>
    private static string Asked(string words)
    {
        var verb = words.Split(' ', 2)[0];
        return Verbs.TryGetValue(verb, out var asked) ? asked + words[verb.Length..] : char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static ImmutableArray<TextPiece> PiecesOf(PlanText text, TextChangeSet edit)
    {
        var pieces = ImmutableArray.CreateBuilder<TextPiece>();
        var done = 0;
        foreach (var range in edit.ChangedRanges())
        {
            Keep(text, pieces, done, range.FromA);
            if (range.ToA > range.FromA) pieces.Add(new TextPiece(PieceFate.Removed, text.Slice(range.FromA, range.ToA)));
            if (range.Inserted.Length > 0) pieces.Add(new TextPiece(PieceFate.Added, range.Inserted));
            done = range.ToA;
        }

        if (done > 0 || pieces.Count > 0) Keep(text, pieces, done, text.Length);
        return pieces.ToImmutable();
    }

    private static void Keep(PlanText text, ImmutableArray<TextPiece>.Builder pieces, int from, int to)
    {
        if (to <= from) return;
        var (isFirst, isLast) = (pieces.Count == 0, to == text.Length);
        // Cut at a word where there is one near.
        string Behind(string words) => words.IndexOf(' ', StringComparison.Ordinal) is > 0 and < WordUnits and var space ? words[(space + 1)..] : words;
        string Before(string words) => words.LastIndexOf(' ') is var space && space > words.Length - WordUnits ? words[..space] : words;
        var kept = to - from <= (isFirst || isLast ? ContextUnits : 2 * ContextUnits) ? text.Slice(from, to)
            : isFirst ? $"…{Behind(text.Slice(Whole(text, to - ContextUnits), to))}"
            : isLast ? $"{Before(text.Slice(from, Whole(text, from + ContextUnits)))}…"
            : $"{Before(text.Slice(from, Whole(text, from + ContextUnits)))} … {Behind(text.Slice(Whole(text, to - ContextUnits), to))}";
        pieces.Add(new TextPiece(PieceFate.Kept, kept));
    }

    // Never between the halves of a pair.
    private static int Whole(PlanText text, int at) => at > 0 && char.IsLowSurrogate(text[at]) ? at - 1 : at;

    private static IEnumerable<(string Label, Wording Words)> DetailsOf(Document document, Node node)
    {
        foreach (var field in node.Kind.Fields.Where(field => field != node.Kind.NameField && !field.IsEmpty(node)))
        {
            var words = field is TextField text ? text.ReadString(node) : string.Join(", ", ShownItem.Of(document, node, field).Select(item => item.Label));
            yield return (field.Label, new Wording(
                words.Length > DetailUnits ? words[..(char.IsHighSurrogate(words[DetailUnits - 1]) ? DetailUnits - 1 : DetailUnits)] + "…" : words,
                field is TextField or WordsField || field.RefersToNodes ? TextLanguage.Of(document, words) : null));
        }
    }
}
