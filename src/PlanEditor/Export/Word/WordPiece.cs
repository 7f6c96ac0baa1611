using System.Diagnostics.CodeAnalysis;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PlanEditor.Markdown;

namespace PlanEditor.Export.Word;

/// <summary>Words of a paragraph that look the same and lead to the same place.</summary>
/// <param name="Text">The words; "\n" breaks the line.</param>
/// <param name="Look">How they look.</param>
/// <param name="Address">Where they lead; null: nowhere.</param>
/// <param name="At">Where they begin in the source.</param>
internal readonly record struct WordPiece(string Text, WordLook Look, string? Address, int At)
{
    // Word cuts longer ones off.
    private const int AddressUnitsMax = 2_000;

    /// <summary>The first units.</summary>
    public WordPiece Until(int length) => this with { Text = Text[..length] };

    /// <summary>What follows the first units.</summary>
    public WordPiece From(int length) => this with { Text = Text[length..], At = At + length };

    /// <summary>The pieces of a paragraph of Markdown.</summary>
    /// <param name="inlines">What is in it.</param>
    /// <param name="source">The whole text.</param>
    /// <param name="look">How its words look.</param>
    public static List<WordPiece> Of(ContainerInline? inlines, string source, WordLook look)
    {
        var pieces = new List<WordPiece>();
        if (inlines is not null) Add(pieces, inlines, source, look, null);
        return pieces;
    }

    /// <summary>An address as it may stand in a link of a file; null: none to follow.</summary>
    [SuppressMessage("Design", "CA1055", Justification = "It goes into a file as text.")]
    public static string? AddressOf(string? url) =>
        MarkdownTree.IsSafe(url, "http", "https", "mailto") && new Uri(url!).AbsoluteUri is { Length: <= AddressUnitsMax } address && address.All(unit => unit is > ' ' and < '\u007f' and not '"' and not '\\')
            ? address
            : null;

    private static void Add(List<WordPiece> pieces, ContainerInline container, string source, WordLook look, string? address)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    Put(literal.Content.ToString(), look);
                    break;
                case CodeInline code:
                    Put(code.Content, look with { Style = "CodeWords" });
                    break;
                case LineBreakInline:
                    Put("\n", look);
                    break;
                case HtmlEntityInline entity:
                    Put(entity.Transcoded.ToString(), look);
                    break;
                case AutolinkInline auto:
                    address = AddressOf(auto.IsEmail ? $"mailto:{auto.Url}" : auto.Url);
                    Put(auto.Url, Linked(look));
                    address = null;
                    break;
                case LinkInline link:
                    // A picture would be content from elsewhere: it becomes a link to itself.
                    var outer = address;
                    address ??= AddressOf(link.Url);
                    if (link.FirstChild is null) Put(link.Url ?? "", Linked(look));
                    else Add(pieces, link, source, Linked(look), address);
                    address = outer;
                    break;
                case EmphasisInline emphasis:
                    Add(pieces, emphasis, source, emphasis.DelimiterChar == '~' ? look with { Struck = true } : emphasis.DelimiterCount == 2 ? look with { Bold = true } : look with { Italic = true }, address);
                    break;
                case ContainerInline other:
                    Add(pieces, other, source, look, address);
                    break;
                default:
                    Put(Slice(source, inline.Span), look);
                    break;
            }

            void Put(string text, WordLook of)
            {
                if (text.Length > 0) pieces.Add(new WordPiece(text, of, address, inline.Span.Start));
            }
        }

        WordLook Linked(WordLook of) => address is null ? of : of with { Style = "Hyperlink" };
    }

    /// <summary>What was written in a stretch.</summary>
    public static string Slice(string source, SourceSpan span) => span.Start >= 0 && span.End < source.Length && span.Length > 0 ? source.Substring(span.Start, span.Length) : "";
}
