using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace PlanEditor.Export.Pdf;

/// <summary>A plan as PDF: one page without script, rendered here and printed by Chromium.</summary>
public sealed class PdfFormat(PrintBrowser browser, PrintTemplate template, PrintEmblem emblem, IServiceProvider services, ILoggerFactory loggers) : IPlanFormat
{
    private const double Rendered = 0.4;
    private const double Printed = 0.95;

    public string Extension => "pdf";

    public string MediaType => "application/pdf";

    public bool IsDocument => true;

    public string? WhyNot => browser.WhyNot ?? template.WhyNot ?? emblem.WhyNot;

    public async Task WriteAsync(PlanExport export, Stream to, IProgress<double> progress, CancellationToken cancellation)
    {
        var plan = new PdfPlan(export);
        var page = await RenderAsync<PdfDocument>(plan);
        progress.Report(Rendered);
        // With rules of the administrator for pages, whatever stands around the contents may tell of what follows.
        var isOfPages = template.Read().Contains("@page", StringComparison.OrdinalIgnoreCase);
        var contents = new PrintContents(
            pages => RenderAsync<PdfContents>(plan, pages),
            isOfPages ? null : async (pages, count) => PrintLetters.Before(await RenderAsync<PdfDocument>(plan, pages, count)));
        var file = await browser.PrintAsync(PrintLetters.Before(page), contents, cancellation);
        progress.Report(Printed);
        PdfDates.Set(file, export.At);
        await to.WriteAsync(file, cancellation);
        progress.Report(1);
    }

    /// <summary>The page that is printed, before anybody knows on which pages of paper what stands.</summary>
    internal Task<string> RenderAsync(PlanExport export) => RenderAsync<PdfDocument>(new PdfPlan(export));

    private async Task<string> RenderAsync<T>(PdfPlan plan, IReadOnlyDictionary<string, int>? pages = null, int? count = null) where T : IComponent
    {
        // What a renderer needs is of one page, and Development does not give it for the whole program.
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = new Dictionary<string, object?> { [nameof(PdfDocument.Plan)] = plan };
            if (typeof(T) == typeof(PdfDocument))
            {
                parameters.Add(nameof(PdfDocument.OwnSheet), template.Read());
                parameters.Add(nameof(PdfDocument.HasEmblem), emblem.Find() is not null);
            }

            if (pages is not null) parameters.Add(nameof(PdfContents.Pages), pages);
            if (count is not null) parameters.Add(nameof(PdfDocument.Count), count);
            return (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString();
        });
    }
}
