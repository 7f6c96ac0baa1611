using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Collaboration;
using PlanEditor.Exchange;
using PlanEditor.Identity;
using PlanEditor.Tests.Hosting;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Exchange;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Exchange;

/// <summary>The board of the workshop's questions: who says what there, and that nobody takes it for a plan.</summary>
public sealed class QuestionRoomTests : IAsyncDisposable
{
    private static readonly Question Asked = Question.All[0];

    private readonly Site _site = new(sample: true);
    private ulong _next = 50_000;

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_peer_answers_once_for_the_own_country_and_changes_that_answer()
    {
        using var lease = (await OpenAsync("peer.mn"))!;
        var answer = Say(QuestionBoard.AnswersOf(Asked), "By law, in every province.");
        Assert.Null((await DoAsync(lease, "peer.mn", answer))?.Words);
        Assert.Equal(RefusalCode.TooMany, (await DoAsync(lease, "peer.mn", Say(QuestionBoard.AnswersOf(Asked), "Once more.")))?.Code);
        Assert.Null(await DoAsync(lease, "peer.cr", Say(QuestionBoard.AnswersOf(Asked), "With the universities.")));
        Assert.Null(await DoAsync(lease, "peer.mn", Say(QuestionBoard.AnswersOf(Question.All[1]), "The winter.")));
        Assert.Equal(RefusalCode.NotAllowed, (await DoAsync(lease, "peer.cr", new EditEntry(answer.Thread, new EntryId(answer.Thread.Value), "Not mine.")))?.Code);
        Assert.Null(await DoAsync(lease, "peer.mn", new EditEntry(answer.Thread, new EntryId(answer.Thread.Value), "By law, in most provinces.")));
        foreach (var other in (string[])["focal.np", "lead.uy", "reviewer", "contributor.bd"])
            Assert.Equal(RefusalCode.NotAllowed, (await DoAsync(lease, other, Say(QuestionBoard.AnswersOf(Asked), "Ours is in the plan.")))?.Code);
        // Who took the answer back may answer anew.
        Assert.Null(await DoAsync(lease, "peer.mn", new EditEntry(answer.Thread, new EntryId(answer.Thread.Value), "")));
        Assert.Null(await DoAsync(lease, "peer.mn", Say(QuestionBoard.AnswersOf(Asked), "By decree.")));
    }

    [Fact]
    public async Task Everybody_who_takes_part_discusses_and_nobody_edits()
    {
        using var lease = (await OpenAsync("focal.np"))!;
        var before = lease.Room.Durable.Document.Threads.Count;
        foreach (var account in (string[])["focal.np", "lead.uy", "contributor.bd", "reviewer", "peer.cr"])
        {
            var said = Say(QuestionBoard.DiscussionOf(Asked), "What does it cost?");
            Assert.Null((await DoAsync(lease, account, said))?.Words);
            Assert.Null(await DoAsync(lease, "peer.mn", new ReplyToThread(said.Thread, new EntryId(++_next), "Little.")));
            Assert.Equal(RefusalCode.NotAllowed, (await DoAsync(lease, account, new EditText(NodeId.Root, "title", PlanModel.Text.TextChangeSet.Of(lease.Room.Durable.Document.Root.Text("title").Length, (0, 0, "x")))))?.Code);
        }

        Assert.Null(await OpenAsync("admin"));
        Assert.NotNull(await DoAsync(lease, "admin", Say(QuestionBoard.DiscussionOf(Asked), "From above.")));
        Assert.Equal(before + 5, lease.Room.Durable.Document.Threads.Count);
    }

    [Fact]
    public async Task It_is_made_once_is_no_plan_on_any_list_and_its_addresses_lead_to_the_questions()
    {
        using var lease = (await OpenAsync("reviewer"))!;
        using (var again = (await OpenAsync("peer.cr"))!) Assert.Equal((lease.Room.Plan.Id, lease.Room.Durable.Revision), (again.Room.Plan.Id, again.Room.Durable.Revision));
        var browser = _site.Open();
        using (await browser.BecomeAsync("reviewer"))
        {
            foreach (var page in (string[])["/", "/dashboard", "/coverage", "/lessons", "/questions/approaches"])
                Assert.DoesNotContain(QuestionRoom.Slug, await browser.ReadAsync(page), StringComparison.Ordinal);
        }

        using var part = await browser.GetAsync($"/plans/{QuestionRoom.Slug}/{QuestionBoard.AnswersOf(Question.All[2])}?thread=abc");
        Assert.Equal(HttpStatusCode.Redirect, part.StatusCode);
        Assert.EndsWith("questions/innovations?thread=abc", part.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var whole = await browser.GetAsync($"/plans/{QuestionRoom.Slug}");
        Assert.EndsWith("questions", whole.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_who_takes_part_can_be_named()
    {
        using var lease = (await OpenAsync("reviewer"))!;
        var people = await _site.Services.GetRequiredService<Actors>().FindCommentersAsync(PlanFacts.Of("", lease.Room.Durable.Document), default);
        Assert.Contains(people, one => one.Name == "Peer, Mongolia");
        Assert.Contains(people, one => one.Name == "Contributor, Uruguay");
        Assert.DoesNotContain(people, one => one.Name == "Administrator");
    }

    private StartThread Say(NodeId part, string text) => new(new ThreadId(++_next), part, null, null, Severity.Question, text);

    private async Task<RoomLease?> OpenAsync(string account) =>
        await _site.Services.GetRequiredService<QuestionRoom>().OpenAsync((await _site.Services.GetRequiredService<Actors>().FindPersonAsync(Of(account), default))!, default);

    private static UserId Of(string account) => SampleAccounts.Find(account)!.Id;

    private static async Task<Refusal?> DoAsync(RoomLease lease, string account, Operation operation) =>
        (await lease.Room.SubmitAsync(new Submission(Of(account), new SessionId(Guid.NewGuid()), lease.Room.Durable.Revision, [new Change(new ChangeId(Guid.NewGuid()), [operation])]), default)).Refusal;
}
