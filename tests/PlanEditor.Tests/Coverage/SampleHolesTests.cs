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
    private static readonly Dictionary<string, string[]> Expected = new()
    {
        ["bangladesh"] =
        [
            "Warning: Dataset “Register of open data focal points” does not say by what it can be broken down.",
            "Worth a look: 16.7 is only secondary, in C3.",
            "Worth a look: 16.10 is only secondary, in C1, C4 and C5.",
            "Worth a look: C4 says that it reaches “People of river islands (chars) and flood-prone areas”, which does not name it.",
            "Worth a look: C1 and C5 say that they reach “Persons with disabilities”, which does not name them.",
            "Worth a look: No commitment breaks data down by race, ethnicity and migratory status.",
        ],
        ["nepal"] =
        [
            "Worth a look: 16.7 is only secondary, in C2.",
            "Worth a look: C1 and C3 say that they reach “Dalit communities”, which does not name them.",
            "Worth a look: No commitment breaks data down by income, race and migratory status.",
        ],
        ["panama"] =
        [
            "Warning: C1 reaches no group named in this plan.",
            "Warning: Dataset “Uso del portal de datos abiertos” does not say by what it can be broken down.",
            "Worth a look: 17.18 is only secondary, in C2 and C4.",
            "Worth a look: C2 says that it reaches “Pueblos ngäbe, buglé, guna, emberá y wounaan de las comarcas”, which does not name it.",
            "Worth a look: C2 says that it reaches “Personas con discapacidad”, which does not name it.",
            "Worth a look: No commitment breaks data down by income, race and migratory status.",
        ],
        ["uruguay"] =
        [
            "Blocks final: C5, SDG target “17.18 Disaggregated data”: “Disaggregation” is empty. Choose at least one.",
            "Warning: C1, C4 and C5 reach no group named in this plan.",
            "Warning: C5: none of its SDG targets is primary. Mark the one it is made for.",
            "Warning: Dataset “Presupuesto nacional: crédito y ejecución” and Dataset “Transporte metropolitano: posiciones y frecuencias” do not say by what they can be broken down.",
            "Worth a look: 16.7 is only secondary, in C2 and C4.",
            "Worth a look: No commitment breaks data down by gender, race, ethnicity and migratory status.",
        ],
    };

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
}
