using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace PlanEditor.Export.Pdf;

/// <summary>A plan as PDF: one page without script, rendered here and printed by Chromium.</summary>
public sealed class PdfFormat(PrintBrowser browser, IServiceProvider services, ILoggerFactory loggers) : IPlanFormat
{
    private const double Rendered = 0.4;
    private const double Printed = 0.95;

    public string Extension => "pdf";

    public string MediaType => "application/pdf";

    public string? WhyNot => browser.WhyNot;

    public async Task WriteAsync(PlanExport export, Stream to, IProgress<double> progress, CancellationToken cancellation)
    {
        var page = await RenderAsync(export);
        progress.Report(Rendered);
        var file = await browser.PrintAsync(page, cancellation);
        progress.Report(Printed);
        PdfDates.Set(file, export.At);
        await to.WriteAsync(file, cancellation);
        progress.Report(1);
    }

    /// <summary>The page that is printed.</summary>
    internal async Task<string> RenderAsync(PlanExport export)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(PdfDocument.Plan)] = new PdfPlan(export) });
            return (await renderer.RenderComponentAsync<PdfDocument>(parameters)).ToHtmlString();
        });
    }
}
