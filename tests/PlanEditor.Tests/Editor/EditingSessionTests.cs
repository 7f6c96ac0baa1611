using System.Collections.Immutable;
using Bunit;
using PlanEditor.Components.Editor;
using PlanEditor.Components.History;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
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
        Assert.Equal("Only 1 of 2 changes was done; Undo takes it back. The disk is full.", (await page.Session.DoAtAsync(3, "restored it", operations))?.Words);
        Assert.Equal(3, page.Committed.Count);
        var question = new PastQuestion("Restore?", [], [], [], "Restore", () => Task.CompletedTask);
        Assert.EndsWith("One undo takes it back.", question.How, StringComparison.Ordinal);
        Assert.EndsWith("2 undos take it back.", (question with { Changes = 2 }).How, StringComparison.Ordinal);
    }
}
