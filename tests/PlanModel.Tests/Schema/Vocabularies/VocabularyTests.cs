using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using Xunit;

namespace PlanModel.Tests.Schema.Vocabularies;

public class VocabularyTests
{
    [Theory]
    [InlineData("CC0-1.0", true)]
    [InlineData("ODbL-1.0", true)]
    [InlineData("undecided", false)]
    [InlineData("national", null)]
    [InlineData("other", null)]
    [InlineData("never heard of", null)]
    public void A_licence_is_open_is_not_or_must_be_read(string code, bool? open) => Assert.Equal(open, Licences.IsOpen(code));

    [Theory]
    [InlineData("CC BY-NC 4.0", true)]
    [InlineData("CC-BY-ND-3.0", true)]
    [InlineData("cc by-nc 4.0", true)]
    [InlineData("Non-Commercial Government Licence", true)]
    [InlineData("Creative Commons Atribución-NoComercial-SinDerivadas", true)]
    [InlineData("Atribución-No comercial", true)]
    [InlineData("গণউপাত্ত লাইসেন্স (অবাণিজ্যিক)", true)]
    [InlineData("खुला अनुमति, गैर-व्यावसायिक", true)]
    [InlineData("Acuerdo uno comercial", false)]
    [InlineData("2nd Open Licence", false)]
    [InlineData("Licencia de Datos Abiertos - Uruguay", false)]
    [InlineData("Licence of Brandenburg (INCLUSIVE)", false)]
    public void A_licence_that_forbids_reuse_is_known_by_its_name(string name, bool forbids) => Assert.Equal(forbids, Licences.ForbidsReuse(name));

    [Theory]
    [InlineData("https://creativecommons.org/licenses/by-nc/4.0/", true)]
    [InlineData("https://creativecommons.org/licenses/BY-ND/4.0/deed.es", true)]
    [InlineData("https://www.nationalarchives.gov.uk/doc/non-commercial-government-licence/version/2/", true)]
    [InlineData("https://creativecommons.org/licenses/by/4.0/", false)]
    [InlineData("https://nd.example.org/licence", false)]
    [InlineData("no address", false)]
    [InlineData(null, false)]
    public void And_by_its_address(string? address, bool forbids) => Assert.Equal(forbids, Licences.AddressForbidsReuse(address));

