using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanEditor.Tests.Hosting;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Identity;

public sealed class InvitationTests
{
    private const string Password = "kettle violin ashtray";

    [Fact]
    public async Task The_first_administrators_link_works_once()
    {
        using var site = new Site(sample: false);
        var code = await OfferAsync(site);
        var browser = site.Open();

        var answer = await browser.SendAsync($"/account/join/{code}", "join", ("Input.Email", "chief@example.org"), ("Input.Name", "Chief"), ("Input.Password", Password));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.True(await browser.IsSignedInAsync());
        Assert.Contains("does not work any more", await site.Open().ReadAsync($"/account/join/{code}"), StringComparison.Ordinal);
        Assert.Null(await OfferAsync(site));
    }

    [Fact]
    public async Task Looking_at_a_link_does_not_use_it_and_a_bad_password_leaves_it_good()
    {
        using var site = new Site(sample: false);
        var code = await OfferAsync(site);
        var browser = site.Open();
        await browser.ReadAsync($"/account/join/{code}");
        await browser.SendAsync($"/account/join/{code}", "join", ("Input.Email", "chief@example.org"), ("Input.Name", "Chief"), ("Input.Password", "password1234"));
        Assert.False(await browser.IsSignedInAsync());

        await browser.SendAsync($"/account/join/{code}", "join", ("Input.Email", "chief@example.org"), ("Input.Name", "Chief"), ("Input.Password", Password));

        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Two_who_use_a_link_at_once_get_one_account()
    {
        using var site = new Site(sample: false);
        var code = await OfferAsync(site);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(async at =>
        {
            await using var scope = site.Scope();
            try
            {
                return (await scope.ServiceProvider.GetRequiredService<Invitations>().AcceptAsync(code!, $"chief{at}@example.org", "Chief", Password, default)).User;
            }
            catch (DbUpdateException)
            {
                return null;
            }
            catch (System.Data.Common.DbException)
            {
                return null;
            }
        }));

        Assert.Single(results, user => user is not null);
        await using var check = site.Scope();
        Assert.Single(check.ServiceProvider.GetRequiredService<PlanDb>().Users);
    }

    [Fact]
    public async Task A_new_offer_to_the_first_administrator_ends_the_one_before()
    {
        using var site = new Site(sample: false);
        var before = await OfferAsync(site);
        var now = await OfferAsync(site);

        Assert.Contains("does not work any more", await site.Open().ReadAsync($"/account/join/{before}"), StringComparison.Ordinal);
        Assert.Contains("Make your account", await site.Open().ReadAsync($"/account/join/{now}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_sample_accounts_no_administrator_is_asked_for()
    {
        using var site = new Site(sample: true);
        Assert.Null(await OfferAsync(site));
    }

    [Fact]
    public async Task The_code_is_nowhere_but_in_the_link()
    {
        using var site = new Site(sample: false);
        var code = (await OfferAsync(site))!;
        Assert.True(code.Length >= 22, "128 bits at least");

        await using var scope = site.Scope();
        var stored = await scope.ServiceProvider.GetRequiredService<PlanDb>().Invitations.SingleAsync();
        Assert.Equal(32, stored.CodeHash.Length);
        Assert.DoesNotContain(code, Convert.ToBase64String(stored.CodeHash), StringComparison.Ordinal);
        Assert.Equal(Invitations.Lifetime, stored.ExpiresAt - stored.MadeAt);
    }

    [Theory]
    [InlineData("admin", Role.Reviewer, null, true)]
    [InlineData("admin", Role.PlanLead, "UY", true)]
    [InlineData("admin", Role.PlanLead, null, false)]
    [InlineData("admin", Role.Reviewer, "UY", false)]
    [InlineData("admin", Role.Server, null, false)]
    [InlineData("lead.np", Role.FocalPoint, "NP", true)]
    [InlineData("lead.np", Role.Contributor, "NP", true)]
    [InlineData("lead.np", Role.FocalPoint, "UY", false)]
    [InlineData("lead.np", Role.PlanLead, "NP", false)]
    [InlineData("lead.np", Role.Reviewer, null, false)]
    [InlineData("focal.np", Role.Contributor, "NP", false)]
    [InlineData("reviewer", Role.Peer, null, false)]
    [InlineData("peer.cr", Role.Peer, null, false)]
    public async Task Who_may_invite_whom(string by, Role role, string? country, bool may)
    {
        using var site = new Site(sample: true);
        await using var scope = site.Scope();

        var (code, problem) = await scope.ServiceProvider.GetRequiredService<Invitations>().InviteAsync(SampleAccounts.Find(by)!.Id, "new@example.org", role, country, default);

        Assert.Equal(may, code is not null);
        Assert.Equal(may, problem is null);
    }

    [Fact]
    public async Task A_link_for_a_new_password_lets_somebody_back_in_and_ends_the_old_sign_ins()
    {
        using var site = new Site(sample: false);
        var administrator = await site.AddAdministratorAsync("chief@example.org", Password);
        await using var scope = site.Scope();
        var invitations = scope.ServiceProvider.GetRequiredService<Invitations>();
        var (join, _) = await invitations.InviteAsync(administrator, "lead@example.org", Role.PlanLead, "NP", default);
        var (lead, _) = await invitations.AcceptAsync(join!, "", "Lead", Password, default);
        var old = site.Open();
        await old.SignInAsync("lead@example.org", Password);

        var code = await invitations.OfferPasswordAsync(administrator, lead!.Value, default);
        var browser = site.Open();
        await browser.SendAsync($"/account/join/{code}", "join", ("Input.Password", "seven grey elephants"));

        Assert.True(await browser.IsSignedInAsync());
        Assert.False(await old.IsSignedInAsync());
    }

    private static async Task<string?> OfferAsync(Site site)
    {
        await using var scope = site.Scope();
        return await scope.ServiceProvider.GetRequiredService<Invitations>().OfferFirstAdministratorAsync(default);
    }
}
