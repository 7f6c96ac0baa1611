using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Storage;

namespace PlanEditor.Finals;

/// <summary>What was published first of each version, kept in the database. It never changes: who lost files and made them anew may have other bytes.</summary>
public sealed class FinalRecords(IDbContextFactory<PlanDb> databases)
{
    /// <summary>What was published first of a version; nothing, if it never was.</summary>
    /// <param name="plan">The <see cref="PlanRow.Key"/>.</param>
    /// <param name="version">Which version.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<ImmutableArray<FirstFile>> ReadAsync(int plan, int version, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await ReadAsync(database, plan, version, cancellation);
    }

    /// <summary>Keeps what is published of a version. Of what is kept already nothing changes.</summary>
    /// <returns>What was published first.</returns>
    public async Task<ImmutableArray<FirstFile>> KeepAsync(int plan, int version, IEnumerable<FinalFile> files, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var known = await ReadAsync(database, plan, version, cancellation);
        var added = files.Where(file => known.All(one => one.Name != file.Name)).Select(file => new FirstFile(file.Name, file.Sha256)).ToImmutableArray();
        database.PublishedFiles.AddRange(added.Select(file => new PublishedFileRow { Plan = plan, Version = version, Name = file.Name, Sha256 = file.Sha256 }));
        await database.SaveChangesAsync(cancellation);
        return known.AddRange(added);
    }

    private static async Task<ImmutableArray<FirstFile>> ReadAsync(PlanDb database, int plan, int version, CancellationToken cancellation) =>
        [.. (await database.PublishedFiles.AsNoTracking().Where(file => file.Plan == plan && file.Version == version).ToListAsync(cancellation))
            .Select(file => new FirstFile(file.Name, file.Sha256)).OrderBy(file => file.Name, StringComparer.Ordinal)];
}

/// <summary>A file as it was published first.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">Its SHA-256, in hexadecimal.</param>
public sealed record FirstFile(string Name, string Sha256);
