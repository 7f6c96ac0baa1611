using System.Buffers;
using System.Net;
using Ganss.Xss;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PlanEditor.Markdown;

/// <summary>
/// The one way from what people wrote to HTML. No HTML of theirs goes through, no image is loaded, and links lead to the web or a mailbox only. What comes out
/// is cleaned once more by a library that knows nothing of Markdown. Line breaks are kept, as the editor shows them.
/// </summary>
public static class MarkdownHtml
{
    /// <summary>Headings inside a text stand below those of the page.</summary>
    private const int HeadingsBelow = 3;

    /// <summary>What reading Markdown costs grows with the square of its marks. No honest text has so many; one that has is shown as it was typed.</summary>
    private const int MarksMax = 2_000;

    private static readonly SearchValues<char> Marks = SearchValues.Create("[]*_|`<~");

    private static readonly string[] Schemes = ["https", "http", "ftp", "mailto"];

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .UsePipeTables()
        .UseAutoLinks()
        .UseSoftlineBreakAsHardlineBreak()
        .Build();

    private static readonly HtmlSanitizer Sanitizer = NewSanitizer();

    /// <summary>HTML that may stand in any page.</summary>
    /// <param name="source">What was written.</param>
    public static string Of(string source)
    {
        if (HasTooManyMarks(source)) return AsTyped(source);
        try
        {
            var document = Markdig.Markdown.Parse(source, Pipeline);
            foreach (var heading in document.Descendants<HeadingBlock>()) heading.Level = Math.Min(heading.Level + HeadingsBelow, 6);
            foreach (var inline in document.Descendants<Inline>().ToArray()) MakeSafe(inline);
            return Sanitizer.Sanitize(document.ToHtml(Pipeline));
        }
        catch (Exception tooDeep) when (tooDeep is ArgumentException or InvalidOperationException)
        {
            // Nested deeper than anybody reads, on purpose or by accident: as it was typed.
            return AsTyped(source);
        }
    }

    /// <summary>The words without the marks, for what shows no Markdown.</summary>
    /// <param name="source">What was written.</param>
    public static string Plain(string source)
    {
        if (HasTooManyMarks(source)) return source;
        try
        {
            return Markdig.Markdown.ToPlainText(source, Pipeline).Trim();
        }
        catch (Exception tooDeep) when (tooDeep is ArgumentException or InvalidOperationException)
        {
            return source;
        }
    }

    private static bool HasTooManyMarks(ReadOnlySpan<char> source)
    {
        for (var count = 0; source.IndexOfAny(Marks) is >= 0 and var at; source = source[(at + 1)..])
            if (++count > MarksMax) return true;
        return false;
    }

    private static string AsTyped(string source) => $"<p>{WebUtility.HtmlEncode(source).Replace("\n", "<br />", StringComparison.Ordinal)}</p>";

    private static void MakeSafe(Inline inline)
    {
        switch (inline)
        {
            case LinkInline link:
                // An image would tell another server who reads: it becomes a link to itself.
                link.IsImage = false;
                if (IsSafe(link.Url)) Mark(link);
                else link.ReplaceBy(new ContainerInline());
                break;
            case AutolinkInline { IsEmail: false } address:
                if (IsSafe(address.Url)) Mark(address);
                else address.ReplaceBy(new LiteralInline(address.Url));
                break;
        }
    }

    private static bool IsSafe(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme);

    private static void Mark(MarkdownObject link) => link.GetAttributes().AddProperty("rel", "noopener noreferrer nofollow");

    private static HtmlSanitizer NewSanitizer()
    {
        var sanitizer = new HtmlSanitizer { AllowDataAttributes = false };
        sanitizer.AllowedTags.Clear();
        sanitizer.AllowedTags.UnionWith(["p", "br", "hr", "strong", "em", "del", "code", "pre", "ul", "ol", "li", "blockquote", "a", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"]);
        sanitizer.AllowedAttributes.Clear();
        sanitizer.AllowedAttributes.UnionWith(["href", "rel", "start"]);
        sanitizer.AllowedSchemes.Clear();
        sanitizer.AllowedSchemes.UnionWith(Schemes);
        sanitizer.AllowedCssProperties.Clear();
        sanitizer.AllowedAtRules.Clear();
        return sanitizer;
    }
}
