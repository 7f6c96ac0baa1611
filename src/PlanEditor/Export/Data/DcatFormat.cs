using PlanEditor.Collaboration;
using PlanEditor.Markdown;
using PlanModel.Publishing;

namespace PlanEditor.Export.Data;

/// <summary>The datasets of a plan as a catalogue that data portals read: docs/data.md.</summary>
public sealed class DcatFormat : IPlanFormat
{
    /// <summary>The end of the file's name.</summary>
    public const string Name = "dcat.jsonld";

    public string Extension => Name;

    public string MediaType => "application/ld+json";

    public string Label => "DCAT";

    public bool Fits(PlanInfo plan) => plan.IsPlan;

    public async Task WriteAsync(PlanExport export, Stream to, IProgress<double> progress, CancellationToken cancellation) =>
        await to.WriteAsync(
            DcatCatalogue.Write(export.Document, export.Site.OriginalString.TrimEnd('/'), export.Plan.Slug, export.Address, export.Day, MarkdownHtml.Plain), cancellation);
}
