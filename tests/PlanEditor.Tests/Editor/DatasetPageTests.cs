using Bunit;
using OgdPlans.Tests;
using PlanEditor.Components.Editor;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using Xunit;

namespace PlanEditor.Tests.Editor;

public sealed class DatasetPageTests
{
    [Fact]
    public async Task What_the_plan_has_already_is_not_suggested_and_what_is_added_is_suggested_no_more()
    {
        await using var page = new OpenPage();
        var view = page.Follow(PlanAddress.OfParts("np", ActionPlan.Schema, PlanModel.NodeId.Root, ActionPlan.Dataset.Key));
        Assert.Equal($"1 of {StarterDatasets.All.Length} are here", view.Find(".suggest summary .muted").TextContent);
        string[] Suggested() => [.. view.FindAll(".suggest li").Select(item => item.TextContent.Trim())];
        var nepali = StarterDatasets.All.Where(data => data.Code != "budget").Select(data => data.Nepali).ToArray();
        Assert.Equal(nepali, Suggested());

        view.FindAll(".suggest li button")[0].Click();
        view.WaitForAssertion(() => Assert.Equal(nepali[1..], Suggested()));
        Assert.Equal(nepali[0], page.OnDisk.Title(page.OnDisk.Children(page.OnDisk.Root, ActionPlan.Dataset.Kind).Last()));
    }

    [Fact]
    public async Task The_coverage_says_which_of_the_data_that_people_look_for_first_are_there()
    {
        await using var page = new OpenPage();
        var view = page.Show(PlanTab.Coverage);
        Assert.StartsWith("1 of the 15 kinds", view.Find("#first-data-name + p").TextContent, StringComparison.Ordinal);
        Assert.Equal(15, view.FindAll(".first-data li").Count);
        Assert.Equal(($"plans/np/{page.Whole.Dataset}", "Budget"), (view.Find(".first-data a").GetAttribute("href"), view.Find(".first-data a").TextContent));
    }

    [Fact]
    public async Task A_dataset_says_which_targets_it_serves_and_through_which_commitment()
    {
        var whole = new WholePlan();
        var alone = whole.Plan.Add("dataset", ("title", "Wards"));
        await using var page = new OpenPage(whole);
        var links = page.Show(whole.Dataset).FindAll("[aria-labelledby=node-serves] a");
        Assert.Equal(4, links.Count);
        Assert.Equal($"plans/np/{whole.FirstMapping}", links[0].GetAttribute("href"));
        Assert.Matches("16.6.*, C1", links[0].TextContent);
        Assert.Empty(page.Show(alone).FindAll("[aria-labelledby=node-serves]"));
    }
}
