using Microsoft.Extensions.Options;
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
        foreach (var file in SampleFile.ReadAll()) await AddAsync(file, cancellation);
    }

    private async Task AddAsync(SampleFile file, CancellationToken cancellation)
    {
        var row = await plans.FindAsync(file.Slug, cancellation) ?? await plans.CreateAsync(file.Slug, ActionPlan.Schema.Name, file.Country, cancellation);
        if (row is null) return;
        // A plan without changes is one that an earlier start was stopped in.
        var plan = new PlanId(row.Id);
        if ((await log.ReadAsync(plan, 0, 1, cancellation)).Count > 0) return;
        var history = SampleHistory.Of(file, ActionPlan.Schema);
        await log.AppendAllAsync(plan, [.. history.Changes.Select(Logged)], cancellation);
        await snapshots.SaveAsync(plan, history.Changes.Count, history.Document, cancellation);
    }

    private static LoggedChange Logged(CommittedChange change) => new(change, LoggedChange.HashOf(change.Revision - 1, change.Operations));
}
