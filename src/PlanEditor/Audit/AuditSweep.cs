using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanEditor.Hosting;
using PlanEditor.Storage;

namespace PlanEditor.Audit;

/// <summary>Drops what was written down too long ago.</summary>
public sealed class AuditSweep(IDbContextFactory<PlanDb> databases, AuditLog audit, IOptions<AuditOptions> options, TimeProvider time) : PeriodicWork(TimeSpan.FromHours(6), time)
{
    internal override async Task WorkAsync(CancellationToken cancellation)
    {
        var before = Time.GetUtcNow() - TimeSpan.FromDays(options.Value.KeepDays);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await database.Set<AuditEntry>().Where(entry => entry.At < before).ExecuteDeleteAsync(cancellation);
    }

    protected override void NotDone(Exception problem) => audit.NotKept(problem);
}
