using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PlanEditor.Hosting;
using PlanModel;
using PlanModel.Workflow;

namespace PlanEditor.Identity;

/// <summary>The accounts that the sample plans were written by. They exist in sample mode only: without it nobody can be one of them.</summary>
public sealed class SampleAccounts(IOptions<SiteOptions> site)
{
    /// <summary>All of them, by country, then those without one.</summary>
    public static ImmutableArray<SampleAccount> All { get; } =
    [
        .. OfCountry("NP", "Nepal", "CBS"),
        .. OfCountry("BD", "Bangladesh", "BBS"),
        .. OfCountry("PA", "Panama", "AIG"),
        .. OfCountry("UY", "Uruguay", "INE"),
        Of("reviewer", "Reviewer, DPADM", Role.Reviewer, null),
        Of("reviewer2", "Second reviewer, DPADM", Role.Reviewer, null),
        Of("peer.cr", "Peer, Costa Rica", Role.Peer, null),
        Of("peer.mn", "Peer, Mongolia", Role.Peer, null),
        Of("admin", "Administrator", Role.Administrator, null),
    ];

    private static readonly ImmutableDictionary<string, SampleAccount> ByKey = All.ToImmutableDictionary(account => account.Key, StringComparer.Ordinal);
    private static readonly ImmutableHashSet<UserId> Ids = [.. All.Select(account => account.Id)];

    /// <summary>Whether the server runs with sample content.</summary>
    public bool Allowed => site.Value.Sample;

    /// <summary>The account with a key such as "focal2.np", or null.</summary>
    public static SampleAccount? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>Whether somebody is a sample account.</summary>
    public static bool IsSample(UserId user) => Ids.Contains(user);

    /// <summary>Whether somebody is a sample account on a server without sample content.</summary>
    public bool IsShutOut(UserId user) => !Allowed && IsSample(user);

    private static IEnumerable<SampleAccount> OfCountry(string country, string name, string office)
    {
        var end = country.ToLowerInvariant();
        yield return Of($"lead.{end}", $"Plan lead, {name}", Role.PlanLead, country);
        yield return Of($"focal.{end}", $"Focal point, {name}", Role.FocalPoint, country);
        yield return Of($"focal2.{end}", $"Focal point, {office} {name}", Role.FocalPoint, country);
        yield return Of($"contributor.{end}", $"Contributor, {name}", Role.Contributor, country);
    }

    private static SampleAccount Of(string key, string name, Role role, string? country) => new(key, IdOf(key), name, role, country);

    // The same on every server, so that the sample plans can name their authors.
    private static UserId IdOf(string key) => new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"sample account {key}")).AsSpan(0, 16), bigEndian: true));
}
