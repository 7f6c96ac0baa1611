using System.Text;

namespace PlanEditor.Webhooks;

/// <summary>The settings under "Webhooks": servers that are told of new finals.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    private const int AddressesMax = 20;

    public IReadOnlyList<WebhookAddress> Addresses { get; init; } = [];

    internal bool AreReadable() =>
        Addresses.Count <= AddressesMax && Addresses.All(one => one is { Address: { IsAbsoluteUri: true, UserInfo: "" } address, Secret.Length: >= WebhookAddress.SecretLengthMin } && address.Scheme == Uri.UriSchemeHttps);
}

/// <summary>A server that is told.</summary>
public sealed class WebhookAddress
{
    public const int SecretLengthMin = 24;

    public required Uri Address { get; init; }

    /// <summary>With what the messages are signed.</summary>
    public required string Secret { get; init; }

    /// <summary>The key: what stands behind "whsec_" in base64, as others write such secrets, else the letters themselves.</summary>
    internal byte[] Key
    {
        get
        {
            const string prefix = "whsec_";
            var bytes = new byte[Secret.Length];
            return Secret.StartsWith(prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(Secret[prefix.Length..], bytes, out var length) ? bytes[..length] : Encoding.UTF8.GetBytes(Secret);
        }
    }
}
