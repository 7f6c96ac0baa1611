using PlanModel.Publishing;

namespace PlanEditor.Export.Data;

/// <summary>The tables of a plan as CSV, a file for each in one archive.</summary>
public sealed class CsvFormat : IPlanFormat
{
    public string Extension => "csv.zip";

    public string MediaType => "application/zip";

    public string Label => "CSV";

    public async Task WriteAsync(PlanExport export, Stream to, IProgress<double> progress, CancellationToken cancellation) =>
        await to.WriteAsync(StableZip.Write(PlanTable.Of(export.Document).Select(table => ($"{table.Key}.csv", Csv.Write(TableRows.Of(table))))), cancellation);
}

/// <summary>The tables of a plan as a workbook, a sheet for each.</summary>
public sealed class XlsxFormat : IPlanFormat
{
    public string Extension => "xlsx";

    public string MediaType => Xlsx.MediaType;

    public string Label => "Excel";

    public async Task WriteAsync(PlanExport export, Stream to, IProgress<double> progress, CancellationToken cancellation) =>
        await to.WriteAsync(Xlsx.Write(PlanTable.Of(export.Document).Select(table => (table.Name, TableRows.Of(table)))), cancellation);
}

internal static class TableRows
{
    public static IEnumerable<IReadOnlyList<string>> Of(PlanTable table) => table.Rows.Prepend(table.Columns).Select(row => (IReadOnlyList<string>)row);
}
