using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Audit;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanEditor.Tests.Hosting;
using PlanModel;
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
        using var site = new Site(sample: false) { Alter = services => services.AddSingleton<IStartupFilter>(new From(IPAddress.Parse("203.0.113.5"))) };
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
        // Where a password came from is what is asked after a theft.
        await using var database = await site.Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync();
        foreach (var kind in new[] { AuditKind.InvitationUsed, AuditKind.PasswordSet })
            Assert.Equal("203.0.113.5", database.Set<AuditEntry>().OrderBy(entry => entry.Key).Last(entry => entry.Kind == kind).Address);
    }

    [Fact]
    public async Task A_link_is_worth_what_its_maker_may_do_now()
    {
        using var site = new Site(sample: false);
        var chief = await site.AddAdministratorAsync("chief@example.org", Password);
        var (other, lead) = (await JoinAsync(site, chief, "other@example.org", Role.Administrator, null), await JoinAsync(site, chief, "lead@example.org", Role.PlanLead, "NP"));
        await using var scope = site.Scope();
        var (invitations, accounts) = (scope.ServiceProvider.GetRequiredService<Invitations>(), scope.ServiceProvider.GetRequiredService<Accounts>());
        var (account, _) = await invitations.InviteAsync(other, "friend@example.org", Role.Administrator, null, default);
        var password = await invitations.OfferPasswordAsync(other, lead, default);
        var (focal, _) = await invitations.InviteAsync(lead, "focal@example.org", Role.FocalPoint, "NP", default);

        await accounts.ChangeAsync(chief, other, Role.Administrator, null, suspended: true, default);
        await accounts.ChangeAsync(chief, lead, Role.PlanLead, "UY", suspended: false, default);

        foreach (var code in new[] { account, password, focal })
        {
            Assert.Contains("does not work any more", await site.Open().ReadAsync($"/account/join/{code}"), StringComparison.Ordinal);
            Assert.Null((await invitations.AcceptAsync(code!, "", "Friend", "seven grey elephants", default)).User);
        }

        Assert.Equal(3, await scope.ServiceProvider.GetRequiredService<PlanDb>().Users.CountAsync());
    }

    [Fact]
    public async Task A_link_that_was_taken_back_does_not_work_and_the_audit_says_who_did_that()
    {
        using var site = new Site(sample: false);
        var chief = await site.AddAdministratorAsync("chief@example.org", Password);
        await using var scope = site.Scope();
        var invitations = scope.ServiceProvider.GetRequiredService<Invitations>();
        var (code, _) = await invitations.InviteAsync(chief, "frend@example.org", Role.Administrator, null, default);
        var waiting = Assert.Single(await invitations.ListAsync(chief, default));
        Assert.Equal("frend@example.org", waiting.Email);

        Assert.Null(await invitations.TakeBackAsync(chief, waiting.Id, default));

        Assert.Empty(await invitations.ListAsync(chief, default));
        Assert.Contains("does not work any more", await site.Open().ReadAsync($"/account/join/{code}"), StringComparison.Ordinal);
        Assert.NotNull(await invitations.TakeBackAsync(chief, waiting.Id, default));
        var entry = Assert.Single(scope.ServiceProvider.GetRequiredService<PlanDb>().Set<AuditEntry>(), entry => entry.Kind == AuditKind.InvitationTakenBack);
        Assert.Equal((chief.Value, "Account: Administrator"), (entry.User, entry.Detail));
    }

    [Fact]
    public async Task A_link_that_was_used_is_none_that_can_be_taken_back()
    {
        using var site = new Site(sample: false);
        var chief = await site.AddAdministratorAsync("chief@example.org", Password);
        await using var scope = site.Scope();
        var invitations = scope.ServiceProvider.GetRequiredService<Invitations>();
        var (code, _) = await invitations.InviteAsync(chief, "friend@example.org", Role.Peer, null, default);
        var waiting = Assert.Single(await invitations.ListAsync(chief, default));
        Assert.NotNull((await invitations.AcceptAsync(code!, "", "Friend", "seven grey elephants", default)).User);

        Assert.Empty(await invitations.ListAsync(chief, default));
        Assert.Equal("The link was used meanwhile.", await invitations.TakeBackAsync(chief, waiting.Id, default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_new_password_ends_every_other_link_for_one(bool byLink)
    {
        using var site = new Site(sample: false);
        var chief = await site.AddAdministratorAsync("chief@example.org", Password);
        var lead = await JoinAsync(site, chief, "lead@example.org", Role.PlanLead, "NP");
        await using var scope = site.Scope();
        var invitations = scope.ServiceProvider.GetRequiredService<Invitations>();
        var (first, second) = (await invitations.OfferPasswordAsync(chief, lead, default), await invitations.OfferPasswordAsync(chief, lead, default));

        var browser = site.Open();
        if (byLink)
        {
            await browser.SendAsync($"/account/join/{first}", "join", ("Input.Password", "seven grey elephants"));
        }
        else
        {
            await browser.SignInAsync("lead@example.org", Password);
            await browser.SendAsync("/account/password", "password", ("Input.Old", Password), ("Input.New", "seven grey elephants"));
        }

        Assert.True(await browser.IsSignedInAsync());
        Assert.Null((await invitations.AcceptAsync(second!, "", "", "thirteen green owls", default)).User);
        Assert.True(await browser.IsSignedInAsync());
    }

    [Theory]
    [InlineData("maria@example.org", true)]
    [InlineData("maria+plans@estadística.example", true)]
    [InlineData("<maria@example.org>", false)]
    [InlineData("maria@example.org,", false)]
    [InlineData("maria@example.org;", false)]
    [InlineData("maria(work)@example.org", false)]
    [InlineData("maria", false)]
    public async Task Only_an_address_to_which_mail_can_be_sent_is_invited(string email, bool may)
    {
        using var site = new Site(sample: true);
        await using var scope = site.Scope();

        var (code, problem) = await scope.ServiceProvider.GetRequiredService<Invitations>().InviteAsync(SampleAccounts.Find("admin")!.Id, email, Role.Reviewer, null, default);

        Assert.Equal((may, !may), (code is not null, problem is not null));
    }

    [Fact]
    public async Task A_name_holds_nothing_that_files_cannot_hold()
    {
        using var site = new Site(sample: false);
        await using var scope = site.Scope();
        var invitations = scope.ServiceProvider.GetRequiredService<Invitations>();
        var code = (await invitations.OfferFirstAdministratorAsync(default))!;
        foreach (var name in new[] { "Chief\vof all", "Chief\u0001of all", "Chief\nof all", "Chief \ud83d", "Chief \uffff" })
            Assert.Contains("cannot be seen", (await invitations.AcceptAsync(code, "chief@example.org", name, Password, default)).Problem, StringComparison.Ordinal);

        Assert.NotNull((await invitations.AcceptAsync(code, "chief@example.org", "प्रमुख 😀", Password, default)).User);
    }

    [Fact]
    public async Task The_first_administrators_link_is_in_a_file_for_the_servers_user_alone_until_there_is_one()
    {
        var data = Directory.CreateTempSubdirectory("ogdplans-site-").FullName;
        try
        {
            using (var site = new Site(sample: false, data))
            {
                var browser = site.Open();
                var file = site.Services.GetRequiredService<FirstAdministrator>().Path;
                // Written when the server has started, of which this hears at about the same time.
                Assert.True(SpinWait.SpinUntil(() => File.Exists(file), TimeSpan.FromSeconds(30)));
                if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
                var link = (await File.ReadAllTextAsync(file)).Trim();
                await browser.SendAsync(link[link.IndexOf("/account/", StringComparison.Ordinal)..], "join", ("Input.Email", "chief@example.org"), ("Input.Name", "Chief"), ("Input.Password", Password));
                Assert.True(await browser.IsSignedInAsync());
            }

            using var later = new Site(sample: false, data);
            Assert.False(File.Exists(later.Services.GetRequiredService<FirstAdministrator>().Path));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<UserId> JoinAsync(Site site, UserId by, string email, Role role, string? country)
    {
        await using var scope = site.Scope();
        var invitations = scope.ServiceProvider.GetRequiredService<Invitations>();
        var (code, _) = await invitations.InviteAsync(by, email, role, country, default);
        return (await invitations.AcceptAsync(code!, "", "Somebody", Password, default)).User!.Value;
    }

    private static async Task<string?> OfferAsync(Site site)
    {
        await using var scope = site.Scope();
        return await scope.ServiceProvider.GetRequiredService<Invitations>().OfferFirstAdministratorAsync(default);
    }

    /// <summary>Lets all requests come from an address.</summary>
    private sealed class From(IPAddress address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, further) =>
            {
                context.Connection.RemoteIpAddress = address;
                return further(context);
            });
            next(app);
        };
    }
}
