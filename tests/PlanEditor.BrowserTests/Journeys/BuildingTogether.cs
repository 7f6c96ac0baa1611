using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class BuildingTogether(Site site) : Journey(site)
{
    private const string Plan = "nepal";

    [Fact]
    public async Task Two_focal_points_add_and_move_milestones_at_once()
    {
        var node = (await ReadAsync(Plan)).Commitment("Reconstruction data");
        var nepal = await OpenAsync(Accounts.FocalNepal, Plan, node);
        var cbs = await OpenAsync(Accounts.FocalCbs, Plan, node);
        var peer = await OpenAsync(Accounts.Peer, Plan, node);

        var added = await Task.WhenAll(nepal.AddStepAsync(), cbs.AddStepAsync());
        var titles = new[] { nepal.Text(added[0], "title"), cbs.Text(added[1], "title") };
        foreach (var title in titles) await Assertions.Expect(title.Content).ToBeFocusedAsync();
        await Task.WhenAll(titles[0].TypeAsync("Print the wards' lists"), titles[1].TypeAsync("Count the complaints"));
        await peer.Outline.Row("M6 ").WaitForAsync();
        await Task.WhenAll(
            nepal.Outline.DoAsync("M1 Complete the anonymisation review", "Move down"),
            cbs.Outline.DoAsync("M4 Publish what the help desks heard", "Move up"));

        var server = await Wait.ForAsync(
            () => ReadAsync(Plan),
            plan => Titles(plan, node) is ["Release the reconstruction records free of charge", .., not "", not ""] six && six.Count == 6 && six[4] != "" && six.ToList().IndexOf("Publish what the help desks heard") < six.ToList().IndexOf("Open help desks in ward offices"),
            "six milestones, two of them new and two moved");
        Assert.Contains("Print the wards' lists", Titles(server, node));
        Assert.Contains("Count the complaints", Titles(server, node));
        foreach (var (title, at) in Titles(server, node).Select((title, at) => (title, at)))
            foreach (var page in new[] { nepal, cbs, peer })
                await Assertions.Expect(page.Outline.Row($"M{at + 1} {title}")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_milestone_is_dragged_to_another_place_and_all_see_it()
    {
        var before = await ReadAsync(Plan);
        var node = before.Commitment("खुला");
        var nepal = await OpenAsync(Accounts.FocalNepal, Plan, node);
        var cbs = await OpenAsync(Accounts.FocalCbs, Plan, node);
        var titles = Titles(before, node);

        await nepal.Outline.Row($"M1 {titles[0]}").DragToAsync(nepal.Outline.Row($"M3 {titles[2]}"), new() { TargetPosition = new() { X = 60, Y = 3 } });

        foreach (var page in new[] { nepal, cbs })
        {
            await Assertions.Expect(page.Outline.Row($"M1 {titles[1]}")).ToBeVisibleAsync();
            await Assertions.Expect(page.Outline.Row($"M2 {titles[0]}")).ToBeVisibleAsync();
        }

        await nepal.ExpectSavedAsync();
        Assert.Equal([titles[1], titles[0], .. titles.Skip(2)], Titles(await ReadAsync(Plan), node));
    }

    [Fact]
    public async Task Two_focal_points_choose_targets_at_once()
    {
        var node = (await ReadAsync(Plan)).Commitment("Statistics by sex");
        var nepal = await OpenAsync(Accounts.FocalNepal, Plan, node);
        var cbs = await OpenAsync(Accounts.FocalCbs, Plan, node);

        await Task.WhenAll(nepal.AddChosenAsync("Add an SDG target", "SDG target", "16.6"), cbs.AddChosenAsync("Add an SDG target", "SDG target", "16.7"));
        foreach (var page in new[] { nepal, cbs })
            foreach (var target in new[] { "17.18", "16.6", "16.7" })
                await Assertions.Expect(page.Main.GetByRole(AriaRole.Article, new() { Name = $"Target {target}", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_somebody_types_into_a_part_that_is_removed_is_there_when_it_is_restored()
    {
        const string plan = "bangladesh";
        var node = (await ReadAsync(plan)).Commitment("SDG Tracker open");
        var writer = await OpenAsync(Accounts.FocalBangladesh, plan, node);
        var other = await OpenAsync(Accounts.FocalBbs, plan, node);
        var problem = writer.Text(node, "problem");
        await problem.CaretAfterAsync("The SDG Tracker shows");

        await Task.WhenAll(problem.TypeAsync(", to all who ask,"), other.Outline.DoAsync("C5", "Remove"));
        await Assertions.Expect(writer.Main.GetByText($"{Accounts.FocalBbs} removed this")).ToBeVisibleAsync();
        await problem.TypeAsync(" and for free,");
        await writer.ExpectSavedAsync();
        await other.Outline.RestoreAsync("SDG Tracker open for reuse");

        await Assertions.Expect(writer.Main.GetByText($"{Accounts.FocalBbs} removed this")).ToBeHiddenAsync();
        await other.Outline.OpenAsync("C5");
        foreach (var page in new[] { writer, other })
            await page.Text(node, "problem").ExpectAsync("The SDG Tracker shows, to all who ask, and for free, national indicators");
    }

    private static IReadOnlyList<string> Titles(PlanCopy plan, string node) => plan.Texts(plan.Children(node, "milestone"), "title");
}
