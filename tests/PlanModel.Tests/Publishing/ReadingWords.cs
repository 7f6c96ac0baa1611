using System.Collections.Immutable;
using PlanModel.Publishing;

namespace PlanModel.Tests.Publishing;

/// <summary>All words of a reading copy, in order, as somebody reads them aloud.</summary>
internal static class ReadingWords
{
    public static IEnumerable<string> Of(ReadingCopy copy)
    {
        var cover = copy.Cover;
        return [cover.Country, cover.Title.Text, cover.Period, cover.IsSample ? "Sample" : "", .. cover.Facts.Select(Of), .. copy.Sections.SelectMany(Of)];
    }

    public static IEnumerable<string> Of(ReadingSection section) => section.Blocks.SelectMany(Of).Prepend($"{section.Number} {section.Heading.Text}");

    public static IEnumerable<string> Of(ReadingBlock block) => block switch
    {
        FactsBlock facts => facts.Facts.Select(Of),
        TextBlock text => [Of(text.Text)],
        TableBlock table => [string.Join(" | ", table.Columns), .. table.Rows.Select(row => string.Join(" | ", row.Cells.Select(Of)))],
        _ => throw new ArgumentException($"{block.GetType().Name} is not read"),
    };

    private static string Of(ImmutableArray<ReadingLine> lines) => string.Join(" / ", lines.Select(Of));

    private static string Of(ReadingLine line) => (line.Label is { } label ? $"{label}: " : "") + line switch
    {
        TextLine text => text.Markdown,
        ValuesLine values => string.Join("; ", values.Values.Select(value => value.Text)),
        _ => throw new ArgumentException($"{line.GetType().Name} is not read"),
    };
}
