using Bunit;
using PlanEditor.Components.Editor;
using PlanEditor.Samples;
using PlanEditor.Tests.Editor;
using PlanModel.Schema;
using Xunit;

namespace PlanEditor.Tests.Coverage;

/// <summary>Every hole of the four samples is named in words, and each of its links leads to where it can be closed.</summary>
public sealed class SampleHolesTests
{
    [Theory]
    [InlineData("bangladesh")]
    [InlineData("nepal")]
    [InlineData("panama")]
    [InlineData("uruguay")]
    public async Task Each_hole_has_its_words_and_its_links_lead_to_its_source(string slug)
    {
        var document = SampleHistory.Of(SampleFile.ReadAll().Single(file => file.Slug == slug), ActionPlan.Schema).Document;
        await using var page = new OpenPage(document: document);
        var holes = page.Show(PlanTab.Coverage).FindAll(".holes li").Select(hole => (
            Words: $"{hole.QuerySelector("[role=img]")!.GetAttribute("aria-label")} {hole.QuerySelector("p")!.TextContent}",
            Links: hole.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!).ToArray())).ToArray();
        Assert.Equal(Expected[slug], holes.Select(hole => hole.Words));
        Assert.All(holes, hole => Assert.NotEmpty(hole.Links));
        foreach (var link in holes.SelectMany(hole => hole.Links).Distinct())
        {
            var (open, field) = (link.Split('/')[2], link.Split('/')[3]);
            Assert.NotEmpty(page.Follow(link).FindAll($"[id='f-{open}-{field}'], [id$='-{field}'][id^='add-']"));
        }
    }

    private static readonly Dictionary<string, string[]> Expected = new()
    {
        ["bangladesh"] = [],
        ["nepal"] = [],
        ["panama"] = [],
        ["uruguay"] = [],
    };
}
