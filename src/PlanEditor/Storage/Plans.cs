using Microsoft.EntityFrameworkCore;
using PlanModel;

namespace PlanEditor.Storage;

/// <summary>Which plans there are. What is in them is in the log.</summary>
public sealed class Plans(IDbContextFactory<PlanDb> databases, TimeProvider time)
{
    /// <summary>All plans by slug.</summary>
    public async Task<IReadOnlyList<PlanRow>> ListAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Plans.AsNoTracking().OrderBy(plan => plan.Slug).ToListAsync(cancellation);
    }

    /// <summary>The plan with a slug or with an id in its written form, or null.</summary>
    public async Task<PlanRow?> FindAsync(string plan, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var plans = database.Plans.AsNoTracking();
        var byId = IdText.TryReadGuid(plan, out var id) ? await plans.SingleOrDefaultAsync(one => one.Id == id, cancellation) : null;
        return byId ?? await plans.SingleOrDefaultAsync(one => one.Slug == plan, cancellation);
    }

    /// <summary>Makes a plan without changes.</summary>
    /// <returns>The plan; null when another has the slug.</returns>
    public async Task<PlanRow?> CreateAsync(string slug, string schema, string country, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var plan = new PlanRow { Id = Guid.NewGuid(), Slug = slug, Schema = schema, Country = country, CreatedAt = time.GetUtcNow() };
        database.Plans.Add(plan);
        try
        {
            await database.SaveChangesAsync(cancellation);
            return plan;
        }
        catch (DbUpdateException problem) when (database.ProblemOf(problem) == StoreProblem.Duplicate)
        {
            return null;
        }
    }
}
