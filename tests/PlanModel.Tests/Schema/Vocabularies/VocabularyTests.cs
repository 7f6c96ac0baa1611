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
    [InlineData("Licencia de Datos Abiertos - Uruguay", false)]
    [InlineData("Licence of Brandenburg (INCLUSIVE)", false)]
    public void A_licence_that_forbids_reuse_is_known_by_its_name(string name, bool forbids) => Assert.Equal(forbids, Licences.ForbidsReuse(name));

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
    public void There_are_fifteen_datasets_to_start_from_each_with_a_theme()
    {
        Assert.Equal(15, StarterDatasets.All.Select(dataset => dataset.Code).Distinct().Count());
        Assert.All(StarterDatasets.All, dataset => Assert.NotNull(ServiceAreas.List.Find(dataset.Theme)));
    }

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
