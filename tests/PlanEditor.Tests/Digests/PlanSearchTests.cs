using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Collaboration;
using PlanEditor.Components.Find;
using PlanEditor.Identity;
using PlanEditor.Tests.Hosting;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Search;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Digests;

/// <summary>Everybody finds what the policy lets them read at that moment, and nothing else.</summary>
public sealed class PlanSearchTests : IDisposable
{
    // Words of Uruguay's sample, which is open to nobody.
    private const string InUruguay = "Ambiente y ciudad";

    private readonly Site _site = new(sample: true);

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData("reviewer", true)]
    [InlineData("lead.uy", true)]
    [InlineData("contributor.uy", true)]
    [InlineData("peer.cr", false)]
    [InlineData("lead.np", false)]
    [InlineData("admin", false)]
    public async Task A_plan_that_is_not_open_to_peers_is_found_by_its_country_and_reviewers_only(string account, bool finds)
    {
        Assert.Equal(finds, (await FindAsync(account, InUruguay)).Any());
        Assert.Equal(finds, (await FindAsync(account, "uruguay")).Any(item => item.Group == FindGroup.Plans));
        using var lease = await OpenAsync("uruguay");
        Assert.Equal(finds, (await FindAsync(account, InUruguay)).Any());
    }

    [Fact]
    public async Task Somebody_who_is_suspended_finds_nothing()
    {
        var reviewer = new Actor(SampleAccounts.Find("reviewer")!.Id, Role.Reviewer, null) { Suspended = true };
        Assert.Empty(await Elsewhere.FindAsync(reviewer, SearchWords.Of(InUruguay), null, default));
    }

    [Fact]
    public async Task What_somebody_typed_a_moment_ago_is_found_and_leads_to_its_field()
    {
        using var lease = await OpenAsync("bangladesh");
        var room = lease.Room;
        var commitment = room.Durable.Document.Children(room.Durable.Document.Root).First(node => node.Kind.Key == "commitment");
        await TypeAsync(room, "focal.bd", commitment.Id, "problem", "চরাঞ্চলের মানুষ ");

        var found = Assert.Single(await FindAsync("lead.np", "চরাঞ্চলের"));
        Assert.Equal($"plans/bangladesh/{commitment.Id}/problem", found.Address);
        Assert.Equal("bn", found.Words.Language);
        Assert.Equal(["চরাঞ্চলের"], found.Words.Pieces.Where(piece => piece.Marked).Select(piece => piece.Text));
        Assert.Equal("Bangladesh C1 · The public problem", found.Where);
    }

    [Fact]
    public async Task It_is_found_as_well_when_the_plan_was_closed()
    {
        using (var lease = await OpenAsync("bangladesh")) await TypeAsync(lease.Room, "focal.bd", NodeId.Root, "summary", "চরাঞ্চলের মানুষ ");
        await _site.Services.GetRequiredService<PlanRooms>().CloseIdle(TimeSpan.Zero);

        var found = Assert.Single(await FindAsync("lead.np", "চরাঞ্চলের"));
        Assert.Equal("plans/bangladesh/AAAAAAAAAAE/summary", found.Address);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reviewer_finds_the_english_words_of_a_nepali_text_in_its_translation(bool open)
    {
        using var lease = open ? await OpenAsync("nepal") : null;
        var found = Assert.Single(await FindAsync("reviewer", "section 19 tables to fill in"));
        Assert.EndsWith("/solutionTranslation", found.Address, StringComparison.Ordinal);
        Assert.StartsWith("plans/nepal/", found.Address, StringComparison.Ordinal);
        Assert.Equal("Nepal C1 · The solution, translated", found.Where);
        Assert.Equal("en", found.Words.Language);
    }

    [Fact]
    public async Task A_plan_that_its_country_closes_to_peers_is_found_by_them_no_more()
    {
        Assert.NotEmpty(await FindAsync("peer.cr", "Reconstruction"));
        using (var lease = await OpenAsync("nepal"))
        {
            var change = new Change(new ChangeId(Guid.NewGuid()), [new OpenToPeers(false)]);
            Assert.Null((await lease.Room.SubmitAsync(new Submission(SampleAccounts.Find("lead.np")!.Id, new SessionId(Guid.NewGuid()), lease.Room.Durable.Revision, [change]), default)).Refusal);
            Assert.Empty(await FindAsync("peer.cr", "Reconstruction"));
        }

        await _site.Services.GetRequiredService<PlanRooms>().CloseIdle(TimeSpan.Zero);
        Assert.Empty(await FindAsync("peer.cr", "Reconstruction"));
        Assert.NotEmpty(await FindAsync("focal.np", "Reconstruction"));
    }

    [Fact]
    public async Task The_plan_that_is_open_is_left_out()
    {
        using var lease = await OpenAsync("uruguay");
        Assert.Empty(await Elsewhere.FindAsync((await ActorAsync("reviewer"))!, SearchWords.Of(InUruguay), lease.Room.Plan.Id, default));
    }

    private IFindElsewhere Elsewhere => _site.Services.GetRequiredService<IFindElsewhere>();

    private static Task TypeAsync(PlanRoom room, string account, NodeId node, string field, string words)
    {
        var length = room.Durable.Document[node].Text(field).Length;
        var change = new Change(new ChangeId(Guid.NewGuid()), [new EditText(node, field, TextChangeSet.Of(length, (0, 0, words)))]);
        return room.SubmitAsync(new Submission(SampleAccounts.Find(account)!.Id, new SessionId(Guid.NewGuid()), room.Durable.Revision, [change]), default);
    }

    private async Task<IReadOnlyList<FindItem>> FindAsync(string account, string typed) =>
        await Elsewhere.FindAsync((await ActorAsync(account))!, SearchWords.Of(typed), null, default);

    private async Task<RoomLease> OpenAsync(string plan) => (await _site.Services.GetRequiredService<PlanRooms>().OpenAsync(plan, default))!;

    private async Task<Actor?> ActorAsync(string account) => await _site.Services.GetRequiredService<Actors>().FindAsync(SampleAccounts.Find(account)!.Id, default);
}
