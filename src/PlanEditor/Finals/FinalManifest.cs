using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PlanEditor.Export.Data;

namespace PlanEditor.Finals;

/// <summary>What was published when a plan became final: its files, each with its hash, all made from one revision.</summary>
/// <param name="Plan">The plan's name in addresses.</param>
/// <param name="Id">The plan's id.</param>
/// <param name="Country">The country's two letters.</param>
/// <param name="Title">The plan's title.</param>
/// <param name="Language">Its language, as web pages write it.</param>
/// <param name="Version">Which version: 1, 2, …</param>
/// <param name="Revision">The revision of the plan's log from which all files were made.</param>
/// <param name="At">When it became final, UTC.</param>
/// <param name="Address">The permanent address, below which the files are.</param>
/// <param name="Files">The files.</param>
/// <param name="Missing">Files that could not be made yet. Each is added when it can; with none the manifest never changes again.</param>
public sealed record FinalManifest(
    string Plan, string Id, string Country, string Title, string Language, int Version, long Revision, DateTimeOffset At, Uri Address, ImmutableArray<FinalFile> Files, ImmutableArray<MissingFile> Missing)
{
    /// <summary>The name of its file.</summary>
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>What the file says it is.</summary>
    [JsonPropertyOrder(-1)]
    public string Format { get; init; } = "ogdPlans.final";

    /// <summary>Whether nothing is missing.</summary>
    [JsonIgnore]
    public bool IsWhole => Missing.IsEmpty;

    /// <summary>Whether it is a country's plan, and not the workshop's report.</summary>
    [JsonIgnore]
    public bool IsPlan => Country.Length > 0;

    /// <summary>The file that has all of its content; null: it is missing.</summary>
    [JsonIgnore]
    public FinalFile? Content => Files.FirstOrDefault(file => file.Name == $"{Plan}-v{Version}.{JsonFormat.Name}");

    /// <summary>The permanent address on this site.</summary>
    [JsonIgnore]
    public string Path => $"/public/{Plan}/v{Version}";

    public static FinalManifest? Read(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize<FinalManifest>(utf8, Json);

    public byte[] Write() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'];

    public FinalFile? Find(string name) => Files.FirstOrDefault(file => file.Name == name);

    /// <summary>What was published first of files that have other bytes now.</summary>
    public ImmutableArray<FirstFile> RemadeOf(ImmutableArray<FirstFile> first) => [.. first.Where(one => Find(one.Name) is { } file && file.Sha256 != one.Sha256)];
}

/// <summary>A file of a final.</summary>
/// <param name="Name">Its name, the last part of its address.</param>
/// <param name="Label">What people call it: "PDF".</param>
/// <param name="MediaType">What it is: "application/pdf".</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Sha256">Its SHA-256, in hexadecimal.</param>
public sealed record FinalFile(string Name, string Label, string MediaType, long Length, string Sha256);

/// <summary>A file of a final that could not be made yet.</summary>
/// <param name="Name">What it will be called.</param>
/// <param name="Label">What people call it.</param>
public sealed record MissingFile(string Name, string Label);
