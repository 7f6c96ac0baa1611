using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OgdPlans.Tests;
using PlanEditor.Audit;
using PlanEditor.Collaboration;
using PlanEditor.Components.Comments;
using PlanEditor.History;
using PlanEditor.Identity;
using PlanEditor.Notices;
using PlanEditor.Storage;
using PlanEditor.Tests.Rights;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Notices;
using PlanModel.Operations;
using PlanModel.Publishing;
using PlanModel.Review;
using Xunit;

namespace PlanEditor.Tests.Hosting;

/// <summary>Somebody sets the server's clock back an hour while people work: what they do goes on as before, in the order in which it was done.</summary>
public sealed class ClockSetBackTests : IAsyncLifetime
{
    private readonly SetClock _clock = new();
    private readonly RightsSite _site;

    public ClockSetBackTests() => _site = new RightsSite(_clock);

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task What_is_written_then_is_taken_once_and_stands_behind_what_was_there()
    {
        var (lead, reviewer, contributor) = (Of("Lead"), Of("Reviewer"), Of("Contributor"));
        using var ground = await _site.NewPlanAsync(PlanStage.All[0]);
        var start = ground.Revision;
        await using var line = await _site.ConnectAsync(lead);
        Assert.Null((await line.OpenAsync(ground.Slug))["refusal"]);
        await using var page = await CircuitPage.OpenAsync(_site, lead, $"plans/{ground.Slug}/timeline");
        Assert.True((await CircuitActs.MoveAsync(page, ground, Ground.Whole.Milestone)())!.GetValue<bool>());
        var (first, second) = (BareClient.NewId(), BareClient.NewId());
        var firstBase = ground.Revision;
        var before = await SubmitAsync(line, firstBase, first, "a");
        var (asked, suggested) = (new ThreadId(9_000_002), new ProposalId(9_000_002));
        await DoAsync(ground, reviewer, new StartThread(asked, Ground.Whole.Commitment, null, null, Severity.Question, "What is the baseline?"));
        await SuggestAsync(ground, contributor, suggested, "2018-02-01");

        _clock.SetBack(TimeSpan.FromHours(1));
        var secondBase = ground.Revision;
        var after = await SubmitAsync(line, secondBase, second, "b");
        Assert.True(after > before);
        // What was not heard to be kept is sent once more, by the same id.
        Assert.Equal((before, after), (await SubmitAsync(line, firstBase, first, "a"), await SubmitAsync(line, secondBase, second, "b")));
        Assert.True((await CircuitActs.MoveAsync(page, ground, Ground.Whole.Milestone)())!.GetValue<bool>());
        Assert.StartsWith("Undid: ", (await page.CallAsync("ogdPlans.attach", "Undo"))!.GetValue<string>(), StringComparison.Ordinal);
        // Ids of what comes later need not be greater.
        var (askedLater, suggestedLater) = (new ThreadId(9_000_001), new ProposalId(9_000_001));
        await DoAsync(ground, reviewer, new StartThread(askedLater, Ground.Whole.Commitment, null, null, Severity.Question, "And the target?"));
        await SuggestAsync(ground, Of("Focal point"), suggestedLater, "2018-02-02");

        var log = await _site.Services.GetRequiredService<ChangeLog>().ReadAsync(ground.Room.Plan.Id, start, 100, default);
        var changes = log.Select(logged => logged.Change).ToList();
        Assert.Equal(Enumerable.Range(1, changes.Count).Select(at => start + at), changes.Select(change => change.Revision));
        Assert.Equal(changes.Count, changes.DistinctBy(change => change.Id).Count());
        Assert.True(changes[^1].At < changes[0].At);

        Assert.Equal([asked, askedLater], ThreadsOf.ByPlace(ground.Document, Ground.Whole.Commitment).Select(thread => thread.Id));
        Assert.Equal([suggested, suggestedLater], ground.Document.Proposals.Open.Select(proposal => proposal.Id));
        Assert.Equal(PlanFile.Write(ground.Document), PlanFile.Write(await _site.History.AtAsync(ground.Room.Plan.Id, ground.Revision, default)));
        var sittings = (await _site.History.PageAsync(ground.Room.Plan.Id, ground.Revision, ground.Document, new HistoryFilter(null, null, null, ActKinds.All), null, 100, default)).Sittings.Where(sitting => sitting.First > start).ToList();
        Assert.Equal(sittings.OrderByDescending(sitting => sitting.Last), sittings);
        Assert.Equal([lead.Id, reviewer.Id, contributor.Id, Of("Focal point").Id], sittings.OrderBy(sitting => sitting.First).Select(sitting => sitting.Author));

        using var news = new SemaphoreSlim(0);
        using var told = _site.Services.GetRequiredService<NoticeBoard>().Subscribe(lead.Id, () => news.Release());
        IReadOnlyList<long> threads;
        while ((threads = await ThreadsToldAsync(lead)).Count < 2) Assert.True(await news.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal([asked.Value, askedLater.Value], threads.Select(bits => (ulong)bits));
    }

    [Fact]
    public async Task Sign_ins_from_before_and_after_hold_and_an_account_rests_no_longer_than_it_would()
    {
        var lead = Of("Lead");
        _clock.SetBack(TimeSpan.FromHours(1));
        foreach (var cookie in new[] { lead.Cookie!, await _site.SignInAsync(lead.Id) })
        {
            using var browser = _site.Browse(cookie);
            using var answer = await browser.GetAsync("/notices");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        await using var scope = _site.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        var user = (await users.FindByIdAsync(lead.Id.Value.ToString()))!;
        await users.SetLockoutEnabledAsync(user, true);
        // As it is for an account that began to rest before.
        await users.SetLockoutEndDateAsync(user, TimeProvider.System.GetUtcNow() + Resting.Longest + TimeSpan.FromHours(1));
        Assert.True(await users.IsRestingAsync(user));
        Assert.True(user.LockoutEnd <= TimeProvider.System.GetUtcNow() + Resting.Longest);
    }

    [Fact]
    public async Task The_audit_says_what_was_done_in_the_order_in_which_it_was_done()
    {
        var audit = _site.Services.GetRequiredService<AuditLog>();
        for (var act = 0; act < 4; act++)
        {
            if (act == 2) _clock.SetBack(TimeSpan.FromHours(1));
            await audit.WriteAsync(AuditKind.Exported, Of("Lead").Id, act.ToString(CultureInfo.InvariantCulture));
        }

        var read = await _site.Services.GetRequiredService<AuditReader>().ReadAsync(Of("Administrator").Id, AuditFilter.Of(nameof(AuditKind.Exported), null, null), 0, default);
        Assert.Equal(["3", "2", "1", "0"], read!.Value.Entries.Select(entry => entry.Detail));
    }

    private Colleague Of(string column) => _site.Colleagues.Single(one => one.Column == column);

    private async Task<IReadOnlyList<long>> ThreadsToldAsync(Colleague to)
    {
        await using var database = await _site.Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync();
        return await database.Set<NoticeRow>().Where(row => row.User == to.Id.Value && row.Kind == NoticeKind.Commented).OrderBy(row => row.Key).Select(row => row.Thread).ToListAsync();
    }

    private static async Task SuggestAsync(Ground ground, Colleague by, ProposalId id, string day)
    {
        await DoAsync(ground, by, new Suggest(id, [new SetField(Ground.Whole.SecondMilestone, "dueDate", Scalar.Of(day))], []));
        await DoAsync(ground, by, new SendProposal(id, "The office is closed that day."));
    }

    private static async Task DoAsync(Ground ground, Colleague by, Operation operation) =>
        Assert.Null((await ground.Room.SubmitAsync(new Submission(by.Id, new SessionId(by.Id.Value), ground.Revision, [new Change(new ChangeId(Guid.NewGuid()), [operation])]), default)).Refusal);

    /// <summary>Adds a word to a list over the hub.</summary>
    /// <returns>The revision that it made.</returns>
    private static async Task<long> SubmitAsync(BareClient line, long on, string id, string word)
    {
        var answer = await line.CallAsync("Submit", $$"""{"base":{{on}},"changes":[{"id":"{{id}}","ops":[{{Written.Of(new AddToSet(Ground.Whole.Dataset, "keywords", word))}}]}]}""");
        Assert.True(answer["refusal"] is null, answer.ToJsonString());
        return answer["accepted"]![0]!["revision"]!.GetValue<long>();
    }

    /// <summary>The machine's clock, until somebody sets it back. How long something takes it measures as before.</summary>
    private sealed class SetClock : TimeProvider
    {
        private long _back;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(-Interlocked.Read(ref _back));

        public void SetBack(TimeSpan time) => Interlocked.Add(ref _back, time.Ticks);
    }
}
