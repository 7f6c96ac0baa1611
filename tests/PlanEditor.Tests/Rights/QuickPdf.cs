using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Export;

namespace PlanEditor.Tests.Rights;

/// <summary>In place of PDF: who gets one is not for the printer to say, and hundreds of them would take minutes.</summary>
internal sealed class QuickPdf : IPlanFormat
{
    public string Extension => "pdf";

    public bool IsDocument => true;

    public string MediaType => "application/pdf";

    public static void Use(IServiceCollection services) => services.AddSingleton<IPlanFormat, QuickPdf>();

    public Task WriteAsync(PlanExport export, Stream to, IProgress<double> progress, CancellationToken cancellation) => to.WriteAsync("%PDF"u8.ToArray(), cancellation).AsTask();
}
