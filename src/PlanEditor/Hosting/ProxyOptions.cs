using System.ComponentModel.DataAnnotations;
using System.Net;

namespace PlanEditor.Hosting;

/// <summary>The settings under "Proxy": whose X-Forwarded-For and X-Forwarded-Proto are believed. Nobody's by default.</summary>
public sealed class ProxyOptions
{
    public const string Section = "Proxy";

    /// <summary>Addresses and networks of the proxies in front.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    /// <summary>How many proxies stand in a row.</summary>
    [Range(1, 10)]
    public int Hops { get; init; } = 1;

    internal bool AreReadable() => Known.All(known => IPAddress.TryParse(known, out _) || IPNetwork.TryParse(known, out _));
}
