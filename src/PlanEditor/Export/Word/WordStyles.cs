using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace PlanEditor.Export.Word;

/// <summary>The styles of a file: those of styles.xml, or those of a template with what it lacks.</summary>
internal static class WordStyles
{
    private static readonly string Source = Read();

    /// <summary>All styles, for a plan in a language.</summary>
    public static Styles Of(string language, string country) => new(Source
        .Replace("LATIN", WordScripts.TagOf(language is "bn" or "ne" ? "en" : language, country), StringComparison.Ordinal)
        .Replace("COMPLEX", WordScripts.TagOf(language is "bn" or "ne" ? language : country switch { "NP" => "ne", _ => "bn" }, country), StringComparison.Ordinal));

    /// <summary>Adds the styles that a template does not have.</summary>
    public static void Complete(Styles styles, string language, string country)
    {
        var known = styles.Elements<Style>().Select(style => style.StyleId?.Value).ToHashSet();
        foreach (var style in Of(language, country).Elements<Style>().ToList())
        {
            if (known.Contains(style.StyleId?.Value)) continue;
            style.Remove();
            // A file has one default of each type: that of the template.
            style.Default = styles.Elements<Style>().Any(one => one.Type?.Value == style.Type?.Value && one.Default?.Value == true) ? null : style.Default;
            styles.Append(style);
        }
    }

    private static string Read()
    {
        using var reader = new StreamReader(typeof(WordStyles).Assembly.GetManifestResourceStream("Word/styles.xml")!);
        return reader.ReadToEnd();
    }
}
