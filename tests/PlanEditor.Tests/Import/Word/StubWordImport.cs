using Microsoft.Extensions.Logging.Abstractions;
using PlanEditor.Collaboration;
using PlanEditor.Export;
using PlanEditor.Export.Word;
using PlanEditor.Import;
using PlanEditor.Import.Word;
using PlanEditor.Tests.Export.Word;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;

namespace PlanEditor.Tests.Import.Word;

/// <summary>Word files that come back into a plan that no database holds.</summary>
/// <param name="start">The plan at revision 1.</param>
/// <param name="log">What happened since.</param>
internal sealed class StubWordImport(Document start, IReadOnlyList<CommittedChange> log) : IWordImport
{
    public async Task<ReturnedFile> ReadAsync(PlanInfo plan, long revision, byte[] file, CancellationToken cancellation)
    {
        using var process = new FileProcess(NullLogger<FileProcess>.Instance);
        var came = await process.ReadWordAsync(file, cancellation);
        WordImport.CheckIsOf(plan, revision, came);
        return await WordImport.CompareAsync(Export(plan, came.Revision), new WordTemplate("/nowhere"), came, cancellation);
    }

    public Task<ReturnedRun> RunAsync(PlanInfo plan, ReturnedFile file, long revision, Document document, UserId user, int begins, CancellationToken cancellation) =>
        Task.FromResult(ReturnedRun.Of(file, log.Where(change => change.Revision > file.Revision), revision, document, user, begins, cancellation));

    /// <summary>What a file at a revision is made from.</summary>
    public PlanExport Export(PlanInfo plan, long revision) =>
        new(plan, log.Where(change => change.Revision <= revision).Aggregate(start, (document, change) => Change.Apply(document, change.Operations)), revision, new Uri("https://plans.example.org")) { At = WordReader.At };
}
