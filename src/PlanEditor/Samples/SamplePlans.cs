using Microsoft.Extensions.Options;
using PlanEditor.Components.Report;
using PlanEditor.Exchange;
using PlanEditor.Hosting;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Schema;

namespace PlanEditor.Samples;

/// <summary>Puts the sample plans into the log, where they are missing.</summary>
public sealed class SamplePlans(Plans plans, ChangeLog log, Snapshots snapshots, IOptions<SiteOptions> site)
{
    /// <summary>Adds what is missing; nothing without sample content.</summary>
    public async Task AddAsync(CancellationToken cancellation)
    {
        if (!site.Value.Sample) return;
        var files = SampleFile.ReadAll();
        var told = new Dictionary<string, SampleHistory>();
        foreach (var file in files)
            if (await AddAsync(file, cancellation) is { } history) told.Add(file.Slug, history);
        await AddReportAsync(files, told, cancellation);
        await AddBoardAsync(cancellation);
    }

    private async Task AddBoardAsync(CancellationToken cancellation)
    {
        var row = await plans.FindAsync(QuestionRoom.Slug, cancellation) ?? await plans.CreateAsync(QuestionRoom.Slug, QuestionBoard.Schema.Name, "", cancellation);
        if (row is null || (await log.ReadAsync(new PlanId(row.Id), 0, 1, cancellation)).Count > 0) return;
        var (changes, document) = SampleBoard.Tell();
        await log.AppendAllAsync(new PlanId(row.Id), [.. changes.Select(Logged)], cancellation);
        await snapshots.SaveAsync(new PlanId(row.Id), changes.Count, document, cancellation);
    }

    private async Task AddReportAsync(IReadOnlyList<SampleFile> files, Dictionary<string, SampleHistory> told, CancellationToken cancellation)
    {
        var row = await plans.FindAsync(ReportStart.Slug, cancellation) ?? await plans.CreateAsync(ReportStart.Slug, AnalyticalReport.Schema.Name, "", cancellation);
        if (row is null || (await log.ReadAsync(new PlanId(row.Id), 0, 1, cancellation)).Count > 0) return;
        var sources = new Dictionary<string, SampleSource>();
        foreach (var file in files.Where(file => SampleReport.Quoted.Contains(file.Slug)))
            if (await plans.FindAsync(file.Slug, cancellation) is { } quoted) sources.Add(file.Slug, new SampleSource(new PlanId(quoted.Id), file.Country, told.GetValueOrDefault(file.Slug) ?? SampleHistory.Of(file, ActionPlan.Schema)));
        var report = SampleReport.Of(sources);
        await log.AppendAllAsync(new PlanId(row.Id), [.. report.Changes.Select(Logged)], cancellation);
        await snapshots.SaveAsync(new PlanId(row.Id), report.Changes.Count, report.Document, cancellation);
    }

    private async Task<SampleHistory?> AddAsync(SampleFile file, CancellationToken cancellation)
    {
        var row = await plans.FindAsync(file.Slug, cancellation) ?? await plans.CreateAsync(file.Slug, ActionPlan.Schema.Name, file.Country, cancellation);
        if (row is null) return null;
        // A plan without changes is one that an earlier start was stopped in.
        var plan = new PlanId(row.Id);
        if ((await log.ReadAsync(plan, 0, 1, cancellation)).Count > 0) return null;
        var history = SampleHistory.Of(file, ActionPlan.Schema);
        await log.AppendAllAsync(plan, [.. history.Changes.Select(Logged)], cancellation);
        await snapshots.SaveAsync(plan, history.Changes.Count, history.Document, cancellation);
        return history;
    }

    private static LoggedChange Logged(CommittedChange change) => new(change, LoggedChange.HashOf(change.Revision - 1, change.Operations));
}
