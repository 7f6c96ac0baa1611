using System.Collections.Frozen;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Workflow;

namespace PlanEditor.Audit;

/// <summary>What was written down, for administrators.</summary>
public sealed class AuditReader(IDbContextFactory<PlanDb> databases, Actors actors)
{
    public const int PageSize = 50;

    private const int SavedMax = 100_000;

    /// <summary>Whether somebody may read it.</summary>
    public static bool MayRead(Actor actor) => AccountPolicy.MayManage(actor);

    /// <summary>A page of entries, the newest first, and whether more follow; null for who may not read them.</summary>
    public async Task<(IReadOnlyList<AuditEntry> Entries, bool More)?> ReadAsync(UserId by, AuditFilter filter, int page, CancellationToken cancellation)
    {
        if (await actors.FindAsync(by, cancellation) is not { } actor || !MayRead(actor)) return null;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var entries = await filter.In(database).Skip(page * PageSize).Take(PageSize + 1).ToListAsync(cancellation);
        return (entries.Take(PageSize).ToList(), entries.Count > PageSize);
    }

    /// <summary>The entries as rows of a table; null for who may not read them.</summary>
    public async Task<IEnumerable<IReadOnlyList<string>>?> TableAsync(UserId by, AuditFilter filter, CancellationToken cancellation)
    {
        if (await actors.FindAsync(by, cancellation) is not { } actor || !MayRead(actor)) return null;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var entries = await filter.In(database).Take(SavedMax).ToListAsync(cancellation);
        var names = await NamesAsync(entries, cancellation);
        return entries.Select(IReadOnlyList<string> (entry) =>
        [
            entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), AuditWords.Of(entry.Kind), Name(names, entry.User), Name(names, entry.Other), entry.Plan ?? "", entry.Detail, entry.Address ?? "",
        ]).Prepend(["When (UTC)", "What", "Who", "Whom", "Plan", "Detail", "Address"]);
    }

    /// <summary>The names of those whom entries speak of.</summary>
    public Task<FrozenDictionary<UserId, string>> NamesAsync(IEnumerable<AuditEntry> entries, CancellationToken cancellation) =>
        actors.FindNamesAsync(entries.SelectMany(entry => new[] { entry.User, entry.Other }).OfType<Guid>().Select(id => new UserId(id)).ToHashSet(), cancellation);

    public static string Name(FrozenDictionary<UserId, string> names, Guid? user) => user is { } id ? names[new UserId(id)] : "";
}
