using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using PlanEditor.Hosting;

namespace PlanEditor.Finals;

/// <summary>
/// The files of finals on disk: <c>finals/{plan}/v{n}/</c> in the data directory, with a manifest. What the manifest names is published and never changes; what it does not name is left over
/// from a time when the server was stopped, and is made again.
/// </summary>
public sealed class FinalStore(DataDirectory data)
{
    internal const string Folder = "finals";
    private const string AnnouncedName = "announced";
    private const string BesideName = "beside.json";

    /// <summary>All manifests, by plan and version.</summary>
    /// <param name="unreadable">Told of one that cannot be read; it is left out.</param>
    public IEnumerable<FinalManifest> ReadAll(Action<InvalidDataException> unreadable)
    {
        var root = Path.Combine(data.Path, Folder);
        if (!Directory.Exists(root)) yield break;
        foreach (var plan in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
            foreach (var version in Directory.EnumerateDirectories(plan).Select(VersionOf).OfType<int>().Order())
                if (TryFind(Path.GetFileName(plan), version, unreadable) is { } manifest) yield return manifest;
    }

    /// <summary>The manifest of a version, or null.</summary>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public FinalManifest? Find(string plan, int version)
    {
        var path = Path.Combine(DirectoryOf(plan, version), FinalManifest.FileName);
        if (!File.Exists(path)) return null;
        try
        {
            return FinalManifest.Read(File.ReadAllBytes(path)) ?? throw new JsonException("it is empty");
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>Whether a version has a manifest, readable or not.</summary>
    public bool Has(string plan, int version) => File.Exists(Path.Combine(DirectoryOf(plan, version), FinalManifest.FileName));

    /// <summary>Where a file of a version is.</summary>
    public string PathOf(FinalManifest manifest, string file) => Path.Combine(DirectoryOf(manifest.Plan, manifest.Version), file);

    /// <summary>Writes one file, whole or not at all, and says what it is.</summary>
    public async Task<FinalFile> WriteAsync(string plan, int version, string name, string label, string mediaType, Func<Stream, Task> write)
    {
        var path = Path.Combine(DataDirectory.Create(DirectoryOf(plan, version)).FullName, name);
        try
        {
            FinalFile written;
            await using (var file = WholeFile.Create(path + WholeFile.Unfinished))
            {
                await write(file);
                file.Flush(flushToDisk: true);
                if (file.Length == 0) throw new InvalidDataException($"{name} came out empty");
                file.Position = 0;
                written = new FinalFile(name, label, mediaType, file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file)));
            }

            WholeFile.Name(path, overwrite: true);
            return written;
        }
        finally
        {
            if (File.Exists(path + WholeFile.Unfinished)) File.Delete(path + WholeFile.Unfinished);
        }
    }

    /// <summary>A file that is there and has a hash, whether or not a manifest names it; null: it is not there, or has another. What was begun beside it goes.</summary>
    public async Task<FinalFile?> TakeAsync(string plan, int version, string name, string label, string mediaType, string sha256)
    {
        var path = Path.Combine(DirectoryOf(plan, version), name);
        if (!File.Exists(path)) return null;
        await using var file = File.OpenRead(path);
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file)) != sha256) return null;
        File.Delete(path + WholeFile.Unfinished);
        return new FinalFile(name, label, mediaType, file.Length, sha256);
    }

    /// <summary>Publishes what a manifest names. One that is whole stays as it is for ever, and no file that is named is ever named otherwise.</summary>
    /// <exception cref="InvalidOperationException">It would alter what is published.</exception>
    public void Publish(FinalManifest manifest)
    {
        var before = Find(manifest.Plan, manifest.Version);
        if (before is { IsWhole: true } || before?.Files.Except(manifest.Files).Any() == true) throw new InvalidOperationException($"{manifest.Plan} v{manifest.Version} is published and does not change");
        WholeFile.Write(PathOf(manifest, FinalManifest.FileName), file => file.Write(manifest.Write()), overwrite: true);
    }

    /// <summary>What is said of a version since it was published.</summary>
    public FinalBeside BesideOf(FinalManifest manifest)
    {
        var path = PathOf(manifest, BesideName);
        try
        {
            return File.Exists(path) ? FinalBeside.Read(File.ReadAllBytes(path)) : FinalBeside.None;
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            return FinalBeside.Unreadable;
        }
    }

    /// <summary>Keeps what is said of a version.</summary>
    public void Keep(FinalManifest manifest, FinalBeside beside) => WholeFile.Write(PathOf(manifest, BesideName), file => file.Write(beside.Write()), overwrite: true);

    /// <summary>Whether others were told of a version, or their messages are kept.</summary>
    public bool IsAnnounced(FinalManifest manifest) => File.Exists(PathOf(manifest, AnnouncedName));

    /// <summary>Says that they are.</summary>
    public void MarkAnnounced(FinalManifest manifest) => WholeFile.Write(PathOf(manifest, AnnouncedName), static _ => { }, overwrite: true);

    /// <summary>What is wrong with the files of a version, a sentence each; nothing, if they are what was published.</summary>
    public IEnumerable<string> Verify(FinalManifest manifest)
    {
        foreach (var file in manifest.Files)
        {
            var path = PathOf(manifest, file.Name);
            if (!File.Exists(path))
            {
                yield return $"{file.Name} is not there";
                continue;
            }

            using var stream = File.OpenRead(path);
            if (stream.Length != file.Length) yield return $"{file.Name} has {stream.Length} bytes instead of {file.Length}";
            else if (Convert.ToHexStringLower(SHA256.HashData(stream)) != file.Sha256) yield return $"{file.Name} is not what was published: its SHA-256 differs";
        }
    }

    private FinalManifest? TryFind(string plan, int version, Action<InvalidDataException> unreadable)
    {
        try
        {
            return Find(plan, version);
        }
        catch (InvalidDataException problem)
        {
            unreadable(problem);
            return null;
        }
    }

    private string DirectoryOf(string plan, int version) => Path.Combine(data.Path, Folder, plan, string.Create(CultureInfo.InvariantCulture, $"v{version}"));

    private static int? VersionOf(string directory) =>
        Path.GetFileName(directory) is ['v', .. var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
}
