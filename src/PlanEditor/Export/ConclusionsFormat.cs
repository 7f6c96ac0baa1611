using PlanEditor.Collaboration;
using PlanModel.Publishing;

namespace PlanEditor.Export;

/// <summary>All that was agreed in a report, on its own in another form.</summary>
public sealed class AgreedFormat<T>(IServiceProvider services) : ConclusionsFormat(ActivatorUtilities.CreateInstance<T>(services), Agreed) where T : IPlanFormat;

/// <summary>Of that what goes into the outcome document.</summary>
public sealed class OutcomeFormat<T>(IServiceProvider services) : ConclusionsFormat(ActivatorUtilities.CreateInstance<T>(services), Outcome) where T : IPlanFormat;

/// <summary>What was agreed in a report, or of that what goes into the outcome document, on its own in another form.</summary>
/// <param name="inner">The form.</param>
/// <param name="prefix"><see cref="Agreed"/> or <see cref="Outcome"/>.</param>
public abstract class ConclusionsFormat(IPlanFormat inner, string prefix) : IPlanFormat
{
    /// <summary>All that was agreed.</summary>
    public const string Agreed = "agreed";

    /// <summary>What goes into the outcome document.</summary>
    public const string Outcome = "outcome";

    public string Extension => $"{prefix}.{inner.Extension}";

    public string MediaType => inner.MediaType;

    public string Label => $"{(prefix == Outcome ? "Outcome document" : "Agreed list")} ({inner.Label})";

    public string? WhyNot => inner.WhyNot;

    public bool Fits(PlanInfo plan) => plan.IsReport;

    public Task WriteAsync(PlanExport export, Stream to, IProgress<double> progress, CancellationToken cancellation) =>
        inner.WriteAsync(export with { Document = AgreedConclusions.Of(export.Document, prefix == Outcome) }, to, progress, cancellation);
}
