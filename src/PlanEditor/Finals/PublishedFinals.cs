using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using PlanEditor.Export.Data;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Publishing;
using PlanModel.Schema;

namespace PlanEditor.Finals;

/// <summary>
/// What the public sees: the finals as they were published, read from their files and from nothing else. Neither the database nor an open plan is behind it, so readers cannot disturb who
/// writes, and what is not in a published file cannot be shown.
/// </summary>
public sealed partial class PublishedFinals(FinalStore store, ILogger<PublishedFinals> logger)
{
    private const int DocumentsKeptMax = 100;

    private readonly ConcurrentDictionary<PublishedFinal, Lazy<Document?>> _documents = new();
    private readonly Lock _reading = new();
    private volatile Shown? _shown;

    /// <summary>Something was published.</summary>
    public event Action? Changed;

    /// <summary>All finals that are public, by plan, the newest version first.</summary>
    public ImmutableArray<PublishedFinal> All => Now.All;

    /// <summary>Another one whenever anything was published.</summary>
    public string Stamp => Now.Stamp;

    private Shown Now
    {
        get
        {
            if (_shown is { } shown) return shown;
            lock (_reading) return _shown ??= Read();
        }
    }

    /// <summary>The newest version of each plan.</summary>
    public IEnumerable<PublishedFinal> Newest => All.Where(final => final.Later is null);

    /// <summary>The versions of a plan, the newest first.</summary>
    public ImmutableArray<PublishedFinal> Of(string plan) => [.. All.Where(final => final.Manifest.Plan == plan)];

    /// <summary>A version of a plan; null when there is none.</summary>
    public PublishedFinal? Find(string plan, int version) => All.FirstOrDefault(final => final.Manifest.Plan == plan && final.Manifest.Version == version);

    /// <summary>The newest version of a plan; null when there is none.</summary>
    public PublishedFinal? FindNewest(string plan) => All.FirstOrDefault(final => final.Manifest.Plan == plan);

    /// <summary>Whether a version was published and taken off again.</summary>
    public bool IsGone(string plan, int version) => Now.Gone.Contains((plan, version));

    /// <summary>Whether all of a plan that was published was taken off again.</summary>
    public bool IsGone(string plan) => FindNewest(plan) is null && Now.Gone.Any(one => one.Plan == plan);

    /// <summary>The content of a final; null when this server does not know how to read it any more. Its files stay what they are.</summary>
    public Document? DocumentOf(PublishedFinal final)
    {
        if (_documents.Count > DocumentsKeptMax) _documents.Clear();
        return _documents.GetOrAdd(final, one => new Lazy<Document?>(() => Read(one.Manifest))).Value;
    }

    /// <summary>Reads the manifests anew.</summary>
    internal void Load()
    {
        lock (_reading) _shown = Read();
        Changed?.Invoke();
    }

    private Shown Read()
    {
        var read = store.ReadAll(problem => Log.Left(logger, problem)).Select(manifest => (Manifest: manifest, Beside: store.BesideOf(manifest))).ToArray();
        var manifests = read.Where(one => one.Beside.Unpublished is null).Select(one => one.Manifest).ToArray();
        var beside = read.ToDictionary(one => one.Manifest, one => one.Beside);
        var all = manifests.GroupBy(manifest => manifest.Plan).SelectMany(versions => versions.OrderByDescending(one => one.Version).Select(one => new PublishedFinal(one, versions.Where(later => later.Version > one.Version).Max(later => (int?)later.Version)) { Errata = beside[one].Errata })).ToImmutableArray();
        var stamp = Convert.ToHexStringLower(SHA256.HashData([.. read.SelectMany(one => one.Manifest.Write().Concat(one.Beside.Write()))]))[..16];
        return new Shown(all, [.. read.Where(one => one.Beside.Unpublished is not null).Select(one => (one.Manifest.Plan, one.Manifest.Version))], stamp);
    }

    private Document? Read(FinalManifest manifest)
    {
        try
        {
            var file = manifest.Files.First(one => one.Name.EndsWith($".{JsonFormat.Name}", StringComparison.Ordinal));
            var bytes = File.ReadAllBytes(store.PathOf(manifest, file.Name));
            if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != file.Sha256) throw new InvalidDataException($"{file.Name} is not what was published");
            var fold = new Fold(Document.Empty(ActionPlan.Schema));
            fold.Apply(PlanFile.Read(bytes, ActionPlan.Schema).Operations(ActionPlan.Schema));
            return fold.Document;
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            Log.Unreadable(logger, manifest.Plan, manifest.Version, problem);
            return null;
        }
    }

    private sealed record Shown(ImmutableArray<PublishedFinal> All, ImmutableHashSet<(string Plan, int Version)> Gone, string Stamp);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A final is not shown")]
        public static partial void Left(ILogger logger, Exception problem);

        [LoggerMessage(LogLevel.Error, "The content of {Plan} v{Version} cannot be read")]
        public static partial void Unreadable(ILogger logger, string plan, int version, Exception problem);
    }
}

/// <summary>A final that is published.</summary>
/// <param name="Manifest">What was published.</param>
/// <param name="Later">The newest version of the plan, where this is an older one.</param>
public sealed record PublishedFinal(FinalManifest Manifest, int? Later)
{
    /// <summary>What was found wrong in it since.</summary>
    public ImmutableArray<PublicErratum> Errata { get; init; } = [];
}
