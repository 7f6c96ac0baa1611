using System.ComponentModel.DataAnnotations;
using PlanModel.Schema.Vocabularies;

namespace PlanEditor.Hosting;

/// <summary>The settings under "Site". Each has a working default.</summary>
public sealed class SiteOptions
{
    public const string Section = "Site";

    /// <summary>Where everything that must survive is kept; created when missing. Relative to the content root.</summary>
    [Required]
    public string Data { get; init; } = "data";

    /// <summary>The public address of the site, in files, feeds and what others are told: <c>https://plans.example.gov</c>. Never taken from a request. What is published keeps it for ever.</summary>
    public Uri Address { get; init; } = new("http://localhost:5080");

    /// <summary>Whether to show the sample plans and offer the sample accounts. Never where real plans are written.</summary>
    public bool Sample { get; init; }

    /// <summary>The Chromium that prints PDF files; empty: the one where it is usually installed.</summary>
    public string Chromium { get; init; } = "";

    /// <summary>Whether the plan that was written last is opened, and pages are drawn once, before the server listens.</summary>
    public bool WarmUp { get; init; } = true;

    /// <summary>How many lines to the hub, and how many open pages, one network address may have. A ministry may be one.</summary>
    [Range(10, 100_000)]
    public int ConnectionsPerAddress { get; init; } = 100;

    /// <summary>Further countries that make plans, each as "MN MNG en Asia/Ulaanbaatar Mongolia": docs/operating.md. Not to be taken away again once there is a plan.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    internal static bool AreReadable(IEnumerable<string> countries)
    {
        try
        {
            return PlanningCountry.WithFurther(countries).All(country => TimeZoneInfo.TryFindSystemTimeZoneById(country.TimeZone, out _));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    internal bool IsReadable() => Address is { IsAbsoluteUri: true, UserInfo: "", AbsolutePath: "/", Query: "", Fragment: "" } && (Address.Scheme == Uri.UriSchemeHttps || Address.Scheme == Uri.UriSchemeHttp);
}
