using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using OgdPlans.Tests;
using PlanEditor.Components.Plans;
using PlanEditor.Hosting;
using PlanEditor.Identity;
using PlanEditor.Import;
using PlanModel.Publishing;
using PlanModel.Schema.Vocabularies;
using Xunit;

namespace PlanEditor.Tests.Hosting;

public sealed class FurtherCountriesTests
{
    private const string Mongolia = "MN MNG en Asia/Ulaanbaatar Mongolia";

    [Theory]
    [InlineData(true, Mongolia)]
    [InlineData(true, Mongolia, "CR CRI es America/Costa_Rica Costa Rica")]
    [InlineData(false, "Mongolia")]
    [InlineData(false, Mongolia, Mongolia)]
    [InlineData(false, "NP NPL ne Asia/Kathmandu Nepal")]
    [InlineData(false, "MN MNG en Asia/Atlantis Mongolia")]
    public void Settings_that_cannot_be_right_are_known_at_the_start(bool right, params string[] countries) => Assert.Equal(right, SiteOptions.AreReadable(countries));

    [Fact]
    public void A_country_that_nobody_knows_is_taken_for_one_that_writes_English_somewhere()
    {
        Assert.Equal(("en", TimeZoneInfo.Utc), (CountryHabits.LanguageOf("ZZ"), CountryHabits.ZoneOf("ZZ")));
        Assert.Equal(("ne", "Asia/Kathmandu"), (CountryHabits.LanguageOf("NP"), CountryHabits.ZoneOf("NP").Id));
    }

    [Fact]
    public async Task The_process_that_checks_files_has_the_countries_of_the_server()
    {
        // What this process has was made before, and stays.
        Assert.Null(Countries.Find("MN"));
        var file = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(PlanFile.Write(new WholePlan().Plan.Document)).Replace("\"country\": \"NP\"", "\"country\": \"MN\"", StringComparison.Ordinal));
        using var process = new FileProcess(NullLogger<FileProcess>.Instance);
        Assert.Contains("cannot start a plan", (await Assert.ThrowsAsync<FileException>(() => process.ReadPlanAsync(file, CancellationToken.None))).Message, StringComparison.Ordinal);
        AppContext.SetData(Countries.FurtherData, Mongolia);
        try
        {
            Assert.Equal("MN", (await process.ReadPlanAsync(file, CancellationToken.None)).Country);
        }
        finally
        {
            AppContext.SetData(Countries.FurtherData, null);
        }
    }

    [Theory]
    [InlineData("Nepal", "nepal")]
    [InlineData("Costa Rica", "costa-rica")]
    [InlineData("Côte d’Ivoire", "cote-d-ivoire")]
    [InlineData("St. Kitts (and Nevis)", "st-kitts-and-nevis")]
    public void A_country_has_a_plain_name_in_addresses(string name, string inAddresses) => Assert.Equal(inAddresses, PlanStart.NameInAddresses(name));
}
