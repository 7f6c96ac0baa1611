using System.Security.Cryptography;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using PlanModel.Publishing;

namespace PlanEditor.Export.Word;

/// <summary>Content controls that say which field of which part stands in them, whatever else happens to the file; and bookmarks that say the same, for programs that drop controls when they save.</summary>
internal static class WordControls
{
    private const int AliasUnitsMax = 64;
    private const string BookmarkPrefix = "_Ogd";
    private const int BookmarkBytes = 12;
    private const string Gallery = "Quick Parts";

    /// <summary>What a control is tagged with: "node:field".</summary>
    public static string TagOf(FieldPlace place) => $"{place.Node}:{place.Field}";

    /// <summary>The bookmark of a tag. A tag may be longer than a bookmark's name, which has at most 40 letters, small ones like large ones.</summary>
    public static string BookmarkOf(string tag) => BookmarkPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(tag)).AsSpan(0, BookmarkBytes));

    /// <summary>Whether a bookmark is that of a field.</summary>
    public static bool IsBookmark(string? name) => name is not null && name.Length == BookmarkPrefix.Length + (2 * BookmarkBytes) && name.StartsWith(BookmarkPrefix, StringComparison.Ordinal);

    /// <summary>Paragraphs and tables in a control.</summary>
    public static SdtBlock Around(WordIds ids, FieldPlace place, string? label, IEnumerable<OpenXmlElement> blocks)
    {
        var content = new SdtContentBlock(blocks);
        // Between the cells of a table a bookmark would mean columns.
        if (content is { FirstChild: Paragraph first, LastChild: Paragraph last })
        {
            var (begin, end) = Bookmark(ids, place);
            if (first.ParagraphProperties is { } form) form.InsertAfterSelf(begin);
            else first.PrependChild(begin);
            last.Append(end);
        }

        var properties = Properties(ids, place, label);
        properties.Append(BuildingBlock());
        return new SdtBlock(properties, content);
    }

    /// <summary>Paragraphs and tables that belong together and are no field.</summary>
    public static SdtBlock Around(WordIds ids, IEnumerable<OpenXmlElement> blocks) => new(new SdtProperties(new SdtId { Val = ids.NextNumber() }, BuildingBlock()), new SdtContentBlock(blocks));

    /// <summary>Words in a control.</summary>
    public static SdtRun AroundWords(WordIds ids, FieldPlace place, string? label, IEnumerable<OpenXmlElement> runs)
    {
        var (begin, end) = Bookmark(ids, place);
        return new SdtRun(Properties(ids, place, label), new SdtContentRun([begin, .. runs, end]));
    }

    // Of a control of any other kind, LibreOffice 7.4 loses the words before a comment, and the marks of changes, in the first paragraph.
    private static SdtContentDocPartObject BuildingBlock() => new(new DocPartGallery { Val = Gallery });

    private static (OpenXmlElement Begin, OpenXmlElement End) Bookmark(WordIds ids, FieldPlace place)
    {
        var id = ids.Next();
        return (new BookmarkStart { Id = id, Name = BookmarkOf(TagOf(place)) }, new BookmarkEnd { Id = id });
    }

    private static SdtProperties Properties(WordIds ids, FieldPlace place, string? label)
    {
        var properties = new SdtProperties();
        if (label is not null) properties.Append(new SdtAlias { Val = label.Length <= AliasUnitsMax ? label : label[..AliasUnitsMax] });
        properties.Append(new Tag { Val = TagOf(place) }, new SdtId { Val = ids.NextNumber() }, new DocumentFormat.OpenXml.Wordprocessing.Lock { Val = LockingValues.SdtLocked });
        return properties;
    }
}
