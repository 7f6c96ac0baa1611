using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Operations;

namespace PlanEditor.Finals;

/// <summary>Compares the files of finals with their manifests, with the steps in the log and with what was published first, whether or not a server runs.</summary>
public sealed class FinalCheck(FinalStore store, FinalRecords records, Plans plans, PlanReader reader, StorageStartup startup, SqliteFile file, IDbContextFactory<PlanDb> databases)
{
    /// <summary>Says what it finds, a line for each version.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StorageStartException">The database is not one of this server.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var steps = await StepsAsync(cancellation);
        var (finals, problems) = (0, 0);
        foreach (var manifest in store.ReadAll(problem => { Console.Error.WriteLine(problem.Message); problems++; }))
        {
            finals++;
            var first = steps.TryGetValue((manifest.Plan, manifest.Version), out var step) ? step.First : [];
            var wrong = store.Verify(manifest).Concat(Lost(manifest, first)).ToArray();
            problems += wrong.Length;
            var missing = manifest.IsWhole ? "" : $"; still to be made: {string.Join(", ", manifest.Missing.Select(one => one.Name))}";
            Console.WriteLine($"{manifest.Plan} v{manifest.Version}, revision {manifest.Revision}: {(wrong.Length == 0 ? $"{manifest.Files.Length} files as published" : string.Join("; ", wrong))}{missing}");
        }

        foreach (var ((plan, version), (revision, first)) in steps.Where(step => !store.Has(step.Key.Plan, step.Key.Version)))
        {
            problems += first.Length;
            Console.WriteLine(first.IsEmpty ? $"{plan} v{version}, revision {revision}: still to be made" : $"{plan} v{version} is missing: {first.Length} files were published, from revision {revision}");
        }

        Console.WriteLine(problems == 0 ? $"{finals} finals verified." : $"{problems} files are not what was published. Put them back from a copy of the directory “finals”.");
        return problems == 0 ? 0 : 1;
    }

    private static IEnumerable<string> Lost(FinalManifest manifest, ImmutableArray<FirstFile> first) =>
    [
        .. manifest.RemadeOf(first).Select(one => $"{one.Name} was lost and made anew: it is not what was published first, its SHA-256 differs"),
        .. first.Where(one => manifest.Find(one.Name) is null).Select(one => $"{one.Name} was published and is not there"),
    ];

    /// <summary>The versions that the log knows, each with its revision and what was published of it first.</summary>
    private async Task<SortedDictionary<(string Plan, int Version), (long Revision, ImmutableArray<FirstFile> First)>> StepsAsync(CancellationToken cancellation)
    {
        var steps = new SortedDictionary<(string Plan, int Version), (long Revision, ImmutableArray<FirstFile> First)>();
        if (!File.Exists(file.Path))
        {
            Console.WriteLine($"There is no database {file.Path}: files are compared with their manifests alone.");
            return steps;
        }

        await startup.RequireOursAsync(file.Path, cancellation);
        await using (var database = await databases.CreateDbContextAsync(cancellation))
        {
            if ((await database.Database.GetPendingMigrationsAsync(cancellation)).Any())
            {
                Console.WriteLine($"The database {file.Path} was not opened by this version of the server yet: files are compared with their manifests alone.");
                return steps;
            }
        }

        foreach (var plan in await plans.ListAsync(cancellation))
            foreach (var step in FinalStep.Of(await reader.ChangesAsync(new PlanId(plan.Id), 0, long.MaxValue, ChangeState.OperationName, cancellation).ToListAsync(cancellation)))
                steps[(plan.Slug, step.Version)] = (step.Revision, await records.ReadAsync(plan.Key, step.Version, cancellation));
        return steps;
    }
}
