using Bunit;
using Bunit.TestDoubles;
using OgdPlans.Tests;
using PlanEditor.Components.Comments;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using Xunit;

namespace PlanEditor.Tests.Editor;

public sealed class ThreadOrderTests
{
    [Fact]
    public void Comments_beside_a_part_stand_in_the_order_in_which_one_reads_what_they_are_about()
    {
        var whole = new WholePlan();
        var next = 70ul;
        whole.Plan.Set(whole.Commitment, "problem", "Nobody knows the budgets.");
        foreach (var (field, from, words) in new (string?, int?, string)[]
        {
            ("solution", null, "fifth"), ("problem", 17, "fourth"), ("problem", 7, "third"), (null, null, "first"), ("problem", null, "second"),
        }) whole.Plan.Do(new StartThread(new ThreadId(++next), whole.Commitment, field, from is { } at ? (at, at + 3) : null, Severity.Could, words));

        Assert.Equal(["first", "second", "third", "fourth", "fifth"], ThreadsOf.ByPlace(whole.Plan.Document, whole.Commitment).Select(thread => thread.Entries[0].Text));
    }

    [Fact]
    public void Beside_a_commitment_stand_the_comments_on_the_fields_of_its_SDG_targets_too_as_their_cards_are_on_its_page()
    {
        var whole = new WholePlan();
        var next = 70ul;
        foreach (var (node, field, words) in new (NodeId, string?, string)[]
        {
            (whole.FirstMapping, "indicators", "third"), (whole.FirstMapping, "contribution", "second"), (whole.FirstMapping, null, "of its own page"), (whole.Milestone, "title", "of its own page"), (whole.Commitment, "problem", "first"),
        }) whole.Plan.Do(new StartThread(new ThreadId(++next), node, field, null, Severity.Could, words));

        Assert.Equal(["first", "second", "third"], Beside(whole.Commitment).Order(StringComparer.Ordinal));
        Assert.Equal("first", Beside(whole.Commitment)[0]);
        Assert.Equal(3, Beside(whole.FirstMapping).Count);
        whole.Plan.Do(new RemoveNode(whole.FirstMapping));
        Assert.Equal(["first"], Beside(whole.Commitment));

        List<string> Beside(NodeId node) => [.. ThreadsOf.ByPlace(whole.Plan.Document, node).Select(thread => thread.Entries[0].Text)];
    }

    [Fact]
    public async Task What_its_author_deleted_stands_beside_the_text_no_more_unless_it_blocks()
    {
        await using var page = new OpenPage();
        page.Show(page.Whole.Commitment);
        var next = 70ul;
        foreach (var (severity, deleted) in new[] { (Severity.Could, true), (Severity.Blocking, true), (Severity.Praise, false) })
        {
            var thread = new ThreadId(++next);
            page.Other(new StartThread(thread, page.Whole.Commitment, "problem", (0, 4), severity, "Hm."));
            if (deleted) page.Other(new EditEntry(thread, new EntryId(thread.Value), ""));
        }

        Assert.Equal([72ul, 73ul], Cards());
        Assert.Equal(2, TextThreads.Of(page.Session.Shown, page.Whole.Commitment, page.Session.Document[page.Whole.Commitment].Kind.Find("problem")!).Written!.Split("[\"").Length - 1);
        page.View.FindAll("#comments .head button").Single(button => button.TextContent == "1 resolved or deleted").Click();
        Assert.Equal([71ul, 72ul, 73ul], Cards());

        List<ulong> Cards() => [.. page.View.FindComponents<Stub<ThreadCard>>().Select(card => card.Instance.Parameters.Get(one => one.Data).Thread.Id.Value).Order()];
    }

    [Theory]
    [InlineData(null, false, "open")]
    [InlineData(null, true, "all")]
    [InlineData("open", true, "open")]
    public void The_response_matrix_has_what_is_resolved_too_unless_one_chooses(string? chosen, bool asMatrix, string state) => Assert.Equal(state, CommentFilter.StateOf(chosen, asMatrix));

    [Fact]
    public void To_act_on_is_what_was_not_acted_on_and_praise_is_shown_to_who_asks_for_it()
    {
        var whole = new WholePlan();
        var next = 70ul;
        foreach (var (severity, states) in new (Severity, CommentState[])[]
        {
            (Severity.Blocking, []), (Severity.Should, [CommentState.Addressed]), (Severity.Question, [CommentState.Addressed, CommentState.Reopened]), (Severity.Could, [CommentState.Resolved]), (Severity.Praise, []),
        })
        {
            var thread = new ThreadId(++next);
            whole.Plan.Do(new StartThread(thread, whole.Commitment, null, null, severity, $"{severity}"));
            foreach (var state in states) whole.Plan.Do(new MarkThread(thread, state));
        }

        Assert.Equal(["Blocking", "Question"], Shown("todo"));
        Assert.Equal(["Blocking", "Should", "Question"], Shown("open"));
        Assert.Equal(["Praise"], Shown("open", "praise"));
        Assert.Equal(["Should"], Shown("addressed"));
        Assert.Equal(5, Shown("all").Count);

        // A report waits for the disposition of praise too.
        var report = Change.Apply(Document.Empty(AnalyticalReport.Schema), [new StartThread(new ThreadId(90), NodeId.Root, null, null, Severity.Praise, "Well said.")]);
        Assert.All(new[] { "open", "todo" }, state => Assert.True(CommentFilter.Of(state, null, null, null).Takes(report, report.Threads[new ThreadId(90)], default)));

        List<string> Shown(string state, string? severity = null) =>
            [.. whole.Plan.Document.Threads.Where(thread => CommentFilter.Of(state, severity, null, null).Takes(whole.Plan.Document, thread, default)).Select(thread => thread.Entries[0].Text)];
    }

    [Fact]
    public void Overdue_is_what_was_to_be_acted_on_before_today_and_nobody_did()
    {
        var whole = new WholePlan();
        var (me, thread, due) = (new UserId(new Guid(1, 0, 0, new byte[8])), new ThreadId(71), new DateOnly(2017, 10, 10));
        whole.Plan.Do(new StartThread(thread, whole.Commitment, null, null, Severity.Could, "Who?"));
        whole.Plan.Do(new AssignThread(thread, me, due));
        Assert.False(Takes(due));
        Assert.True(Takes(due.AddDays(1)));
        whole.Plan.Do(new MarkThread(thread, CommentState.Addressed));
        Assert.False(Takes(due.AddDays(1)));

        bool Takes(DateOnly today) => (CommentFilter.Of("overdue", null, null, null) with { Today = today }).Takes(whole.Plan.Document, whole.Plan.Document.Threads[thread], me);
    }
}
