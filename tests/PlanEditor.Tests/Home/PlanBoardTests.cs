using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Collaboration;
using PlanEditor.Components.Plans;
using PlanEditor.Identity;
using PlanEditor.Tests.Hosting;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Home;

public sealed class PlanBoardTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Site _site = new(sample: true);

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData("lead.np", "nepal bangladesh panama")]
    [InlineData("contributor.uy", "uruguay bangladesh nepal panama")]
    [InlineData("reviewer", "bangladesh nepal panama uruguay")]
    [InlineData("peer.cr", "bangladesh nepal panama")]
    [InlineData("admin", "panama")]
    public async Task Everybody_sees_the_plans_that_policy_allows_the_own_first(string account, string plans)
    {
        using var board = await OpenAsync(account);

        Assert.Equal(plans, string.Join(' ', board.Plans.Select(plan => plan.Plan.Slug)));
    }

    [Fact]
    public async Task The_page_shows_them_without_script()
    {
        var browser = _site.Open();
        await browser.BecomeAsync("lead.np");

        var page = await browser.ReadAsync("/");

        Assert.Contains("Nepal’s waits for you", page, StringComparison.Ordinal);
        Assert.Contains("href=\"plans/panama\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("uruguay", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_do_appears_without_a_reload_and_moves_nothing()
    {
        using var board = await OpenAsync("peer.cr");
        var before = board.Plans.Select(plan => plan.Plan.Slug).ToList();
        var refreshed = Channel.CreateUnbounded<bool>();
        var following = board.FollowAsync(() => refreshed.Writer.WriteAsync(true).AsTask());
        using var lease = await _site.Services.GetRequiredService<PlanRooms>().OpenAsync("nepal", default);
        var room = lease!.Room;
        var focal = SampleAccounts.Find("focal.np")!;

        using (room.Presence.Join(focal.Id, focal.Name, "FN"))
        {
            await room.SubmitAsync(new Submission(focal.Id, new SessionId(Guid.NewGuid()), room.Durable.Revision, [Retitle(room.Durable.Document, "A new name")]), default);
            await UntilAsync(refreshed, () => Nepal() is { Title: "A new name", People.Length: 1 });
            Assert.Equal("Focal point, Nepal edited “Title” of the plan, just now", HomeWords.Last(Nepal(), TimeProvider.System.GetUtcNow()));
        }

        await UntilAsync(refreshed, () => Nepal().People.IsEmpty);
        Assert.Equal(before, board.Plans.Select(plan => plan.Plan.Slug));
        board.Dispose();
        await following;

        PlanSummary Nepal() => board.Plans.Single(plan => plan.Plan.Slug == "nepal");
    }

    [Fact]
    public async Task A_plan_that_is_closed_to_peers_goes_from_their_page()
    {
        using var board = await OpenAsync("peer.cr");
        var refreshed = Channel.CreateUnbounded<bool>();
        var following = board.FollowAsync(() => refreshed.Writer.WriteAsync(true).AsTask());
        using var lease = await _site.Services.GetRequiredService<PlanRooms>().OpenAsync("nepal", default);
        var change = new Change(new ChangeId(Guid.NewGuid()), [new OpenToPeers(false)]);
        await lease!.Room.SubmitAsync(new Submission(SampleAccounts.Find("lead.np")!.Id, new SessionId(Guid.NewGuid()), lease.Room.Durable.Revision, [change]), default);

        await UntilAsync(refreshed, () => board.Plans.All(plan => plan.Plan.Slug != "nepal"));

        board.Dispose();
        await following;
    }

    [Fact]
    public async Task A_lead_without_a_plan_starts_one_and_only_one()
    {
        using var site = new Site(sample: false);
        var lead = new Actor(await Tests.Identity.SiteAccounts.AddAccountAsync(site, "lead@example.org", "kettle violin ashtray"), Role.PlanLead, "NP");
        var start = site.Services.GetRequiredService<PlanStart>();
        var plan = new NewPlan("NP", "ne", "योजना") { PeriodStart = new DateOnly(2017, 7, 1), PeriodEnd = new DateOnly(2019, 6, 30) };

        var (slug, problem) = await start.StartAsync(lead.User, plan, default);
        Assert.Null(problem);
        Assert.Equal("nepal-2017", slug);
        Assert.Equal("Nepal has a plan already.", (await start.StartAsync(lead.User, plan, default)).Problem);
        Assert.NotNull((await start.StartAsync(lead.User, plan with { Country = "UY" }, default)).Problem);

        using var board = await site.Services.GetRequiredService<PlanBoard>().OpenAsync(lead, default);
        Assert.Equal(["योजना"], board.Plans.Select(one => one.Title));
        Assert.True(board.OwnExists);
    }

    private async Task<PlanBoard.Following> OpenAsync(string account)
    {
        var actor = await _site.Services.GetRequiredService<Actors>().FindAsync(SampleAccounts.Find(account)!.Id, default);
        return await _site.Services.GetRequiredService<PlanBoard>().OpenAsync(actor!, default);
    }

    private static Change Retitle(Document document, string title)
    {
        var length = document.Root.Text("title").Length;
        return new Change(new ChangeId(Guid.NewGuid()), [new EditText(NodeId.Root, "title", PlanModel.Text.TextChangeSet.Of(length, (0, length, title)))]);
    }

    private static async Task UntilAsync(Channel<bool> refreshed, Func<bool> holds)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!holds()) await refreshed.Reader.ReadAsync(deadline.Token);
    }
}
