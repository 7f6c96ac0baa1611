using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Office2013.Word;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace PlanEditor.Export.Word;

/// <summary>What is said beside the text, as Word's own comments with their answers.</summary>
internal sealed class WordComments
{
    private readonly Comments _comments = new();
    private readonly CommentsEx _more = new();

    /// <summary>Adds a comment.</summary>
    /// <param name="author">Who says it.</param>
    /// <param name="at">When.</param>
    /// <param name="text">What.</param>
    /// <param name="answers">The number of the comment that it answers; null: it begins.</param>
    /// <param name="done">Whether it is settled.</param>
    /// <returns>Its number.</returns>
    public int Add(string author, DateTimeOffset at, string text, int? answers, bool done)
    {
        var number = _comments.ChildElements.Count;
        var comment = new Comment { Id = Written(number), Author = WordScripts.Clean(author), Initials = Initials(author), Date = at.UtcDateTime };
        foreach (var line in text.Split('\n'))
            comment.Append(new Paragraph([new ParagraphProperties(new ParagraphStyleId { Val = "CommentText" }), .. WordRuns.Of(line)]));
        ((Paragraph)comment.LastChild!).ParagraphId = ParagraphOf(number);
        _comments.Append(comment);
        _more.Append(new CommentEx { ParaId = ParagraphOf(number), ParaIdParent = answers is { } first ? ParagraphOf(first) : null, Done = done });
        return number;
    }

    /// <summary>Where a comment begins to hang.</summary>
    public static IEnumerable<OpenXmlElement> Start(int comment) => [new CommentRangeStart { Id = Written(comment) }];

    /// <summary>Where it ends to hang, with its sign.</summary>
    public static IEnumerable<OpenXmlElement> End(int comment) =>
        [new CommentRangeEnd { Id = Written(comment) }, new Run(new RunProperties(new RunStyle { Val = "CommentReference" }), new CommentReference { Id = Written(comment) })];

    /// <summary>Elements with comments around them.</summary>
    public static IEnumerable<OpenXmlElement> Around(IReadOnlyCollection<int> comments, IEnumerable<OpenXmlElement> elements) =>
        comments.Count == 0 ? elements : [.. comments.SelectMany(Start), .. elements, .. comments.SelectMany(End)];

    /// <summary>Writes them, if there are any.</summary>
    public void Write(MainDocumentPart main)
    {
        if (!_comments.HasChildren) return;
        _comments.AddNamespaceDeclaration("w14", "http://schemas.microsoft.com/office/word/2010/wordml");
        _comments.AddNamespaceDeclaration("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006");
        _comments.MCAttributes = new MarkupCompatibilityAttributes { Ignorable = "w14" };
        main.AddNewPart<WordprocessingCommentsPart>("comments").Comments = _comments;
        main.AddNewPart<WordprocessingCommentsExPart>("commentsMore").CommentsEx = _more;
    }

    private static string Written(int comment) => comment.ToString(CultureInfo.InvariantCulture);

    private static HexBinaryValue ParagraphOf(int comment) => (comment + 1).ToString("X8", CultureInfo.InvariantCulture);

    private static string Initials(string author) =>
        string.Concat(author.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(3).Select(word => StringInfo.GetNextTextElement(WordScripts.Clean(word))));
}
