using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanEditor.Tests.Hosting;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Identity;

public sealed class SignInTests
{
    private const string Password = "kettle violin ashtray";

    [Fact]
    public async Task A_sample_account_signs_in_with_one_click()
    {
        using var site = new Site(sample: true);
        var browser = site.Open();

        var answer = await browser.BecomeAsync("focal2.np");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("Focal point, CBS Nepal", await browser.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_sample_mode_sample_accounts_are_shut_out_even_where_the_database_has_them()
    {
        var data = Directory.CreateTempSubdirectory("ogdplans-site-").FullName;
        try
        {
            using (var before = new Site(sample: true, data)) Assert.Equal(HttpStatusCode.Redirect, (await before.Open().BecomeAsync("admin")).StatusCode);
            using var site = new Site(sample: false, data);
            var browser = site.Open();

            Assert.DoesNotContain("Plan lead, Nepal", await browser.ReadAsync("/account/sign-in"), StringComparison.Ordinal);
            await browser.BecomeAsync("admin");
            Assert.False(await browser.IsSignedInAsync());
            await browser.SignInAsync("admin@sample.invalid", "");
            Assert.False(await browser.IsSignedInAsync());
            var actor = await site.Services.GetRequiredService<Actors>().FindAsync(SampleAccounts.Find("admin")!.Id, default);
            Assert.True(actor!.Suspended);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_address_and_a_locked_account_get_the_same_words()
    {
        using var site = new Site(sample: false);
        await site.AddAccountAsync("lead@example.org", Password);
        var browser = site.Open();

        var unknown = await Words(browser, "nobody@example.org", Password);
        Assert.Contains("do not fit together", unknown, StringComparison.Ordinal);
        for (var tries = 0; tries < 5; tries++) Assert.Equal(unknown, await Words(browser, "lead@example.org", "wrong"));
        Assert.Equal(unknown, await Words(browser, "lead@example.org", Password));
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task One_address_has_twenty_tries_a_minute()
    {
        using var site = new Site(sample: true);
        var browser = site.Open();
        for (var tries = 0; tries < IdentitySetup.TriesPerMinute; tries++) await browser.Client.PostAsync("/account/sign-in", null);

        var answer = await browser.SignInAsync("lead@example.org", Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.BecomeAsync("lead.np")).StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_sign_in_on_the_server()
    {
        using var site = new Site(sample: true);
        var browser = site.Open();
        var cookie = (await browser.BecomeAsync("lead.np")).Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("ogdplans=", StringComparison.Ordinal)).Split(';')[0];
        var thief = site.CreateDefaultClient();
        thief.DefaultRequestHeaders.Add("Cookie", cookie);
        thief.DefaultRequestHeaders.Add("Accept", "text/html");
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/")).StatusCode);

        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignOutAsync()).StatusCode);

        Assert.False(await browser.IsSignedInAsync());
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Signing_in_as_somebody_else_ends_the_sign_in_before()
    {
        using var site = new Site(sample: true);
        var browser = site.Open();
        await browser.BecomeAsync("lead.np");
        await browser.BecomeAsync("reviewer");

        Assert.Contains("Reviewer, DPADM", await browser.ReadAsync("/"), StringComparison.Ordinal);
        await using var scope = site.Scope();
        var sessions = scope.ServiceProvider.GetRequiredService<PlanDb>().SignInSessions;
        Assert.Equal(SampleAccounts.Find("reviewer")!.Id.Value, Assert.Single(sessions).User);
    }

    [Fact]
    public async Task Suspending_ends_every_sign_in_at_once()
    {
        using var site = new Site(sample: true);
        var browser = site.Open();
        await browser.BecomeAsync("focal.uy");
        Assert.True(await browser.IsSignedInAsync());

        await using var scope = site.Scope();
        var problem = await scope.ServiceProvider.GetRequiredService<Accounts>()
            .ChangeAsync(SampleAccounts.Find("admin")!.Id, SampleAccounts.Find("focal.uy")!.Id, Role.FocalPoint, "UY", suspended: true, default);

        Assert.Null(problem);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Only_an_administrator_changes_accounts()
    {
        using var site = new Site(sample: true);
        await using var scope = site.Scope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        foreach (var by in new[] { "lead.uy", "reviewer", "peer.mn", "focal.uy" })
            Assert.NotNull(await accounts.ChangeAsync(SampleAccounts.Find(by)!.Id, SampleAccounts.Find("focal.uy")!.Id, Role.PlanLead, "UY", suspended: false, default));
        Assert.NotNull(await accounts.ChangeAsync(SampleAccounts.Find("admin")!.Id, SampleAccounts.Find("focal.uy")!.Id, Role.PlanLead, null, suspended: false, default));
    }

    [Fact]
    public async Task The_cookie_is_for_this_host_only_over_https()
    {
        using var site = new Site(sample: true);

        var secure = (await site.Open("https").BecomeAsync("lead.np")).Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("__Host-ogdplans=", StringComparison.Ordinal));
        var plain = (await site.Open().BecomeAsync("lead.np")).Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("ogdplans=", StringComparison.Ordinal));

        Assert.Contains("; secure", secure, StringComparison.Ordinal);
        foreach (var cookie in new[] { secure, plain })
        {
            Assert.Contains("; httponly", cookie, StringComparison.Ordinal);
            Assert.Contains("; samesite=lax", cookie, StringComparison.Ordinal);
            Assert.Contains("; path=/", cookie, StringComparison.Ordinal);
            Assert.DoesNotContain("domain=", cookie, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/account/sample", "/account/sign-in?again=1")]
    [InlineData("/account/sample?return=%2Fplans%2Fnepal", "/account/sign-in?return=%2Fplans%2Fnepal&again=1")]
    [InlineData("/account/sign-in?return=%2Fplans%2Fnepal", "/account/sign-in?return=%2Fplans%2Fnepal&again=1")]
    [InlineData("/account/sign-in?again=1", "/account/sign-in?again=1")]
    [InlineData("/account/join/abc", "/account/join/abc?again=1")]
    [InlineData("/account/sign-out", "/account/sign-in")]
    public async Task A_form_without_its_token_is_refused_and_leads_back_to_its_page(string sent, string back)
    {
        using var site = new Site(sample: true);
        var browser = site.Open();

        var answer = await browser.PostAsync(sent, "", ("Account", "admin"));

        Assert.Equal((HttpStatusCode.SeeOther, back), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.False(await browser.IsSignedInAsync());
        Assert.Equal(back.Contains("again", StringComparison.Ordinal), (await browser.ReadAsync(back)).Contains("This page was out of date, or your browser keeps no cookies. Try again.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_sign_in_page_of_another_tab_leads_to_one_that_works()
    {
        using var site = new Site(sample: true);
        var browser = site.Open();
        var otherTab = await browser.TokenAsync("/account/sign-in");
        await browser.BecomeAsync("lead.np");

        var back = (await browser.PostAsync("/account/sample", otherTab, ("Account", "reviewer"))).Headers.Location!.OriginalString;

        var page = await browser.ReadAsync(back);
        Assert.Contains("out of date", page, StringComparison.Ordinal);
        Assert.Contains("Somebody is signed in on this browser", page, StringComparison.Ordinal);
        Assert.Equal("/", (await browser.PostAsync("/account/sample", await browser.TokenAsync(back), ("Account", "reviewer"))).Headers.Location?.OriginalString);
        Assert.Contains("Reviewer, DPADM", await browser.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sent_after_the_sign_in_ended_leads_to_the_sign_in_page()
    {
        using var site = new Site(sample: true);
        var browser = site.Open();
        await browser.BecomeAsync("lead.np");
        var page = await browser.TokenAsync("/");
        await browser.SignOutAsync();

        Assert.Equal("/account/sign-in", (await browser.PostAsync("/account/sign-out", page)).Headers.Location?.OriginalString);
        Assert.Equal("/account/sign-in", (await browser.PostAsync("/account/sign-out", await browser.TokenAsync("/account/sign-in"))).Headers.Location?.OriginalString);
        Assert.EndsWith("/account/sign-in?return=%2Faccount%2Fpassword", (await browser.PostAsync("/account/password", page)).Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/plans/nepal?node=abc", "/plans/nepal?node=abc")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/\nevil", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void After_signing_in_one_stays_on_this_site(string? asked, string goes) => Assert.Equal(goes, Components.Account.LocalAddress.OrHome(asked));

    [Fact]
    public async Task A_new_password_ends_the_other_sign_ins()
    {
        using var site = new Site(sample: false);
        await site.AddAccountAsync("lead@example.org", Password);
        var (here, elsewhere) = (site.Open(), site.Open());
        await here.SignInAsync("lead@example.org", Password);
        await elsewhere.SignInAsync("lead@example.org", Password);
        Assert.True(await elsewhere.IsSignedInAsync());

        await here.SendAsync("/account/password", "password", ("Input.Old", Password), ("Input.New", "seven grey elephants"));

        Assert.True(await here.IsSignedInAsync());
        Assert.False(await elsewhere.IsSignedInAsync());
        await elsewhere.SignInAsync("lead@example.org", "seven grey elephants");
        Assert.True(await elsewhere.IsSignedInAsync());
    }

    private static async Task<string> Words(Browser browser, string email, string password)
    {
        var page = WebUtility.HtmlDecode(await (await browser.SignInAsync(email, password)).Content.ReadAsStringAsync());
        var start = page.IndexOf("class=\"problem\"", StringComparison.Ordinal);
        return page[start..page.IndexOf("</p>", start, StringComparison.Ordinal)];
    }
}
