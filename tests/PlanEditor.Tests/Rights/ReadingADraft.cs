using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Audit;
using PlanEditor.Collaboration;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using Xunit;

namespace PlanEditor.Tests.Rights;

/// <summary>An administrator reads one draft for a reason, for some hours, on every way, and changes nothing.</summary>
public sealed class ReadingADraft(RightsSite site) : IClassFixture<RightsSite>
{
    private const string Reason = "A complaint came in about C1";

    private DraftGrants Grants => site.Services.GetRequiredService<DraftGrants>();

    private Colleague Administrator => site.Colleagues.Single(one => one.Column == "Administrator");

    [Fact]
    public async Task It_holds_on_every_way_for_that_plan_alone_until_its_time_is_over()
    {
        using var ground = await site.NewPlanAsync(PlanStage.All[0]);
        using var other = await site.NewPlanAsync(PlanStage.All[0]);
        using var browser = site.Browse(Administrator);
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(browser, $"/plans/{ground.Slug}"));
        Assert.Null(await Grants.GrantAsync(Administrator.Id, ground.Slug, Reason, default));

        foreach (var path in new[] { $"/plans/{ground.Slug}", $"/plans/{ground.Slug}/history", $"/plans/{ground.Slug}/comments" })
            Assert.Equal((path, HttpStatusCode.OK), (path, await AskAsync(browser, path)));
        // It is read there, and taken nowhere.
        foreach (var file in new[] { "plan.json", "plan.docx", "plan.pdf", "coverage.csv", "coverage.xlsx", "comments.csv", "comments.xlsx" })
            Assert.Equal((file, HttpStatusCode.NotFound), (file, await AskAsync(browser, $"/plans/{ground.Slug}/{file}")));
        Assert.Contains("saves no file of it", await browser.GetStringAsync($"/plans/{ground.Slug}/export"), StringComparison.Ordinal);
        Assert.DoesNotContain("comments.csv", await browser.GetStringAsync($"/plans/{ground.Slug}/comments"), StringComparison.Ordinal);
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync($"/plans/{ground.Slug}"));
        Assert.Contains("You read this draft as an administrator until", page, StringComparison.Ordinal);
        Assert.Contains(Reason, page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(browser, $"/plans/{other.Slug}"));

        await using var line = await site.ConnectAsync(Administrator);
        Assert.Equal("notFound", (string?)(await line.OpenAsync(other.Slug))["refusal"]?["code"]);
        Assert.Null((await line.OpenAsync(ground.Slug))["refusal"]);
        var entry = Assert.Single(await EntriesAsync(ground.Slug));
        Assert.Equal(($"For 8 hours: {Reason}", Administrator.Id.Value), (entry.Detail, entry.User));

        await WriteAsync(database => database.Set<DraftGrant>().ExecuteUpdateAsync(set => set.SetProperty(grant => grant.Until, TimeProvider.System.GetUtcNow().AddSeconds(-1))));
        await Grants.WorkAsync(default);
        await line.Closed;
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(browser, $"/plans/{ground.Slug}"));
        Assert.Null(await Grants.FindAsync(Administrator.Id, default));
        Assert.Equal("Ended: its time was over", (await EntriesAsync(ground.Slug))[^1].Detail);
    }

    [Fact]
    public async Task That_it_ended_is_written_down_once_whoever_ends_it()
    {
        using var ground = await site.NewPlanAsync(PlanStage.All[0]);
        using var other = await site.NewPlanAsync(PlanStage.All[0]);
        Assert.Null(await Grants.GrantAsync(Administrator.Id, ground.Slug, Reason, default));
        Assert.Null(await Grants.GrantAsync(Administrator.Id, other.Slug, Reason, default));
        Assert.Equal([$"For 8 hours: {Reason}", "Ended: a reading was asked for anew"], (await EntriesAsync(ground.Slug)).Select(entry => entry.Detail));

        await WriteAsync(database => database.Set<DraftGrant>().ExecuteUpdateAsync(set => set.SetProperty(grant => grant.Until, TimeProvider.System.GetUtcNow().AddSeconds(-1))));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(at => Task.Run(() => at % 2 == 0 ? Grants.WorkAsync(default) : Grants.EndAsync(Administrator.Id, default))));
        Assert.Single(await EntriesAsync(other.Slug), entry => entry.Detail.StartsWith("Ended", StringComparison.Ordinal));

        Assert.Null(await Grants.GrantAsync(Administrator.Id, ground.Slug, Reason, default));
        await WriteAsync(database => database.Database.ExecuteSqlRawAsync("CREATE TRIGGER NoRoom BEFORE INSERT ON AuditEntries BEGIN SELECT RAISE(ABORT, 'no room'); END"));
        Assert.StartsWith("That could not be written down", await Grants.EndAsync(Administrator.Id, default), StringComparison.Ordinal);
        Assert.NotNull(await Grants.FindAsync(Administrator.Id, default));
        await WriteAsync(database => database.Database.ExecuteSqlRawAsync("DROP TRIGGER NoRoom"));
        Assert.Null(await Grants.EndAsync(Administrator.Id, default));
        Assert.Equal("Ended", (await EntriesAsync(ground.Slug))[^1].Detail);
    }

    [Fact]
    public async Task Nothing_is_changed_by_it()
    {
        using var ground = await site.NewPlanAsync(PlanStage.All[0]);
        Assert.Null(await Grants.GrantAsync(Administrator.Id, ground.Slug, Reason, default));
        foreach (var act in new[] { "set a value", "write in a text", "comment on a part", "suggest a change", "name a version", "open the plan to peers", "submit the plan for review" })
        {
            var (_, operations) = await PlanTries.All[act].Make(site, ground, Administrator);
            var answer = await ground.Room.SubmitAsync(new Submission(Administrator.Id, new SessionId(Guid.NewGuid()), ground.Revision, [new Change(new ChangeId(Guid.NewGuid()), operations)]), default);
            Assert.True(answer.Refusal is not null, act);
        }

        Assert.Null(await Grants.EndAsync(Administrator.Id, default));
        using var browser = site.Browse(Administrator);
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(browser, $"/plans/{ground.Slug}"));
    }

    [Fact]
    public async Task Without_a_reason_or_the_role_nothing_is_read()
    {
        using var ground = await site.NewPlanAsync(PlanStage.All[0]);
        foreach (var reason in new[] { "", "because", new string('x', DraftGrant.ReasonLengthMax + 1), "one line\nand another" })
            Assert.NotNull(await Grants.GrantAsync(Administrator.Id, ground.Slug, reason, default));
        foreach (var colleague in site.Colleagues.Where(one => one.Column != "Administrator" && one.Cookie is not null))
            Assert.NotNull(await Grants.GrantAsync(colleague.Id, ground.Slug, Reason, default));
        Assert.NotNull(await Grants.GrantAsync(Administrator.Id, "nowhere", Reason, default));
        Assert.Empty(await EntriesAsync(ground.Slug));
        using var browser = site.Browse(Administrator);
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(browser, $"/plans/{ground.Slug}"));
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        return answer.StatusCode;
    }

    private async Task<List<AuditEntry>> EntriesAsync(string plan)
    {
        await using var database = await site.Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync();
        return await database.Set<AuditEntry>().AsNoTracking().Where(entry => entry.Kind == AuditKind.DraftRead && entry.Plan == plan).OrderBy(entry => entry.Key).ToListAsync();
    }

    private async Task WriteAsync(Func<PlanDb, Task> write)
    {
        await using var database = await site.Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync();
        await write(database);
    }
}
