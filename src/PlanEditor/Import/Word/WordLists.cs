using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using PlanEditor.Export.Word;

namespace PlanEditor.Import.Word;

/// <summary>How paragraphs look: their style, their place in a list, how far they stand in.</summary>
internal sealed class WordLists
{
    private readonly Dictionary<int, (bool[] AreBullets, int[] Starts)> _lists = [];
    private readonly Dictionary<string, NumberingProperties> _ofStyles = new(StringComparer.Ordinal);

    public WordLists(MainDocumentPart main)
    {
        var numbering = main.NumberingDefinitionsPart?.Numbering;
        var forms = numbering?.Elements<AbstractNum>().ToLookup(form => form.AbstractNumberId?.Value ?? -1) ?? Enumerable.Empty<AbstractNum>().ToLookup(_ => 0);
        foreach (var list in numbering?.Elements<NumberingInstance>() ?? [])
        {
            if (list.NumberID?.Value is not { } number) continue;
            var levels = forms[list.AbstractNumId?.Val?.Value ?? -1].FirstOrDefault()?.Elements<Level>().ToList() ?? [];
            var starts = Enumerable.Range(0, WordNumbering.LevelsMax).Select(level => levels.FirstOrDefault(one => one.LevelIndex?.Value == level)?.StartNumberingValue?.Val?.Value ?? 1).ToArray();
            foreach (var other in list.Elements<LevelOverride>())
                if (other.LevelIndex?.Value is >= 0 and < WordNumbering.LevelsMax and var level && other.StartOverrideNumberingValue?.Val?.Value is { } start) starts[level] = start;
            var bullets = Enumerable.Range(0, WordNumbering.LevelsMax).Select(level => levels.FirstOrDefault(one => one.LevelIndex?.Value == level)?.NumberingFormat?.Val?.Value == NumberFormatValues.Bullet).ToArray();
            _lists[number] = (bullets, starts);
        }

        foreach (var style in main.StyleDefinitionsPart?.Styles?.Elements<Style>() ?? [])
            if (style.StyleId?.Value is { } id && style.StyleParagraphProperties?.NumberingProperties is { } list) _ofStyles.TryAdd(id, list);
    }

    public ParagraphForm FormOf(ParagraphProperties? properties)
    {
        var style = properties?.ParagraphStyleId?.Val?.Value ?? WordProse.Normal;
        var list = properties?.NumberingProperties ?? (style.StartsWith("Heading", StringComparison.Ordinal) ? null : _ofStyles.GetValueOrDefault(style));
        var number = list?.NumberingId?.Val?.Value ?? 0;
        var level = Math.Clamp(list?.NumberingLevelReference?.Val?.Value ?? 0, 0, WordNumbering.LevelsMax - 1);
        var form = number == 0 || !_lists.TryGetValue(number, out var known) ? ListForm.None : known.AreBullets[level] ? ListForm.Bullet : ListForm.Counted;
        var indent = int.TryParse(properties?.Indentation?.Left?.Value ?? properties?.Indentation?.Start?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var left) ? left : 0;
        return new ParagraphForm(style, form, form == ListForm.None ? 0 : level, form == ListForm.None ? 0 : number, form == ListForm.Counted ? _lists[number].Starts[level] : 0, form == ListForm.None ? indent : 0, properties?.ParagraphBorders?.BottomBorder is not null, 0, 0, 0);
    }
}

/// <summary>A field of Word that is open: its code, and whether what it shows has begun.</summary>
internal sealed class LinkField
{
    public StringBuilder Code { get; } = new();

    public bool IsShown { get; set; }

    /// <summary>Where a field leads; null: nowhere, or it is of another kind.</summary>
    public static string? AddressOf(string? code)
    {
        var words = code?.Trim() ?? "";
        if (!words.StartsWith("HYPERLINK ", StringComparison.OrdinalIgnoreCase)) return null;
        var from = words.IndexOf('"', StringComparison.Ordinal);
        var to = from < 0 ? -1 : words.IndexOf('"', from + 1);
        return to < 0 ? null : WordPiece.AddressOf(words[(from + 1)..to]);
    }
}
