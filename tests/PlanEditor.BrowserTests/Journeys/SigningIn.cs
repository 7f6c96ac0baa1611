using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

public sealed partial class SigningIn(Site site) : Journey(site)
{
    [Fact]
    public async Task One_click_signs_in_as_a_sample_account_and_shows_the_plans()
    {
        var person = await ArriveAsync(null);
        await new SignInPage(person.Page).SignInAsync(Accounts.FocalNepal);
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Heading, new() { Name = "Action plans" })).ToBeVisibleAsync();
        await Assertions.Expect(new AccountMenu(person.Page, Accounts.FocalNepal).Button).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_link_to_a_plan_waits_for_the_sign_in_and_then_opens_it()
    {
        var person = await ArriveAsync(null);
        await person.Page.GotoAsync("plans/nepal");
        await Assertions.Expect(person.Page).ToHaveURLAsync(DoorAddress());
        await new SignInPage(person.Page).SampleAccount(Accounts.FocalNepal).ClickAsync();
        await Assertions.Expect(person.Page).ToHaveURLAsync(NepalAddress());
    }

    [Fact]
    public async Task A_link_that_was_not_used_is_taken_back_by_key_and_the_focus_goes_on_to_the_next()
    {
        var administrator = (await ArriveAsync(Accounts.Administrator)).Page;
        await administrator.GotoAsync("people");
        string[] people = ["first@example.org", "second@example.org"];
        foreach (var email in people)
        {
            await administrator.GetByRole(AriaRole.Button, new() { Name = "Invite…" }).ClickAsync();
            await administrator.GetByLabel("Email address").FillAsync(email);
            await administrator.GetByLabel("Role").SelectOptionAsync("Peer");
            await administrator.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
            await Assertions.Expect(administrator.GetByLabel($"Link for {email}")).ToBeVisibleAsync();
            await administrator.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
            await Assertions.Expect(TakeBack(email)).ToBeVisibleAsync();
        }

        await TakeBack(people[0]).PressAsync("Enter");
        await Assertions.Expect(TakeBack(people[0])).ToHaveCountAsync(0);
        await Assertions.Expect(TakeBack(people[1])).ToBeFocusedAsync();
        await administrator.Keyboard.PressAsync("Enter");
        await Assertions.Expect(administrator.GetByText($"The link for {people[1]} does not work any more.")).ToBeFocusedAsync();

        ILocator TakeBack(string email) => administrator.GetByRole(AriaRole.Button, new() { Name = $"Take back the link for {email}" });
    }

    [Fact]
    public async Task Signing_out_ends_the_sign_in_on_the_server_too()
    {
        var person = await ArriveAsync(null);
        await new SignInPage(person.Page).SignInAsync(Accounts.ContributorNepal);
        var cookies = await person.Context.CookiesAsync();
        await new AccountMenu(person.Page, Accounts.ContributorNepal).SignOutAsync();
        await Assertions.Expect(person.Page).ToHaveURLAsync(DoorAddress());

        await person.Context.AddCookiesAsync(cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path }));
        await person.Page.GotoAsync("");
        await Assertions.Expect(person.Page).ToHaveURLAsync(DoorAddress());
    }

    [Fact]
    public async Task Pages_that_were_left_open_lead_to_the_sign_in_page_after_a_sign_out()
    {
        var person = await ArriveAsync(null);
        await new SignInPage(person.Page).SignInAsync(Accounts.FocalNepal);
        var plan = await PlanPage.OpenAsync(await person.NewTabAsync(), "nepal", "");
        var home = await person.NewTabAsync();
        await home.GotoAsync("");

        await new AccountMenu(person.Page, Accounts.FocalNepal).SignOutAsync();
        await Assertions.Expect(home).ToHaveURLAsync(DoorAddress());
        await Assertions.Expect(plan.Page).ToHaveURLAsync(DoorAddress());
    }

    [Fact]
    public async Task Signing_out_asks_about_what_is_not_sent()
    {
        await using var line = new Line(App.Address);
        var node = (await ReadAsync("uruguay")).Commitment("Datos abiertos");
        var person = await ArriveAsync(null, line: line);
        await new SignInPage(person.Page).SignInAsync(Accounts.FocalIne);
        var page = await PlanPage.OpenAsync(person.Page, "uruguay", node);
        var text = page.Text(node, "causes");

        line.CutSockets();
        await Assertions.Expect(page.State).ToContainTextAsync("Offline");
        await text.CaretAtEndAsync();
        await text.TypeAsync(" Antes de salir.");
        await page.ExpectKeptAsync();
        await person.Page.CloseAsync();
        line.Mend();
        var home = await person.NewTabAsync();
        await home.GotoAsync("");
        var menu = new AccountMenu(home, Accounts.FocalIne);
        await menu.SignOutAsync();
        await Assertions.Expect(menu.Question).ToContainTextAsync("not sent");
        var download = await home.RunAndWaitForDownloadAsync(() => menu.Question.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync());
        Assert.Contains("Antes de salir.", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
        await menu.Question.GetByRole(AriaRole.Button, new() { Name = "Stay signed in" }).ClickAsync();
        await Assertions.Expect(menu.Question).ToBeHiddenAsync();

        await menu.SignOutAsync();
        await menu.Question.GetByRole(AriaRole.Button, new() { Name = "Send and sign out" }).ClickAsync();
        await Assertions.Expect(home).ToHaveURLAsync(DoorAddress());
        Assert.Contains("Antes de salir.", (await ReadAsync("uruguay")).Text(node, "causes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_discarded_at_signing_out_is_gone()
    {
        await using var line = new Line(App.Address);
        var node = (await ReadAsync("uruguay")).Commitment("Datos abiertos");
        var person = await ArriveAsync(null, line: line);
        await new SignInPage(person.Page).SignInAsync(Accounts.FocalIne);
        var page = await PlanPage.OpenAsync(person.Page, "uruguay", node);

        line.CutSockets();
        await Assertions.Expect(page.State).ToContainTextAsync("Offline");
        await page.Text(node, "solution").CaretAtEndAsync();
        await page.Text(node, "solution").TypeAsync(" Se descarta.");
        await page.ExpectKeptAsync();
        await person.Page.CloseAsync();
        line.Mend();
        var home = await person.NewTabAsync();
        await home.GotoAsync("");
        var menu = new AccountMenu(home, Accounts.FocalIne);
        await menu.SignOutAsync();
        await menu.Question.GetByRole(AriaRole.Button, new() { Name = "Discard and sign out" }).ClickAsync();
        await Assertions.Expect(home).ToHaveURLAsync(DoorAddress());

        await new SignInPage(home).SignInAsync(Accounts.FocalIne);
        page = await PlanPage.OpenAsync(home, "uruguay", node);
        await page.Text(node, "solution").ExpectNotAsync("Se descarta.");
        Assert.DoesNotContain("Se descarta.", (await ReadAsync("uruguay")).Text(node, "solution"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_without_rights_and_a_plan_that_is_not_there_look_the_same()
    {
        var peer = await ArriveAsync(Accounts.Peer);
        var pages = new List<string>();
        foreach (var plan in new[] { "uruguay", "atlantis" })
        {
            var answer = await peer.Page.GotoAsync($"plans/{plan}");
            Assert.Equal(404, answer!.Status);
            await Assertions.Expect(peer.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("There is no such page, or it is not yours to see");
            pages.Add(await peer.Page.GetByRole(AriaRole.Main).InnerTextAsync());
        }

        Assert.Equal(pages[0], pages[1]);
    }

    [GeneratedRegex("/(account/sign-in|public$)")]
    private static partial Regex DoorAddress();

    [GeneratedRegex("/plans/nepal")]
    private static partial Regex NepalAddress();
}
