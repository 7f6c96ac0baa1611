using System.Net;
using Ganss.Xss;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PlanEditor.Markdown;

/// <summary>
/// The one way from what people wrote to HTML. No HTML of theirs goes through, no image is loaded, and links lead to the web or a mailbox only. What comes out
/// is cleaned once more by a library that knows nothing of Markdown.
/// </summary>
public static class MarkdownHtml
{
    private static readonly string[] Schemes = ["https", "http", "ftp", "mailto"];

    private static readonly HtmlSanitizer Sanitizer = NewSanitizer();

    /// <summary>HTML that may stand in any page.</summary>
    /// <param name="source">What was written.</param>
    public static string Of(string source)
    {
        if (MarkdownTree.Of(source) is not { } document) return AsTyped(source);
        try
        {
            foreach (var heading in document.Descendants<HeadingBlock>()) heading.Level = Math.Min(heading.Level + MarkdownTree.HeadingsBelow, 6);
            foreach (var inline in document.Descendants<Inline>().ToArray()) MakeSafe(inline);
            return Sanitizer.Sanitize(document.ToHtml(MarkdownTree.Pipeline));
        }
        catch (Exception tooDeep) when (tooDeep is ArgumentException or InvalidOperationException)
        {
            // Nested deeper than the one that writes it can follow: as it was typed.
            return AsTyped(source);
        }
    }

    /// <summary>The words without the marks, for what shows no Markdown.</summary>
    /// <param name="source">What was written.</param>
    public static string Plain(string source)
    {
        if (MarkdownTree.Of(source) is null) return source;
        try
        {
            return Markdig.Markdown.ToPlainText(source, MarkdownTree.Pipeline).Trim();
        }
        catch (Exception tooDeep) when (tooDeep is ArgumentException or InvalidOperationException)
        {
            return source;
        }
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

    private static bool IsSafe(string? address) => MarkdownTree.IsSafe(address, Schemes);

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
