using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using PlanEditor.Export;
using PlanEditor.Export.Word;

namespace PlanEditor.Import.Word;

/// <summary>What a Word file that was made here says when it comes back: words, marks and comments, by the controls in which they stand. Nothing is made of it yet.</summary>
/// <param name="Plan">The plan that it was made from, by its name in addresses.</param>
/// <param name="Revision">The revision that it was made from.</param>
/// <param name="Texts">Which texts are in it.</param>
/// <param name="WithReview">Whether threads and suggestions are in it.</param>
/// <param name="Editor">Who saved it last, by its own word; null: it does not say.</param>
/// <param name="Changes">Who changed something in sight, and when. Words name them by their place here, from 1.</param>
/// <param name="Paragraphs">All that is read of it, in order.</param>
/// <param name="Comments">Its comments. Words name them by their place here, from 1.</param>
/// <param name="Others">What is in it and no text: pictures, notes.</param>
public sealed record WordReading(
    string Plan,
    long Revision,
    ExportTexts Texts,
    bool WithReview,
    string? Editor,
    ImmutableArray<ReadChange> Changes,
    ImmutableArray<ReadParagraph> Paragraphs,
    ImmutableArray<ReadComment> Comments,
    ImmutableArray<string> Others)
{
    /// <summary>The same with the tags of fields for the bookmarks that stand for them; what stands in a bookmark of no field stands in none.</summary>
    /// <param name="went">The file as it was made.</param>
    internal WordReading Named(WordReading went)
    {
        if (!Paragraphs.Any(paragraph => WordControls.IsBookmark(paragraph.Tag))) return this;
        var tags = went.Paragraphs.Select(paragraph => paragraph.Tag).OfType<string>().Distinct().ToDictionary(WordControls.BookmarkOf, tag => tag, StringComparer.Ordinal);
        string? TagOf(string? tag) => WordControls.IsBookmark(tag) ? tags.GetValueOrDefault(tag!) : tag;
        return this with { Paragraphs = [.. Paragraphs.Select(paragraph => paragraph with { Tag = TagOf(paragraph.Tag), Near = TagOf(paragraph.Near) })] };
    }
}

/// <summary>A tracked change.</summary>
/// <param name="Author">Who made it, by the file's word.</param>
/// <param name="At">When, to the minute; null: it does not say.</param>
public sealed record ReadChange(string Author, DateTimeOffset? At);

/// <summary>A paragraph, or the words of a control inside one.</summary>
/// <param name="Tag">The tag of the control in which it stands, "node:field"; null: in none of a field.</param>
/// <param name="Near">Of what stands in no control: the tag of the last control before it.</param>
/// <param name="Control">Which control it is: the same tag may stand in a second one, that somebody copied.</param>
/// <param name="Form">How it looks.</param>
/// <param name="Words">What is in it.</param>
/// <param name="Inserted">The change that added its end; 0: none.</param>
/// <param name="Deleted">The change that took its end away; 0: none.</param>
public sealed record ReadParagraph(string? Tag, string? Near, int Control, ParagraphForm Form, ImmutableArray<ReadWords> Words, int Inserted, int Deleted)
{
    /// <summary>The change that added or took away the row of a table in which it stands; 0: none.</summary>
    public int RowChange { get; init; }

    /// <summary>The row of a table, by which the plan is laid out, in which it stands, from 1; 0: in none.</summary>
    public int OfRow { get; init; }

    /// <summary>The paragraph of the file that it is, or of which it is a part.</summary>
    public int Line { get; init; }

    /// <summary>Of a control inside a paragraph: behind how many units of the words around it.</summary>
    public int Behind { get; init; }

    /// <summary>All its words.</summary>
    [JsonIgnore]
    public string Text => string.Concat(Words.Select(words => words.Text));
}

/// <summary>How a paragraph looks, as far as it means something.</summary>
/// <param name="Style">Its style.</param>
/// <param name="List">Whether it is a point of a list.</param>
/// <param name="Level">How deep, from 0.</param>
/// <param name="Number">Which list.</param>
/// <param name="Start">What the list counts from.</param>
/// <param name="Indent">How far it stands in, in twentieths of a point.</param>
/// <param name="Rule">Whether a line is below it.</param>
/// <param name="Table">The table inside the text in which it stands, from 1; 0: none.</param>
/// <param name="Row">The row of that.</param>
/// <param name="Cell">The cell of that.</param>
public readonly record struct ParagraphForm(string Style, ListForm List, int Level, int Number, int Start, int Indent, bool Rule, int Table, int Row, int Cell);

/// <summary>What a point of a list has before it.</summary>
public enum ListForm
{
    None,
    Bullet,
    Counted,
}

/// <summary>Words that look the same and were changed by the same, or the end of a stretch on which a comment hangs.</summary>
/// <param name="Text">The words; none where a comment begins or ends.</param>
/// <param name="Looks">How they look.</param>
/// <param name="Address">Where they lead; null: nowhere.</param>
/// <param name="Inserted">The change that added them; 0: none.</param>
/// <param name="Deleted">The change that took them away; 0: none.</param>
public sealed record ReadWords(string Text, WordLooks Looks = WordLooks.None, string? Address = null, int Inserted = 0, int Deleted = 0)
{
    /// <summary>The comment that begins here; 0: none.</summary>
    public int Opens { get; init; }

    /// <summary>The comment that ends here; 0: none.</summary>
    public int Closes { get; init; }
}

/// <summary>What Markdown can say of how words look.</summary>
[Flags]
public enum WordLooks
{
    None = 0,
    Bold = 1,
    Italic = 2,
    Struck = 4,
    Code = 8,
}

/// <summary>A comment.</summary>
/// <param name="Author">Who says it, by the file's word.</param>
/// <param name="At">When, to the minute; null: it does not say.</param>
/// <param name="Text">What.</param>
/// <param name="Answers">The comment that it answers, from 1; 0: it begins.</param>
public sealed record ReadComment(string Author, DateTimeOffset? At, string Text, int Answers);

/// <summary>How large a Word file may be.</summary>
public static class WordLimits
{
    /// <summary>The file as it is chosen.</summary>
    public const int FileSizeBytesMax = 10 * 1024 * 1024;

    /// <summary>What its parts may unpack to, without pictures.</summary>
    public const int UnpackedSizeBytesMax = 48 * 1024 * 1024;

    /// <summary>The parts that are read whole before any text: what is in the file and how it hangs together.</summary>
    public const int ContentsSizeBytesMax = 512 * 1024;

    public const int EntriesMax = 1_000;

    public const int ParagraphsMax = 60_000;

    /// <summary>All words, in UTF-16 units.</summary>
    public const int UnitsMax = 8_000_000;

    public const int CommentsMax = 5_000;
}

/// <summary>How a reading comes out of the process that made it.</summary>
internal static class WordReadingJson
{
    private static readonly JsonSerializerOptions Form = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public static void Write(Stream to, WordReading reading) => JsonSerializer.Serialize(to, reading, Form);

    /// <exception cref="FileException">The file could not be read.</exception>
    /// <exception cref="JsonException">It was not written here, or not to its end.</exception>
    public static WordReading Read(ReadOnlyMemory<byte> utf8)
    {
        SheetJson.ThrowProblem(utf8);
        return JsonSerializer.Deserialize<WordReading>(utf8.Span, Form) ?? throw new JsonException("nothing was read");
    }
}
