using System.Collections.Immutable;
using Bunit;
using Microsoft.Extensions.Logging.Abstractions;
using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanEditor.Components.Editor;
using PlanEditor.Components.History;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Editor;

public sealed class EditingSessionTests
{
    [Fact]
    public async Task An_act_shows_before_it_is_on_disk()
    {
        await using var page = new OpenPage();
        var answers = new TaskCompletionSource();
        page.Answers = answers.Task;
        var done = page.Session.DoAsync(new RemoveNode(page.Whole.Milestone));
        Assert.True(page.Session.Document[page.Whole.Milestone].Removed);
        Assert.False(page.OnDisk[page.Whole.Milestone].Removed);
        answers.SetResult();
        Assert.Null(await done);
        Assert.True(page.OnDisk[page.Whole.Milestone].Removed);
        Assert.Equal(2, page.Session.Shown.Revision);
    }

    [Fact]
    public async Task What_the_room_refuses_goes_from_the_screen_again()
    {
        await using var page = new OpenPage { RefusesNext = new Refusal(RefusalCode.NotSaved, "The disk is full.") };
        Assert.Equal("The disk is full.", (await page.Session.DoAsync(new RemoveNode(page.Whole.Milestone)))?.Words);
        Assert.False(page.Session.Document[page.Whole.Milestone].Removed);
    }

    // Found by reading: the error went past the act, which stayed on the screen until the page was loaded anew.
    [Fact]
    public async Task What_the_room_fails_at_goes_from_the_screen_again_and_is_said()
    {
        await using var page = new OpenPage { BreaksNext = new IOException("The database is gone.") };
        var said = new List<Refusal>();
        page.Session.Refused += said.Add;
        Assert.Equal(RoomRefusals.Failed, await page.Session.DoAsync(new RemoveNode(page.Whole.Milestone)));
        Assert.False(page.Session.Document[page.Whole.Milestone].Removed);
        Assert.Equal([RoomRefusals.Failed], said);
        Assert.Null(await page.Session.DoAsync(new RemoveNode(page.Whole.Milestone)));
        Assert.True(page.OnDisk[page.Whole.Milestone].Removed);
    }

    [Fact]
    public async Task As_long_as_an_act_is_not_on_disk_the_page_knows_that_not_all_is_saved()
    {
        await using var page = new OpenPage();
        page.Show(page.Whole.Milestone);
        string? Acts() => page.View.Find("plan-sync").GetAttribute("acts");
        Assert.Null(Acts());
        var disk = new TaskCompletionSource();
        page.Answers = disk.Task;
        var first = page.View.InvokeAsync(() => page.Session.DoAsync(new SetField(page.Whole.Milestone, "status", Scalar.Of("delayed"))));
        Assert.Equal("1", Acts());
        var second = page.View.InvokeAsync(() => page.Session.CommentAtAsync(1, new StartThread(new ThreadId(77), page.Whole.Milestone, null, null, Severity.Question, "By when?")));
        Assert.Equal("2", Acts());
        disk.SetResult();
        await Task.WhenAll(first, second);
        Assert.Null(Acts());

        page.BreaksNext = new IOException("The database is gone.");
        await page.View.InvokeAsync(() => page.Session.DoAsync(new RemoveNode(page.Whole.Milestone)));
        Assert.Null(Acts());
    }

