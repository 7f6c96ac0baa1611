using Bunit;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Collaboration;
using PlanEditor.Components.Plans;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Overview;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Home;

public sealed class PlanCardTests : BunitContext
{
    [Fact]
    public void The_whole_card_is_one_link_with_one_name()
    {
        Services.AddSingleton(TimeProvider.System);
        var me = new Person(new Actor(new UserId(Guid.NewGuid()), Role.PlanLead, "NP"), "Plan lead, Nepal");
        var people = Enumerable.Range(1, 6).Select(at => new PersonHere($"{at}", new UserId(Guid.NewGuid()), $"Person {at}", $"P{at}", at, null, null, null, null, 0));
        var plan = new PlanSummary(new PlanInfo(new PlanId(Guid.NewGuid()), "nepal", "NP", "actionPlan"), new PlanFacts("NP", PlanState.InReview, true), new PlanOverview("योजना", "ne", PlanState.InReview, true, 86, 3, [], []), PlanActivity.None, [.. people], null, "");

        var card = Render<PlanCard>(parameters => parameters.Add(one => one.Plan, plan).AddCascadingValue(me));

        var link = Assert.Single(card.FindAll("a"));
        Assert.Equal("plans/nepal", link.GetAttribute("href"));
        Assert.Equal("Nepal: योजना", link.TextContent);
        Assert.Equal("ne", Assert.Single(link.QuerySelectorAll("[lang]")).GetAttribute("lang"));
        Assert.Equal(card.Find("h2").Id, card.Find("article").GetAttribute("aria-labelledby"));
        Assert.Contains("In review", card.Find(".chip").TextContent, StringComparison.Ordinal);
        Assert.Equal(["P1", "P2", "P3", "P4", "+2"], card.FindAll(".av").Select(avatar => avatar.TextContent));
        Assert.Equal("width: 86%", card.Find(".meter i").GetAttribute("style"));
    }
}