    [Theory]
    [InlineData("CSV", "text/csv", 3)]
    [InlineData("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 2)]
    [InlineData("PDF", "application/pdf", 1)]
    [InlineData("JSON_LD", "application/ld+json", 4)]
    [InlineData("API", null, 3)]
    [InlineData("PAPYRUS", null, null)]
    public void A_format_has_a_media_type_and_allows_so_many_stars(string code, string? mediaType, int? stars)
    {
        Assert.Equal(mediaType, FileFormats.MediaType(code));
        Assert.Equal(stars, FileFormats.Stars(code));
    }

    [Fact]
    public void Every_format_allows_stars_and_every_one_but_services_has_a_media_type()
    {
        Assert.All(FileFormats.List.Choices, format => Assert.NotNull(FileFormats.Stars(format.Code)));
        Assert.Equal(["API"], FileFormats.List.Choices.Where(format => FileFormats.MediaType(format.Code) is null).Select(format => format.Code));
    }

    [Fact]
    public void The_last_four_channels_need_the_internet() =>
        Assert.Equal(["messagingApp", "website", "mobileApp", "dataPortal"], Channels.List.Choices.Select(channel => channel.Code).Where(Channels.NeedsInternet));

    [Fact]
    public void Stars_are_counted_from_none_to_five()
    {
        Assert.Equal([0, 1, 2, 3, 4, 5], Openness.List.Choices.Select(choice => Openness.Stars(choice.Code)));
        Assert.Null(Openness.Stars("6"));
        Assert.Null(Openness.Stars(null));
    }

    [Fact]
    public void There_are_fifteen_datasets_to_start_from_each_with_its_names_and_a_theme()
    {
        Assert.Equal(
            [
                "maps", "landOwnership", "nationalStatistics", "budget", "spending", "companyRegister", "legislation", "transportTimetables", "trade", "healthPerformance", "schoolPerformance", "crime", "environment", "elections", "contracts",
            ],
            StarterDatasets.All.Select(dataset => dataset.Code));
        Assert.All(StarterDatasets.All, dataset => Assert.NotNull(ServiceAreas.List.Find(dataset.Theme)));
        Assert.All(StarterDatasets.All, dataset => Assert.Equal(4, dataset.Names.Where(name => name.Length > 0).Distinct().Count()));
    }

    [Fact]
    public void Every_service_area_has_its_theme_in_the_vocabulary_of_europe() => Assert.Equal(
        "justice JUST, health HEAL, education EDUC, security JUST, water ENVI, antiCorruption GOVE, budget ECON, procurement GOVE, statistics SOCI, socialProtection SOCI, environment ENVI, disasterRisk ENVI, agriculture AGRI, energy ENER, transport TRAN, land REGI, economy ECON, parliament GOVE, science TECH, international INTR, other ",
        string.Join(", ", ServiceAreas.List.Choices.Select(area => $"{area.Code} {area.Concept?.Segments[^1]}")));

    [Fact]
    public void Four_countries_make_plans_and_further_ones_come_behind_them()
    {
        Assert.Equal("BD NP PA UY", string.Join(' ', PlanningCountry.WithFurther([]).Select(country => country.Code)));
        Assert.Equal(Countries.Planning, PlanningCountry.WithFurther([]));
        var five = PlanningCountry.WithFurther(["CI CIV es Africa/Abidjan Côte d’Ivoire"]);
        Assert.Equal(new PlanningCountry("CI", "CIV", "es", "Africa/Abidjan", "Côte d’Ivoire"), five[^1]);
        Assert.Equal("es", Countries.Find("PA")!.Language);
        Assert.Null(Countries.Find("CI"));
        Assert.Null(Countries.Find(null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mongolia")]
    [InlineData("MN Mongolia")]
    [InlineData("mn MNG en Asia/Ulaanbaatar Mongolia")]
    [InlineData("MN MNG fr Asia/Ulaanbaatar Mongolia")]
    [InlineData("MN MNG en Asia/Ulaanbaatar ")]
    [InlineData("MN MNG en Asia/Ulaanbaatar <b>")]
    [InlineData("MN MNG en Asia/Ulaanbaatar Mongolia\n")]
    [InlineData("NP XXX en Asia/Ulaanbaatar Mongolia")]
    [InlineData("XX NPL en Asia/Ulaanbaatar Mongolia")]
    [InlineData("XX XXX en Asia/Ulaanbaatar Nepal")]
    public void A_country_that_is_written_otherwise_or_is_there_already_is_named(string line) =>
        Assert.Contains($"“{line}”", Assert.Throws<FormatException>(() => PlanningCountry.WithFurther([line])).Message, StringComparison.Ordinal);

    [Fact]
    public void Lists_of_public_vocabularies_give_the_address_of_each_concept()
    {
        foreach (var list in new ChoiceList[] { Frequencies.List, OrganisationKinds.List, Availabilities.List, DistributionStatuses.List, AccessRights.List, Languages.OfDatasets, Countries.OfDatasets })
            Assert.All(list.Choices, choice => Assert.True(choice.Concept is { IsAbsoluteUri: true }, $"{list.Name} {choice.Code}"));
        Assert.Equal("http://publications.europa.eu/resource/authority/frequency/ANNUAL_3", Frequencies.List.Find("ANNUAL_3")!.Concept!.ToString());
        Assert.Equal("http://publications.europa.eu/resource/authority/data-theme/GOVE", ServiceAreas.List.Find("procurement")!.Concept!.ToString());
        Assert.Null(ServiceAreas.List.Find("other")!.Concept);
    }
}
