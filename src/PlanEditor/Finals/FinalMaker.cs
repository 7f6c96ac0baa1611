using Microsoft.Extensions.Options;
using PlanEditor.Collaboration;
using PlanEditor.Export;
using PlanEditor.Hosting;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Operations;
using PlanModel.Publishing;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;

namespace PlanEditor.Finals;

/// <summary>Makes the files of finals that are not there yet, each version's from its one revision of the log.</summary>
public sealed partial class FinalMaker(PlanReader reader, FinalStore store, PublishedFinals finals, IEnumerable<IPlanFormat> formats, IOptions<SiteOptions> site, ILogger<FinalMaker> logger)
{
    private static readonly TimeSpan LongestFor = TimeSpan.FromMinutes(5);

    /// <summary>Makes what is missing of a plan's finals.</summary>
    /// <returns>Whether all are whole now.</returns>
    public async Task<bool> MakeAsync(PlanRow plan, CancellationToken cancellation)
    {
        var whole = true;
        var changes = await reader.ChangesAsync(new PlanId(plan.Id), 0, long.MaxValue, ChangeState.OperationName, cancellation).ToListAsync(cancellation);
        var steps = FinalStep.Of(changes);
        if (steps.Length == 0) return true;
        // What was taken off goes before anything is made, which takes a while.
        await SayBesideAsync(plan, steps, cancellation);
        foreach (var step in steps) whole &= await MakeAsync(plan, step, cancellation);
        await SayBesideAsync(plan, steps, cancellation);
        return whole;
    }

    /// <summary>Keeps what the plan says by now of its finals: errata, and that one was taken off the public pages.</summary>
    private async Task SayBesideAsync(PlanRow plan, IEnumerable<FinalStep> steps, CancellationToken cancellation)
    {
        var (_, now) = await reader.FoldAsync(new PlanId(plan.Id), cancellation);
        var changed = false;
        foreach (var step in steps)
        {
            if (store.Find(plan.Slug, step.Version) is not { } manifest || manifest.Revision != step.Revision) continue;
            var final = now.Standing.Errata.Any(erratum => erratum.Version == step.Version) ? await reader.AtAsync(new PlanId(plan.Id), step.Revision, cancellation) : now;
            var beside = FinalBeside.Of(now, step.Version, final);
            if (beside.Equals(store.BesideOf(manifest))) continue;
            store.Keep(manifest, beside);
            changed = true;
        }

        if (changed) finals.Load();
    }

    private async Task<bool> MakeAsync(PlanRow plan, FinalStep step, CancellationToken cancellation)
    {
        var before = store.Find(plan.Slug, step.Version);
        if (before is not null && (before.Revision, before.Id) != (step.Revision, new PlanId(plan.Id).ToString()))
        {
            // The database was put back to a time before it, and the plan went another way since. What was published stays.
            Log.OfAnotherPast(logger, plan.Slug, step.Version, before.Revision, step.Revision);
            return true;
        }

        if (before is { IsWhole: true }) return true;
        var document = await reader.AtAsync(new PlanId(plan.Id), step.Revision, cancellation);
        var export = new PlanExport(PlanInfo.Of(plan), PublishedCopy.Of(document), step.Revision, site.Value.Address) { At = step.At };
        var manifest = before ?? new FinalManifest(
            plan.Slug,
            new PlanId(plan.Id).ToString(),
            plan.Country,
            document.Title(document.Root),
            TextLanguage.OfPlan(document),
            step.Version,
            step.Revision,
            step.At.ToUniversalTime(),
            new Uri(site.Value.Address, $"public/{plan.Slug}/v{step.Version}"),
            [],
            [.. formats.Where(format => format.IsPublic && format.Fits(PlanInfo.Of(plan))).SelectMany(format => FormsOf(export, step.Version, format)).Select(form => new MissingFile(form.Name, form.Label))]);
        foreach (var missing in manifest.Missing)
        {
            if (formats.SelectMany(format => FormsOf(export, step.Version, format)).FirstOrDefault(form => form.Name == missing.Name) is not { } form) continue;
            if (await TryAsync(export with { Texts = form.Texts }, step.Version, form.Format, missing, cancellation) is { } file)
                manifest = manifest with { Files = manifest.Files.Add(file), Missing = manifest.Missing.Remove(missing) };
        }

        // Without its content there is nothing to show.
        if (manifest.Content is null) return false;
        if (before is null || manifest.Files.Length > before.Files.Length)
        {
            manifest = manifest with { Files = [.. manifest.Files.OrderBy(file => Place(file.Label))] };
            store.Publish(manifest);
            finals.Load();
            Log.Published(logger, plan.Slug, step.Version, manifest.Files.Length, manifest.Missing.Length);
        }

        return manifest.IsWhole;
    }

    private async Task<FinalFile?> TryAsync(PlanExport export, int version, IPlanFormat format, MissingFile file, CancellationToken cancellation)
    {
        // What the server lacks is known; the operator was told at the start.
        if (format.WhyNot is not null) return null;
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(LongestFor);
        try
        {
            return await store.WriteAsync(export.Plan.Slug, version, file.Name, file.Label, format.MediaType, to => format.WriteAsync(export, to, new Unheard(), limited.Token));
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            // One format shall not hold back the others: it is tried again later.
            Log.NotMade(logger, file.Name, problem);
            return null;
        }
    }

    /// <summary>The files of a format: of what people read one more with both languages, where the plan has two.</summary>
    private static IEnumerable<Form> FormsOf(PlanExport export, int version, IPlanFormat format)
    {
        var name = $"{export.Plan.Slug}-v{version}";
        yield return new Form($"{name}.{format.Extension}", format.Label, format, ExportTexts.Source);
        if (format.IsDocument && ActionPlan.WorkingLanguageOf(export.Document) is { } working)
            yield return new Form($"{name}.both.{format.Extension}", $"{format.Label} ({Languages.EnglishName(TextLanguage.OfPlan(export.Document))} and {Languages.EnglishName(working)})", format, ExportTexts.Both);
    }

    // In the order in which people want them.
    private static int Place(string label) => Array.IndexOf(["PDF", "Word", "CSV", "Excel", "JSON", "DCAT", "Calendar"], label.Split(" (")[0]) is >= 0 and var place ? place : int.MaxValue;

    /// <summary>A file of a final.</summary>
    private sealed record Form(string Name, string Label, IPlanFormat Format, ExportTexts Texts);

    private sealed class Unheard : IProgress<double>
    {
        public void Report(double value)
        {
            // Nobody waits for it.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Published {Plan} v{Version}: {Files} files, {Missing} missing")]
        public static partial void Published(ILogger logger, string plan, int version, int files, int missing);

        [LoggerMessage(LogLevel.Error, "{File} could not be made; it is tried again")]
        public static partial void NotMade(ILogger logger, string file, Exception problem);

        [LoggerMessage(LogLevel.Error, "{Plan} v{Version} was published from revision {Published}, but the log made it final at {Revision}: what was published stays")]
        public static partial void OfAnotherPast(ILogger logger, string plan, int version, long published, long revision);
    }
}
