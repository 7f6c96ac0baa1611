using System.Collections.Immutable;
using PlanEditor.Components.Editor.Fields;
using PlanModel.Schema;

namespace PlanEditor.Import;

/// <summary>How a sheet writes days in numbers: "3/6/2018" could be two, "31/7/2018" tells what comes first.</summary>
/// <param name="Unclear">The first that could be two days; null: there is none.</param>
/// <param name="Order">What those tell that are clear; null: none does, or they differ.</param>
public sealed record SheetDays(string? Unclear, DayOrder? Order)
{
    /// <summary>Looks at all columns that go to a day.</summary>
    public static SheetDays Of(Sheet sheet, ImmutableArray<ImportTarget?> columns)
    {
        var cells = columns.Select((target, at) => (target, at)).Where(column => column.target?.Field is DateField)
            .SelectMany(column => Enumerable.Range(0, sheet.Rows.Length).Select(row => sheet[row, column.at].Text.Trim())).Where(text => text.Length > 0).ToArray();
        var orders = cells.Select(DateText.OrderOf).OfType<DayOrder>().Distinct().Take(2).ToArray();
        return new(cells.FirstOrDefault(IsUnclear), orders is [var order] ? order : null);
    }

    private static bool IsUnclear(string text) => DateText.TryParse(text, out _) is not null && DateText.TryParse(text, out _, DayOrder.DayFirst) is null;
}
