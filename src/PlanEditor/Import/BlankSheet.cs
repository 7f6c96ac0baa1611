using PlanEditor.Export;

namespace PlanEditor.Import;

/// <summary>A file to fill in: nothing but the names of the columns of one kind, which <see cref="ColumnGuess"/> knows again.</summary>
public static class BlankSheet
{
    /// <summary>As a workbook, which every spreadsheet opens column by column, whatever it divides lists by.</summary>
    public static byte[] Workbook(ImportKind kind) => Xlsx.Write(kind.Kind.Plural, [Heads(kind)]);

    /// <summary>As CSV.</summary>
    public static byte[] Csv(ImportKind kind) => Export.Csv.Write([Heads(kind)]);

    private static string[] Heads(ImportKind kind) => [.. kind.Targets.Select(target => target.Label)];
}
