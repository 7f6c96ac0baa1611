using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace PlanEditor.Tests.Markdown;

/// <summary>What in a page would run, load something from elsewhere or lead somewhere bad, as a browser reads the page.</summary>
internal static partial class SafePage
{
    private static readonly string[] Never = ["iframe", "frame", "frameset", "object", "embed", "applet", "base", "portal", "fencedframe"];

    private static readonly string[] Led = ["href", "xlink:href", "cite"];

    private static readonly string[] Loaded = ["src", "srcset", "poster", "background", "data", "action", "formaction", "ping", "manifest", "imagesrcset"];

    public static IEnumerable<string> Problems(string html)
    {
        using var page = new HtmlParser().ParseDocument(html);
        foreach (var element in page.All)
        {
            if (IsBad(element)) yield return Words(element);
            foreach (var attribute in element.Attributes)
                if (IsBad(element, attribute)) yield return $"{Words(element)}: {attribute.Name}";
        }
    }

    private static bool IsBad(IElement element) => element.LocalName switch
    {
        // A file of the site's own, or data for machines.
        "script" => !(element.GetAttribute("src") is { } source && OwnScript().IsMatch(source)) && element.GetAttribute("type") != "application/ld+json",
        "link" => (element.GetAttribute("rel") ?? "").Contains("stylesheet", StringComparison.OrdinalIgnoreCase) && !IsOwn(element.GetAttribute("href") ?? ""),
        "meta" => element.HasAttribute("http-equiv"),
        var name => Never.Contains(name),
    };

    private static bool IsBad(IElement element, IAttr attribute) =>
        attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
        || attribute.Name == "srcdoc"
        || (Loaded.Contains(attribute.Name) && !IsOwn(attribute.Value))
        || (Led.Contains(attribute.Name) && !IsOwn(attribute.Value) && !Web().IsMatch(attribute.Value))
        || (attribute.Name == "style" && attribute.Value.Contains("url(", StringComparison.OrdinalIgnoreCase))
        || (element.NamespaceUri != "http://www.w3.org/1999/xhtml" && attribute.Name == "href" && !attribute.Value.StartsWith('#') && !Web().IsMatch(attribute.Value) && !IsOwn(attribute.Value));

    /// <summary>Whether an address stays on the site: without a scheme and a host.</summary>
    private static bool IsOwn(string address) => !Foreign().IsMatch(address);

    private static string Words(IElement element) => element.OuterHtml is { Length: > 300 } long1 ? long1[..300] : element.OuterHtml;

    [GeneratedRegex("^/?js/[a-z0-9.]+\\.js(\\?.*)?$")]
    private static partial Regex OwnScript();

    [GeneratedRegex("^(https?|ftp|mailto):", RegexOptions.IgnoreCase)]
    private static partial Regex Web();

    // Browsers pass over white space and controls before an address, and inside its scheme.
    [GeneratedRegex(@"^[\s\p{C}]*([a-zA-Z][^/?#]*:|[/\\][\s\p{C}]*[/\\])")]
    private static partial Regex Foreign();
}
