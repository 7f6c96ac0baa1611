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
public sealed record WebhookDelivery(string Id, Uri Address, string Plan, int Version, int Tries, DateTimeOffset? Next, string Last);

/// <summary>The messages, a file for each in the data directory.</summary>
public sealed class WebhookStore(DataDirectory data)
{
    private const string Folder = "webhooks";

    /// <summary>Keeps a message for a server, once for each final.</summary>
    public void Add(FinalManifest manifest, Uri address, DateTimeOffset now)
    {
        var id = $"{manifest.Plan}-v{manifest.Version}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri)))[..12]}";
        if (!File.Exists(PathOf(id))) Keep(new WebhookDelivery(id, address, manifest.Plan, manifest.Version, 0, now, ""));
    }

    public void Keep(WebhookDelivery delivery) => WholeFile.Write(PathOf(delivery.Id), file => JsonSerializer.Serialize(file, delivery, JsonSerializerOptions.Web), overwrite: true);

    /// <summary>Those that are to be sent.</summary>
    public IReadOnlyList<WebhookDelivery> Waiting() =>
        [.. data.Subdirectory(Folder).EnumerateFiles("*.json").Select(file => JsonSerializer.Deserialize<WebhookDelivery>(File.ReadAllBytes(file.FullName), JsonSerializerOptions.Web)).OfType<WebhookDelivery>().Where(delivery => delivery.Next is not null)];

    private string PathOf(string id) => Path.Combine(data.Subdirectory(Folder).FullName, id + ".json");
}
