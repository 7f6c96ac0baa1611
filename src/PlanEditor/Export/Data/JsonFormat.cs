using PlanModel.Publishing;

namespace PlanEditor.Export.Data;

/// <summary>The content of a plan as one JSON file: docs/plan-file.md.</summary>
public sealed class JsonFormat : IPlanFormat
{
    /// <summary>The end of the file's name.</summary>
    public const string Name = "json";

    public string Extension => Name;

    public string MediaType => "application/json";

    public async Task WriteAsync(PlanExport export, Stream to, IProgress<double> progress, CancellationToken cancellation) =>
        await to.WriteAsync(PlanFile.Write(export.Document), cancellation);
}
