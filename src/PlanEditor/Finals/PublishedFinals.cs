using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Publishing;

namespace PlanEditor.Finals;

/// <summary>
/// What the public sees: the finals as they were published, read from their files and from nothing else. Neither the database nor an open plan is behind it, so readers cannot disturb who
/// writes, and what is not in a published file cannot be shown.
/// </summary>
public sealed partial class PublishedFinals(FinalStore store, ILogger<PublishedFinals> logger)
{
    private const int DocumentsKeptMax = 100;

    // By the hash of the file: what was read of one is that for ever.
    private readonly ConcurrentDictionary<string, Document> _documents = new(StringComparer.Ordinal);
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
    public IEnumerable<PublishedFinal> Newest => All.Where(final => final.Later is null && final.IsPlan);

    /// <summary>The newest version of the workshop's report; null while there is none.</summary>
    public PublishedFinal? Report => All.FirstOrDefault(final => final.Later is null && !final.IsPlan);

    /// <summary>The versions of a plan, the newest first.</summary>
    public ImmutableArray<PublishedFinal> Of(string plan) => [.. All.Where(final => final.Manifest.Plan == plan)];

    /// <summary>A version of a plan; null when there is none.</summary>
    public PublishedFinal? Find(string plan, int version) => All.FirstOrDefault(final => final.Manifest.Plan == plan && final.Manifest.Version == version);

    /// <summary>The newest version of a plan; null when there is none.</summary>
    public PublishedFinal? FindNewest(string plan) => All.FirstOrDefault(final => final.Manifest.Plan == plan);

    /// <summary>That a version was published and taken off again; null: it was not.</summary>
    public GoneFinal? GoneOf(string plan, int version) => Now.Gone.FirstOrDefault(gone => gone.Plan == plan && gone.Version == version);

    /// <summary>That all of a plan that was published was taken off again, the newest last; null: something is there, or never was.</summary>
    public GoneFinal? GoneOf(string plan) => FindNewest(plan) is null ? Now.Gone.LastOrDefault(gone => gone.Plan == plan) : null;

    /// <summary>The content of a final; null when this server does not know how to read it any more, or cannot now. Its files stay what they are.</summary>
    public Document? DocumentOf(PublishedFinal final)
    {
        if (final.Manifest.Content is not { } content) return null;
        if (_documents.TryGetValue(content.Sha256, out var known)) return known;
        // Two at once would each read all of it.
        lock (_reading)
        {
            if (_documents.TryGetValue(content.Sha256, out known)) return known;
            if (Read(final.Manifest, content) is not { } document) return null;
            if (_documents.Count >= DocumentsKeptMax) _documents.Clear();
            return _documents[content.Sha256] = document;
        }
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
        var all = manifests.GroupBy(manifest => manifest.Plan).SelectMany(versions => versions.OrderByDescending(one => one.Version).Select(one => new PublishedFinal(one, versions.Where(later => later.Version > one.Version).Max(later => (int?)later.Version)) { Errata = beside[one].Errata, Remade = beside[one].Remade })).ToImmutableArray();
        var stamp = Convert.ToHexStringLower(SHA256.HashData([.. read.SelectMany(one => one.Manifest.Write().Concat(one.Beside.Write()))]))[..16];
        return new Shown(all, [.. read.Where(one => one.Beside.Unpublished is not null).Select(one => new GoneFinal(one.Manifest.Plan, one.Manifest.Version, one.Beside.Reason) { IsPlan = one.Manifest.IsPlan })], stamp);
    }

    private Document? Read(FinalManifest manifest, FinalFile file)
    {
        try
        {
            var bytes = File.ReadAllBytes(store.PathOf(manifest, file.Name));
            if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != file.Sha256) throw new InvalidDataException($"{file.Name} is not what was published");
            var schema = PlanFile.SchemaOf(bytes) ?? throw new InvalidDataException($"{file.Name} is of no schema that is known");
            var fold = new Fold(Document.Empty(schema));
            fold.Apply(PlanFile.Read(bytes, schema).Operations(schema));
            return fold.Document;
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            Log.Unreadable(logger, manifest.Plan, manifest.Version, problem);
            return null;
        }
    }

    private sealed record Shown(ImmutableArray<PublishedFinal> All, ImmutableArray<GoneFinal> Gone, string Stamp);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A final is not shown")]
        public static partial void Left(ILogger logger, Exception problem);

        [LoggerMessage(LogLevel.Error, "The content of {Plan} v{Version} cannot be read")]
        public static partial void Unreadable(ILogger logger, string plan, int version, Exception problem);
    }
}

/// <summary>A final that was published and is not public any more.</summary>
/// <param name="Plan">The plan's name in addresses.</param>
/// <param name="Version">Which version.</param>
/// <param name="Reason">Why; empty: nobody knows.</param>
public sealed record GoneFinal(string Plan, int Version, string Reason)
{
    /// <summary>Whether it was a country's plan, and not the workshop's report.</summary>
    public required bool IsPlan { get; init; }
}

/// <summary>A final that is published.</summary>
/// <param name="Manifest">What was published.</param>
/// <param name="Later">The newest version of the plan, where this is an older one.</param>
public sealed record PublishedFinal(FinalManifest Manifest, int? Later)
{
    /// <summary>Whether it is a country's plan, and not the workshop's report.</summary>
    public bool IsPlan => Manifest.IsPlan;

    /// <summary>What was found wrong in it since.</summary>
    public ImmutableArray<PublicErratum> Errata { get; init; } = [];

    /// <summary>Files that were lost and made anew and have other bytes now, as they were published first.</summary>
    public ImmutableArray<FirstFile> Remade { get; init; } = [];
}
