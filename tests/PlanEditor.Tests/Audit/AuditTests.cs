using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PlanEditor.Audit;
using PlanEditor.Collaboration;
using PlanEditor.Components.Editor;
using PlanEditor.Finals;
using PlanEditor.History;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanEditor.Tests.Collaboration;
using PlanEditor.Tests.Editor;
using PlanEditor.Tests.Hosting;
using PlanEditor.Tests.Identity;
using PlanEditor.Webhooks;
using PlanModel;
using PlanModel.Operations;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Audit;

public sealed class AuditTests
{
    private const string Password = "kettle violin ashtray";

    [Fact]
    public async Task Sign_ins_passwords_and_invitations_are_written_down_without_secrets()
    {
        using var site = new Site(sample: false);
        await site.AddAccountAsync("lead@example.org", Password);
        var browser = site.Open();
        await browser.SignInAsync("nobody@example.org", "hunter2 hunter2");
        for (var tries = 0; tries < 6; tries++) await browser.SignInAsync("lead@example.org", "wrong guess");

        var kinds = (await EntriesAsync(site)).Select(entry => entry.Kind).ToList();
        Assert.Equal(6, kinds.Count(kind => kind == AuditKind.SignInFailed));
        Assert.Equal(1, kinds.Count(kind => kind == AuditKind.SignInLocked));
        // One of them was never used: that for the first administrator, made at the start.
        Assert.Equal(3, kinds.Count(kind => kind == AuditKind.Invited));
        Assert.Equal(2, kinds.Count(kind => kind == AuditKind.InvitationUsed));
        var administrator = site.Open();
        await administrator.SignInAsync("admin.for.lead@example.org", "seven purple teapots");
        await administrator.SendAsync("/account/password", "password", ("Input.Old", "seven purple teapots"), ("Input.New", "seven grey elephants"));
        await administrator.SignOutAsync();
        var entries = await EntriesAsync(site);
        Assert.Equal([AuditKind.SignedIn, AuditKind.PasswordSet, AuditKind.SignedOut], entries.TakeLast(3).Select(entry => entry.Kind));
        var written = string.Join('\n', entries.Select(entry => $"{entry.Detail} {entry.Plan} {entry.Address}"));
        foreach (var secret in new[] { Password, "hunter2", "teapots", "elephants", "wrong guess", "nobody@example.org" }) Assert.DoesNotContain(secret, written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_administrator_reads_what_is_wrong_with_finals_and_has_messages_that_were_given_up_sent_again()
    {
        using var site = new Site(sample: true);
        site.Services.GetRequiredService<FinalTroubles>().Say("peru", 1, "Its manifest.json cannot be read.");
        site.Services.GetRequiredService<WebhookStore>().Keep(new WebhookDelivery("peru-v1-0", new Uri("https://hooks.example.org/?secret"), "peru", 1, 9, null, "answered 503") { Failed = true });
        var administrator = site.Open();
        await administrator.BecomeAsync("admin");
        var page = await administrator.ReadAsync("/audit");
        foreach (var words in new[] { "peru, version 1.", "Its manifest.json cannot be read.", "hooks.example.org", "after 9 tries it answered 503", "Send again" }) Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.DoesNotContain("?secret", page, StringComparison.Ordinal);

        Assert.Contains("no longer in the configuration", await site.Services.GetRequiredService<FailedWebhooks>().SendAgainAsync(Id("admin"), "peru-v1-0", default), StringComparison.Ordinal);
        Assert.Single(site.Services.GetRequiredService<WebhookStore>().Failed());
        var configured = new WebhookOptions { Addresses = [new WebhookAddress { Address = new Uri("https://hooks.example.org/?secret"), Secret = new string('s', WebhookAddress.SecretLengthMin) }] };
        var failed = ActivatorUtilities.CreateInstance<FailedWebhooks>(site.Services, Options.Create(configured));
        Assert.NotNull(await failed.SendAgainAsync(Id("reviewer"), "peru-v1-0", default));
        Assert.Null(await failed.SendAgainAsync(Id("admin"), "peru-v1-0", default));
        Assert.NotNull(await failed.SendAgainAsync(Id("admin"), "peru-v1-0", default));
        page = await administrator.ReadAsync("/audit");
        Assert.DoesNotContain("Send again", page, StringComparison.Ordinal);
        foreach (var words in new[] { "Message sent again", "To hooks.example.org: version 1" }) Assert.Contains(words, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_administrator_sees_a_refused_act_a_role_change_and_a_saved_file_and_nobody_else_sees_any()
    {
        using var site = new Site(sample: true);
        var peer = site.Open();
        await peer.BecomeAsync("peer.cr");
        Assert.Equal(HttpStatusCode.NotFound, (await peer.GetAsync("/plans/uruguay/plan.json")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await peer.GetAsync("/plans/nepal/comments.csv")).StatusCode);
        await using (var scope = site.Scope())
            await scope.ServiceProvider.GetRequiredService<Accounts>().ChangeAsync(Id("admin"), Id("focal.uy"), Role.Contributor, "UY", suspended: true, default);
        await RefusedAsync(site, "uruguay", "contributor.uy");
        await UntilAsync(site, entries => entries.Count(entry => entry.Kind == AuditKind.Refused) == 2);

        var administrator = site.Open();
        await administrator.BecomeAsync("admin");
        var page = await administrator.ReadAsync("/audit");
        foreach (var words in new[] { "File saved", "comments.csv", "Role changed", "From FocalPoint UY to Contributor UY", "Suspended", "Refused", "request: There is no such plan", "Step of a plan", "Peer, Costa Rica" })
            Assert.Contains(words, page, StringComparison.Ordinal);
        var refused = await administrator.ReadAsync($"/audit?kind=Refused&person={Id("peer.cr")}");
        Assert.Contains("request: There is no such plan", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("From FocalPoint UY", refused, StringComparison.Ordinal);
        Assert.Contains("Nothing was written down", await administrator.ReadAsync("/audit?day=2001-01-01"), StringComparison.Ordinal);
        Assert.StartsWith("\"When (UTC)\",\"What\"", await administrator.Client.GetStringAsync("/audit.csv"), StringComparison.Ordinal);

        foreach (var account in new[] { "peer.cr", "lead.np", "reviewer", "contributor.uy" })
        {
            var browser = site.Open();
            await browser.BecomeAsync(account);
            foreach (var path in new[] { "/audit", "/audit.csv" })
            {
                var answer = await browser.GetAsync(path);
                Assert.Equal((account, path, HttpStatusCode.NotFound), (account, path, answer.StatusCode));
                Assert.DoesNotContain("Role changed", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Whoever_is_refused_all_day_fills_no_disk()
    {
        var time = new ManualTime();
        using var site = new Site(sample: true, null, time);
        var audit = site.Services.GetRequiredService<AuditLog>();
        var refusal = new Refusal(RefusalCode.NotAllowed, "No.");
        for (var tries = 0; tries < 1_000; tries++) audit.Note(Id("peer.cr"), refusal, "nepal", "hub");
        audit.Note(Id("peer.mn"), refusal, "nepal", "hub");
        audit.Note(Id("peer.mn"), new Refusal(RefusalCode.BadValue, "Wrong."), "nepal", "hub");
        await UntilAsync(site, entries => entries.Count(entry => entry.Kind == AuditKind.Refused) == AuditLog.RefusalsAtOnce + 1);
        time.Pass(TimeSpan.FromMinutes(1));
        audit.Note(Id("peer.cr"), refusal, "nepal", "hub");
        await UntilAsync(site, entries => entries.Any(entry => entry.Detail == "hub: No. 980 more before it were not written down."));
    }

    [Fact]
    public async Task Entries_are_never_altered_and_only_old_ones_go()
    {
        using var site = new Site(sample: true);
        await site.Open().BecomeAsync("admin");
        await using var database = await site.Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync();
        await Assert.ThrowsAnyAsync<SqliteException>(() => database.Set<AuditEntry>().ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Detail, "nothing")));
        await Assert.ThrowsAnyAsync<SqliteException>(() => database.Set<AuditEntry>().Where(entry => entry.Kind == AuditKind.SignedIn).ExecuteDeleteAsync());
        database.Add(new AuditEntry { At = DateTimeOffset.UnixEpoch, Kind = AuditKind.Exported, Detail = "long ago" });
        await database.SaveChangesAsync();
        await site.Services.GetServices<IHostedService>().OfType<AuditSweep>().Single().WorkAsync(CancellationToken.None);
        var left = await EntriesAsync(site);
        Assert.DoesNotContain(left, entry => entry.Detail == "long ago");
        Assert.Contains(left, entry => entry.Kind == AuditKind.SignedIn);
    }

    [Fact]
    public async Task A_file_whose_saving_cannot_be_written_down_is_refused_in_words()
    {
        using var site = new Site(sample: true);
        var (reviewer, administrator) = (site.Open(), site.Open());
        await reviewer.BecomeAsync("reviewer");
        await administrator.BecomeAsync("admin");
        await using (var database = await site.Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync())
            await database.Database.ExecuteSqlRawAsync("CREATE TRIGGER NoRoom BEFORE INSERT ON AuditEntries BEGIN SELECT RAISE(ABORT, 'no room'); END");
        foreach (var (browser, path) in new[] { (reviewer, "/plans/nepal/plan.json"), (reviewer, "/plans/nepal/comments.xlsx"), (reviewer, "/coverage.csv"), (administrator, "/audit.csv") })
        {
            var answer = await browser.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.ServiceUnavailable), (path, answer.StatusCode));
            Assert.StartsWith("The file cannot be saved now", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await reviewer.GetAsync("/plans/nepal")).StatusCode);
    }

    private static UserId Id(string account) => SampleAccounts.Find(account)!.Id;

    private static async Task RefusedAsync(Site site, string plan, string account)
    {
        var actors = site.Services.GetRequiredService<Actors>();
        using var lease = await site.Services.GetRequiredService<PlanRooms>().OpenAsync(plan, default);
        var looking = new Looking(lease!.Room.Plan.Id, Id(account), new StubLooks(), TimeProvider.System, NullLogger<Looking>.Instance);
        using var open = new OpenPlan(lease, (await actors.FindPersonAsync(Id(account), default))!, new SessionId(Guid.NewGuid()), site.Services.GetRequiredService<PlanRemovals>(), actors, site.Services.GetRequiredService<AuditLog>(), looking, NullLogger<EditingSession>.Instance);
        Assert.Equal(RefusalCode.NotAllowed, (await open.Session.DoAsync(new OpenToPeers(true)))?.Code);
    }

    private static async Task<List<AuditEntry>> EntriesAsync(Site site)
    {
        await using var database = await site.Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync();
        return await database.Set<AuditEntry>().AsNoTracking().OrderBy(entry => entry.Key).ToListAsync();
    }

    private static async Task UntilAsync(Site site, Func<List<AuditEntry>, bool> holds)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!holds(await EntriesAsync(site))) await Task.Delay(20, deadline.Token);
    }
}
