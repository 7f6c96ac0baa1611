using System.Globalization;
using System.Text;
using PlanModel.Schema;

namespace PlanEditor.Export.Pdf;

/// <summary>How a printed plan looks: one sheet for all, and the words in the margins of its pages.</summary>
internal static class PdfStyle
{
    private const int RunningTitleMax = 90;

    /// <summary>What holds for every plan.</summary>
    public static string Sheet { get; } = Read();

    /// <summary>What stands in the margins of a plan's pages.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="count">How many pages there are, where not all of them are printed; null: all are.</param>
    public static string PageWords(PdfPlan plan, int? count)
    {
        var of = plan.IsLong ? "" : count is { } pages ? Text($" of {pages}") : "\" of \" counter(pages)";
        var sample = plan.Copy.Cover.IsSample ? "Sample · " : "";
        return $$"""
            @page {
              @top-left { content: {{Text(Short(plan.Title))}}; }
              @top-right { content: {{Text(sample + plan.Standing)}}; }
              @bottom-left { content: {{Text($"{plan.Standing} · {DateField.Words(plan.Export.Day)}")}}; }
              @bottom-right { content: "Page " counter(page) {{of}}; }
            }
            @page cover { @top-left { content: none; } @top-right { content: none; } @bottom-left { content: none; } @bottom-right { content: none; } }
            """;
    }

    /// <summary>A text as CSS has it, with nothing in it that could end it. The space behind an escape belongs to it.</summary>
    internal static string Text(string text)
    {
        var written = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value == ' ') written.Append(rune.ToString());
            else written.Append(CultureInfo.InvariantCulture, $"\\{rune.Value:x} ");
        }

        return written.Append('"').ToString();
    }

    private static string Short(string title)
    {
        var elements = new StringInfo(title);
        return elements.LengthInTextElements <= RunningTitleMax ? title : elements.SubstringByTextElements(0, RunningTitleMax - 1) + "…";
    }

    private static string Read()
    {
        using var stream = typeof(PdfStyle).Assembly.GetManifestResourceStream("Export/print.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
