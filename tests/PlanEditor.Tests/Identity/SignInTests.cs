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

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var site = new Site(sample: true);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("Account", "admin")]);

        Assert.Equal(HttpStatusCode.BadRequest, (await site.Open().Client.PostAsync("/account/sample", form)).StatusCode);
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
