using System.Globalization;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Review;

namespace PlanEditor.Components.Comments;

/// <summary>What somebody began to write beside a plan and did not send.</summary>
/// <param name="Name">What it is about, under which the tab keeps it: "comment {part} {field} {revision}:{from}-{to} {words}", "answer {thread}", "change {entry}".</param>
/// <param name="Words">What was written.</param>
public sealed record CommentDraft(string Name, string Words)
{
    private const string Comment = "comment";
    private const string Answer = "answer";
    private const string Change = "change";

    // Enough to know them again.
    private const int QuoteUnitsMax = 100;

    /// <summary>The name of a new comment on a place.</summary>
    public static string NameOf(CommentPlace place) =>
        place.Draft ?? string.Create(CultureInfo.InvariantCulture, $"{Comment} {place.Node} {place.Field} {(place.Range is { } range ? $"{place.Revision}:{range.From}-{range.To}" : "")} {(place.Quote.Length > QuoteUnitsMax ? place.Quote[..QuoteUnitsMax] : place.Quote)}");

    /// <summary>The name of an answer in a thread.</summary>
    public static string NameOf(ThreadId thread) => $"{Answer} {thread}";

    /// <summary>The name of the change of what one said.</summary>
    public static string NameOf(EntryId entry) => $"{Change} {entry}";

    /// <summary>The thread in which it is an answer, or a change of what one said; null: in none that there is.</summary>
    public CommentThread? ThreadIn(Document document) => Name.Split(' ') switch
    {
        [Answer, var id] when ThreadId.TryParse(id, out var thread) => document.Threads.Find(thread),
        [Change, var id] => document.Threads.FirstOrDefault(thread => thread.Entries.Any(entry => entry.Id.ToString() == id)),
        _ => null,
    };

    /// <summary>The place on which it is a new comment, with its words as they were when it was begun: from there the server follows them; null: on none that there is.</summary>
    public CommentPlace? PlaceIn(Document document)
    {
        if (Name.Split(' ', 5) is not [Comment, var part, var key, var stretch, var quote] || !NodeId.TryParse(part, out var id) || document.Find(id) is not { } node || !document.IsVisible(node)) return null;
        if (key.Length == 0) return new CommentPlace(id, null, document.Title(node)) { Draft = Name };
        if (node.Kind.Find(key) is not { } field) return null;
        var place = new CommentPlace(id, key, field.Label) { Draft = Name };
        return stretch.Split(':', '-') is [var at, var start, var end] && long.TryParse(at, CultureInfo.InvariantCulture, out var revision) && int.TryParse(start, CultureInfo.InvariantCulture, out var from) && int.TryParse(end, CultureInfo.InvariantCulture, out var to)
            ? place with { Revision = revision, Range = (from, to), Quote = to - from > quote.Length ? quote + "…" : quote }
            : place;
    }
}
