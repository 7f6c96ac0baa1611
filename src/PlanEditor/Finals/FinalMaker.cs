using System.Collections.Immutable;
using System.Globalization;
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
public sealed partial class FinalMaker(
    PlanReader reader, FinalStore store, FinalRecords records, PublishedFinals finals, FinalTroubles troubles, IEnumerable<IPlanFormat> formats, IOptions<SiteOptions> site, ILogger<FinalMaker> logger)
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
        var before = finals.Stamp;
        foreach (var step in steps) whole &= await MakeAsync(plan, step, cancellation);
        // And what was taken off while they were made.
        if (finals.Stamp != before) await SayBesideAsync(plan, steps, cancellation);
        return whole;
    }

    /// <summary>Keeps what the plan says by now of its finals: errata, and that one was taken off the public pages.</summary>
    private async Task SayBesideAsync(PlanRow plan, IEnumerable<FinalStep> steps, CancellationToken cancellation)
    {
        var (_, now) = await reader.FoldAsync(new PlanId(plan.Id), cancellation);
        var changed = false;
        foreach (var step in steps)
        {
            if (Find(plan, step).Manifest is not { } manifest || manifest.Revision != step.Revision) continue;
            var final = now.Standing.Errata.Any(erratum => erratum.Version == step.Version) ? await reader.AtAsync(new PlanId(plan.Id), step.Revision, cancellation) : now;
            var remade = manifest.RemadeOf(await records.ReadAsync(plan.Key, step.Version, cancellation));
            changed |= Keep(manifest, FinalBeside.Of(now, step.Version, final) with { Remade = remade });
        }

        if (changed) finals.Load();
    }

    /// <returns>Whether something else was said before.</returns>
    private bool Keep(FinalManifest manifest, FinalBeside beside)
    {
        if (beside.Equals(store.BesideOf(manifest))) return false;
        store.Keep(manifest, beside);
        return true;
    }

    /// <summary>What was published of a version. What cannot be read is not public, and holds back no other version.</summary>
    private (FinalManifest? Manifest, InvalidDataException? Problem) Find(PlanRow plan, FinalStep step)
    {
        try
        {
            return (store.Find(plan.Slug, step.Version), null);
        }
        catch (InvalidDataException problem)
        {
            return (null, problem);
        }
    }

    private async Task<bool> MakeAsync(PlanRow plan, FinalStep step, CancellationToken cancellation)
    {
        var (before, unreadable) = Find(plan, step);
        if (unreadable is not null)
        {
            troubles.Say(plan.Slug, step.Version, "Its manifest.json cannot be read, so this version is not public. Put it back from a copy of the directory “finals”; it is looked at again within the hour.");
            Log.Unreadable(logger, plan.Slug, step.Version, unreadable);
            return false;
        }

        if (before is not null && (before.Revision, before.Id) != (step.Revision, new PlanId(plan.Id).ToString()))
        {
            // The database was put back to a time before it, and the plan went another way since. What was published stays.
            troubles.Say(
                plan.Slug, step.Version, string.Create(CultureInfo.InvariantCulture, $"The public files are not what the plan says: they were made from revision {before.Revision}, and this plan became final at revision {step.Revision}. What was published stays."));
            Log.OfAnotherPast(logger, plan.Slug, step.Version, before.Revision, step.Revision);
            return true;
        }

        // What was published by a server that kept no records is what was published first.
        var first = await records.KeepAsync(plan.Key, step.Version, before?.Files ?? [], cancellation);
        SayRemade(plan.Slug, step.Version, before?.RemadeOf(first) ?? []);
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
            if (await TryAsync(export with { Texts = form.Texts }, step.Version, form.Format, missing, first, cancellation) is { } file)
                manifest = manifest with { Files = manifest.Files.Add(file), Missing = manifest.Missing.Remove(missing) };
        }

        // Without its content there is nothing to show.
        if (manifest.Content is null) return false;
        if (before is null || manifest.Files.Length > before.Files.Length)
        {
            manifest = manifest with { Files = [.. manifest.Files.OrderBy(file => Place(file.Label))] };
            // The files took a while, and may have been lost after it was taken off: never is it public for a moment without what is said of it by now.
            var (_, now) = await reader.FoldAsync(new PlanId(plan.Id), cancellation);
            var remade = manifest.RemadeOf(await records.KeepAsync(plan.Key, step.Version, manifest.Files, cancellation));
            Keep(manifest, FinalBeside.Of(now, step.Version, document) with { Remade = remade });
            SayRemade(plan.Slug, step.Version, remade);
            store.Publish(manifest);
            finals.Load();
            Log.Published(logger, plan.Slug, step.Version, manifest.Files.Length, manifest.Missing.Length);
        }

        return manifest.IsWhole;
    }

    private void SayRemade(string plan, int version, ImmutableArray<FirstFile> remade)
    {
        var names = string.Join(", ", remade.Select(file => file.Name));
        troubles.Say(plan, version, remade.IsEmpty ? null : string.Create(
            CultureInfo.InvariantCulture, $"Its files were lost and made anew, and the bytes differ from what was published first: {names}. Put finals/{plan}/v{version} back from a copy of the directory “finals” and start the server again."));
        if (!remade.IsEmpty) Log.Remade(logger, plan, version, names);
    }

    private async Task<FinalFile?> TryAsync(PlanExport export, int version, IPlanFormat format, MissingFile file, ImmutableArray<FirstFile> first, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(LongestFor);
        try
        {
            // Where the manifest alone was lost, what was published stays.
            if (first.FirstOrDefault(one => one.Name == file.Name) is { } was && await store.TakeAsync(export.Plan.Slug, version, file.Name, file.Label, format.MediaType, was.Sha256) is { } there) return there;
            // What the server lacks is known; the operator was told at the start.
            if (format.WhyNot is not null) return null;
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

        [LoggerMessage(LogLevel.Error, "Files of {Plan} v{Version} were lost and made anew, and their bytes differ from what was published first: {Files}")]
        public static partial void Remade(ILogger logger, string plan, int version, string files);

        [LoggerMessage(LogLevel.Error, "{Plan} v{Version} is not public: its manifest cannot be read")]
        public static partial void Unreadable(ILogger logger, string plan, int version, Exception problem);

        [LoggerMessage(LogLevel.Error, "{File} could not be made; it is tried again")]
        public static partial void NotMade(ILogger logger, string file, Exception problem);

        [LoggerMessage(LogLevel.Error, "{Plan} v{Version} was published from revision {Published}, but the log made it final at {Revision}: what was published stays")]
        public static partial void OfAnotherPast(ILogger logger, string plan, int version, long published, long revision);
    }
}