    [Fact]
    public async Task Of_something_large_it_is_said_how_much_was_kept()
    {
        var room = new RoomState(1, new WholePlan().Plan.Document);
        Refusal? why = null;
        var session = new EditingSession(
            new PlanInfo(new PlanId(Guid.NewGuid()), "np", "NP", "actionPlan"), room, new Person(new Actor(new UserId(Guid.NewGuid()), Role.FocalPoint, "NP"), "Me"), new SessionId(Guid.NewGuid()),
            submission => Task.FromResult(new SubmitAnswer([.. submission.Changes.Take(2).Select((change, at) => new AcceptedChange(change.Id, at + 2))], submission.Changes[2].Id, why)), NullLogger.Instance);
        ImmutableArray<Operation> operations = [.. Enumerable.Range(0, 4_321).Select(at => new SetField(NodeId.Root, "title", null))];

        why = RoomRefusals.NotSaved;
        var refusal = await session.DoAtAsync(1, "restored the plan", operations);
        Assert.Equal((RefusalCode.NotSaved, "The first 4,000 of 4,321 steps were kept, the rest was not. 2 undos take them back. The server could not write it to its disk; try again."), (refusal?.Code, refusal?.Words));

        why = RoomRefusals.Reopening;
        refusal = await session.DoAtAsync(1, "restored the plan", operations);
        Assert.Equal($"The first 4,000 of 4,321 steps were kept, the rest was not. 2 undos take them back. {RoomRefusals.Reopening.Words}", refusal?.Words);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_at_once()
    {
        await using var page = new OpenPage();
        var refusal = await page.Session.DoAsync(new RemoveNode(NodeId.Root));
        Assert.Equal(RefusalCode.NotHere, refusal?.Code);
        Assert.Empty(page.Committed);
    }

    [Fact]
    public async Task Acts_reach_the_room_in_the_order_in_which_they_were_made()
    {
        await using var page = new OpenPage();
        var answers = new TaskCompletionSource();
        page.Answers = answers.Task;
        var first = page.Session.DoAsync(new SetField(page.Whole.Milestone, "status", Scalar.Of("planned")));
        var second = page.Session.DoAsync(new SetField(page.Whole.Milestone, "status", Scalar.Of("done")));
        answers.SetResult();
        await Task.WhenAll(first, second);
        Assert.Equal("done", page.OnDisk[page.Whole.Milestone].Scalar("status")?.Text);
        Assert.Equal(page.OnDisk, page.Session.Document);
    }

    [Fact]
    public async Task Others_changes_and_own_pending_ones_show_together()
    {
        await using var page = new OpenPage();
        page.Show(page.Whole.Milestone);
        var answers = new TaskCompletionSource();
        page.Answers = answers.Task;
        var done = page.View.InvokeAsync(() => page.Session.DoAsync(new SetField(page.Whole.Milestone, "status", Scalar.Of("delayed"))));
        page.Other(new SetField(page.Whole.Milestone, "dueDate", Scalar.Of("2018-08-01")));
        var shown = page.Session.Document[page.Whole.Milestone];
        Assert.Equal(("delayed", "2018-08-01"), (shown.Scalar("status")?.Text, shown.Scalar("dueDate")?.Text));
        answers.SetResult();
        await done;
    }

    [Fact]
    public async Task What_is_too_much_for_one_change_is_made_in_several_and_says_so_also_when_it_ends_halfway()
    {
        await using var page = new OpenPage();
        ImmutableArray<Operation> operations = [.. Enumerable.Range(0, Limits.OperationsMax + 1).Select(at => new SetField(page.Whole.Milestone, "status", Scalar.Of(at % 2 == 0 ? "planned" : "delayed")))];
        Assert.Equal([1, 1, 2], new[] { 1, Limits.OperationsMax, operations.Length }.Select(EditingSession.ChangesFor));
        Assert.Null(await page.Session.DoAtAsync(1, "restored it", operations));
        Assert.Equal([Limits.OperationsMax, 1], page.Committed.Select(change => change.Operations.Length));

        (page.RefusesNext, page.TakesBefore) = (new Refusal(RefusalCode.NotSaved, "The disk is full."), 1);
        Assert.Equal("The first 2,000 of 2,001 steps were kept, the rest was not. One undo takes them back. The disk is full.", (await page.Session.DoAtAsync(3, "restored it", operations))?.Words);
        Assert.Equal(3, page.Committed.Count);
        var question = new PastQuestion("Restore?", [], "Restore", 1, () => Task.CompletedTask);
        Assert.EndsWith("One undo takes it back.", question.How, StringComparison.Ordinal);
        Assert.EndsWith("2 undos take it back.", (question with { Changes = 2 }).How, StringComparison.Ordinal);
    }
}
