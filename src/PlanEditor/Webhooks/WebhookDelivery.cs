using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PlanEditor.Finals;
using PlanEditor.Hosting;

namespace PlanEditor.Webhooks;

/// <summary>A message to one server, as it is kept until it was taken.</summary>
/// <param name="Id">The same each time it is sent.</param>
/// <param name="Address">Where to.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Version">The version.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="Next">When it is tried again; null: it was taken, or given up.</param>
/// <param name="Last">What came of the last try, in words.</param>
public sealed record WebhookDelivery(string Id, Uri Address, string Plan, int Version, int Tries, DateTimeOffset? Next, string Last)
{
    /// <summary>Whether it was given up, and an administrator can have it sent again.</summary>
    public bool Failed { get; init; }
}

/// <summary>The messages, a file for each in the data directory.</summary>
public sealed partial class WebhookStore(DataDirectory data, ILogger<WebhookStore> logger)
{
    /// <summary>What came of a message to an address that is not among the settings any more.</summary>
    public const string LeftOut = "left out";

    private const string Folder = "webhooks";

    /// <summary>Keeps a message for a server, once for each final.</summary>
    public void Add(FinalManifest manifest, Uri address, DateTimeOffset now)
    {
        var id = $"{manifest.Plan}-v{manifest.Version}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri)))[..12]}";
        if (!File.Exists(PathOf(id))) Keep(new WebhookDelivery(id, address, manifest.Plan, manifest.Version, 0, now, ""));
    }

    public void Keep(WebhookDelivery delivery) => WholeFile.Write(PathOf(delivery.Id), file => JsonSerializer.Serialize(file, delivery, JsonSerializerOptions.Web), overwrite: true);

    /// <summary>Those that are to be sent. One that cannot be read is left out, and said.</summary>
    public IReadOnlyList<WebhookDelivery> Waiting() => [.. All.Where(delivery => delivery.Next is not null)];

    /// <summary>Those that were given up.</summary>
    public IReadOnlyList<WebhookDelivery> Failed() => [.. All.Where(delivery => delivery.Failed)];

    private IEnumerable<WebhookDelivery> All => data.Subdirectory(Folder).EnumerateFiles("*.json").OrderBy(file => file.Name, StringComparer.Ordinal).Select(Read).OfType<WebhookDelivery>();

    private WebhookDelivery? Read(FileInfo file)
    {
        try
        {
            return JsonSerializer.Deserialize<WebhookDelivery>(File.ReadAllBytes(file.FullName), JsonSerializerOptions.Web) is { Id: not null, Address: not null, Plan: not null } read ? read with { Failed = read.Failed || IsGivenUp(read) } : throw new JsonException("it says too little");
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            Log.Unreadable(logger, file.Name, problem);
            return null;
        }
    }

    // Files of before there was the member say it in words.
    private static bool IsGivenUp(WebhookDelivery read) => read.Next is null && read.Last != LeftOut && !read.Last.StartsWith("taken", StringComparison.Ordinal);

    private string PathOf(string id) => Path.Combine(data.Subdirectory(Folder).FullName, id + ".json");

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The message {File} to another server cannot be read; the others are sent")]
        public static partial void Unreadable(ILogger logger, string file, Exception problem);
    }
}
