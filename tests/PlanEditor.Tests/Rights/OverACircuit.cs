using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Collaboration;
using PlanEditor.Components.Find;
using PlanEditor.Components.Plans;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Search;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Rights;

/// <summary>
/// The rows of the table over the very line of a page, a circuit on /_blazor. What is allowed is done as a browser does it: the page is opened, its buttons pressed, its fields filled.
/// What is not allowed is tried as an attacker would, on the own line, which is the only one that there is: numbers of handlers and of components belong to one circuit.
/// <list type="bullet">
/// <item>
/// A handler is there once the page has shown its button, and ends when the browser says that it shows what came in its place. So each act is gone for as somebody who may, up to
/// its last event, and the page then says of nothing more that it was shown: the server keeps all handlers, and after ten pictures draws no new ones, so that also what the page
/// believes of the person's rights stays as it was. Then the rights go, or the plan goes on to another state, and the event is sent.
/// </item>
/// <item>
/// What a component offers to scripts (<c>JSInvokable</c>) is called by name, for as long as it lives: a page that may no longer be read lets its plan go, and what is called then finds none.
/// </item>
/// <item>
/// Out of reach stay an act in a state in which nobody was ever offered it before (an erratum in the first draft); whoever has no sign-in, or a suspended one, in a state to come: their
/// line is refused, or closed within two seconds; the acts that no page offers (<see cref="CircuitActs.Nowhere"/>); and methods that are private or have no name for scripts.
/// </item>
/// </list>
/// </summary>
public sealed class OverACircuit(RightsSite site) : IClassFixture<RightsSite>
{
    private const string Way = "circuit";

    // The line keeps ten pictures that it was not told of; what else has to be drawn waits.
    private const int UnseenPictures = 12;

    // A person has no more pages than that open at once.
    private const int PagesAtOnce = 12;

    private static readonly ImmutableArray<PlanStage> FromDraft = Stages("draft", "opened", "review", "changes", "final", "next");
    private static readonly ImmutableArray<PlanStage> FromReview = Stages("review", "changes", "draft", "opened", "final", "next");
    private static readonly ImmutableArray<PlanStage> FromFinal = Stages("final", "next");

    public static TheoryData<string> People => new(RightsTable.Columns.Where((_, column) => CircuitActs.All.Keys.Any(act => PlanStage.All.Any(stage => May(act, column, stage)))));

    /// <summary>Acts that are tried on one plan, by the first of them; and whether those try them who may read the plan.</summary>
    public static TheoryData<string, bool> Together => new(Groups.SelectMany(group => new[] { (group[0], true), (group[0], false) }));

    private static ImmutableArray<ImmutableArray<string>> Groups { get; } =
    [
        .. CircuitActs.All.Keys.Order(StringComparer.Ordinal)
            .GroupBy(act => (FirstStage(act).Index, KeyOf(CircuitActs.GroundOf(act)))).SelectMany(group => group.Chunk(PagesAtOnce)).Select(group => group.ToImmutableArray()),
    ];

    [Theory]
    [MemberData(nameof(People))]
    public async Task Each_does_on_an_open_page_what_the_table_allows(string column)
    {
        var (index, wrong) = (RightsTable.Columns.IndexOf(column), new Failures("on an open page"));
        var person = await JoinAsync(column);
        CircuitPage? page = null;
        try
        {
            foreach (var stage in PlanStage.All)
            {
                foreach (var (act, does) in CircuitActs.All.Where(one => May(one.Key, index, stage)))
                {
                    using var ground = await site.NewPlanAsync(stage, CircuitActs.GroundOf(act), person);
                    try
                    {
                        // What is called by name belongs to the page that was opened for it.
                        if (page is not null && does.ByName) await page.DisposeAsync();
                        if (page is null || does.ByName) page = await CircuitPage.OpenAsync(site, person, Address(ground, does));
                        else await page.GoAsync(Address(ground, does));
                        await page.FindAsync(one => one["href"] == $"plans/{ground.Slug}");
                        var last = await does.Reach(page, ground, person);
                        var before = ground.Revision;
                        await last();
                        if (ground.Revision == before) wrong.Add(person, stage, Way, $"{act}: nothing was changed");
                    }
                    catch (Exception problem) when (problem is InvalidOperationException or TimeoutException)
                    {
                        wrong.Add(person, stage, Way, $"{act}: {problem.Message}");
                        if (page is not null) await page.DisposeAsync();
                        page = null;
                    }
                }
            }
        }
        finally
        {
            if (page is not null) await page.DisposeAsync();
        }

        wrong.Assert();
    }

    [Theory]
    [MemberData(nameof(Together))]
    public async Task Nobody_does_what_the_table_refuses_with_what_a_page_has_offered_once(string first, bool readers)
    {
        var (acts, wrong) = (Groups.Single(group => group[0] == first), new Failures("with what was offered once"));
        var stage = FirstStage(first);
        var person = await JoinAsync("Lead");
        using var ground = await site.NewPlanAsync(stage, CircuitActs.GroundOf(first), person);
        var held = new List<(RightsRow Row, bool ByName, CircuitPage Page, Func<Task> Last)>();
        try
        {
            foreach (var act in acts)
            {
                await BecomeAsync(person, RightsTable.Columns.Select((column, index) => (column, index)).First(one => May(act, one.index, stage)).column);
                held.Add(await HoldAsync(act, ground, person));
            }

            foreach (var now in stage.Name switch { "draft" => FromDraft, "review" => FromReview, _ => FromFinal })
            {
                await BecomeAsync(person, "Lead");
                await ComeToAsync(ground, now);
                foreach (var (column, index) in RightsTable.Columns.Select((column, index) => (column, index)).Where(one => one.column is not ("Nobody" or "Suspended")))
                {
                    var refused = held.Where(one => one.Row[index, now.Index] != RightsTable.Yes && one.Row[index, now.Index] != RightsTable.NotFound == readers).ToList();
                    if (refused.Count == 0) continue;
                    await BecomeAsync(person, column);
                    foreach (var one in refused) await TryAsync(one, ground, now, person with { Column = column }, wrong, mustReach: readers && !one.ByName);
                }
            }

            if (!readers)
            {
                await site.BecomeAsync(person, Role.FocalPoint, Colleague.Country, suspended: true);
                foreach (var one in held) await TryAsync(one, ground, PlanStage.All[^1], person with { Column = "Suspended" }, wrong, mustReach: false);
            }
        }
        finally
        {
            foreach (var one in held) await one.Page.DisposeAsync();
        }

        wrong.Assert();
    }

    [Fact]
    public async Task Whoever_loses_the_right_while_the_page_is_open_neither_writes_nor_undoes_there()
    {
        using var ground = await site.NewPlanAsync(PlanStage.All[0]);
        var person = await site.JoinAsync(Role.FocalPoint, Colleague.Country);
        await using var page = await CircuitPage.OpenAsync(site, person, $"plans/{ground.Slug}/timeline");
        Assert.True(await MoveAsync(page, ground));
        Assert.StartsWith("Undid: ", await StepAsync(page, "Undo"), StringComparison.Ordinal);
        Assert.StartsWith("Did again: ", await StepAsync(page, "Redo"), StringComparison.Ordinal);

        var before = ground.Revision;
        await site.BecomeAsync(person, Role.Contributor, Colleague.Country, suspended: false);
        var said = await StepAsync(page, "Undo");
        Assert.NotNull(said);
        Assert.DoesNotContain("Undid", said, StringComparison.Ordinal);
        Assert.False(await MoveAsync(page, ground));
        Assert.Equal(before, ground.Revision);
    }

    [Fact]
    public async Task Whoever_may_no_longer_read_the_plan_is_shown_nothing_of_what_came_after()
    {
        const string Secret = "Kept from others";
        using var ground = await site.NewPlanAsync(PlanStage.All[0]);
        var person = await JoinAsync("Focal point");
        await using var page = await CircuitPage.OpenAsync(site, person, $"plans/{ground.Slug}/timeline");
        Assert.True(await MoveAsync(page, ground));
        var outline = await LetDrawNoMoreAsync(page);
        // Now there is something to draw, before the page hears that the rights are gone.
        Assert.True(await MoveAsync(page, ground));
        await BecomeAsync(person, "Focal point elsewhere");
        page.Watched = Secret;
        await DoAsync(ground, site.Colleagues.Single(one => one.Column == "Lead").Id, new EditText(Ground.Whole.Commitment, "title", TextChangeSet.Of(ground.Document[Ground.Whole.Commitment].Text("title").Length, (0, 0, Secret))));
        for (var moment = 0; moment < 100; moment++) await outline();
        await page.LetGoAsync();
        await page.GoAsync("report");
        await page.FindAsync(one => one.Own.Contains("Report and conclusions", StringComparison.Ordinal));
        Assert.False(page.WasSeen);
    }

    [Fact]
    public async Task What_a_page_knew_of_the_rights_finds_no_plan_that_may_no_longer_be_read()
    {
        using var ground = await site.NewPlanAsync(PlanStage.All[0]);
        var person = await JoinAsync("Contributor");
        var known = (await site.Actors.FindAsync(person.Id, default))!;
        using var board = await site.Services.GetRequiredService<PlanBoard>().OpenAsync(known, default);
        Assert.Contains(board.Plans, plan => plan.Plan.Slug == ground.Slug);
        Assert.NotEmpty(await FindAsync());

        await BecomeAsync(person, "Contributor elsewhere");
        await board.RefreshAsync(default);
        Assert.DoesNotContain(board.Plans, plan => plan.Plan.Slug == ground.Slug);
        Assert.Empty(await FindAsync());

        async Task<ImmutableArray<FindItem>> FindAsync() => await site.Services.GetRequiredService<IFindElsewhere>().FindAsync(known, SearchWords.Of(ground.Word), null, default);
    }

    internal static bool May(string act, int column, PlanStage stage) => CircuitActs.RowOf(act)[column, stage.Index] == RightsTable.Yes;

    private static string Address(Ground ground, CircuitAct act) => $"plans/{ground.Slug}/{act.Path}";

    private static ImmutableArray<PlanStage> Stages(params string[] names) => [.. names.Select(name => PlanStage.All.Single(stage => stage.Name == name))];

    private static PlanStage FirstStage(string act) => PlanStage.All.First(stage => Enumerable.Range(0, RightsTable.Columns.Length).Any(column => May(act, column, stage)));

    private static (bool Comments, Delegate? Before, string After) KeyOf(PlanTry? plan) => (plan?.Comments == true, plan?.Before, plan is null ? "" : string.Join(' ', plan.After.Select(one => one.GetType().Name)));

    private async Task<Colleague> JoinAsync(string column)
    {
        var (role, country, _) = Colleague.Of(column)!.Value;
        return await site.JoinAsync(role, country) with { Column = column, Index = 0 };
    }

    private Task BecomeAsync(Colleague person, string column)
    {
        var (role, country, suspended) = Colleague.Of(column)!.Value;
        return site.BecomeAsync(person, role, country, suspended);
    }

    /// <summary>Goes for an act up to its last event, and lets the line draw no more.</summary>
    private async Task<(RightsRow Row, bool ByName, CircuitPage Page, Func<Task> Last)> HoldAsync(string act, Ground ground, Colleague person)
    {
        var does = CircuitActs.All[act];
        var page = await CircuitPage.OpenAsync(site, person, Address(ground, does));
        try
        {
            var last = await does.Reach(page, ground, person);
            await LetDrawNoMoreAsync(page);
            return (CircuitActs.RowOf(act), does.ByName, page, last);
        }
        catch (Exception problem) when (problem is InvalidOperationException or TimeoutException)
        {
            await page.DisposeAsync();
            throw new InvalidOperationException($"{act}: {problem.Message}", problem);
        }
    }

    /// <summary>Says of nothing more that it was shown, until the server draws nothing more.</summary>
    /// <returns>What would be drawn otherwise.</returns>
    private static async Task<Func<Task>> LetDrawNoMoreAsync(CircuitPage page)
    {
        var outline = page.Act(await page.FindAsync(one => one["class"] == "btn icon outline-button"), "click");
        page.Hold();
        for (var picture = 0; picture < UnseenPictures; picture++) await outline();
        return outline;
    }

    private static async Task TryAsync((RightsRow Row, bool ByName, CircuitPage Page, Func<Task> Last) one, Ground ground, PlanStage stage, Colleague person, Failures wrong, bool mustReach)
    {
        var before = ground.Revision;
        try
        {
            await one.Last();
        }
        catch (InvalidOperationException problem)
        {
            if (mustReach) wrong.Add(person, stage, Way, $"{one.Row.Act}: not reached, {problem.Message}");
        }

        if (ground.Revision != before) wrong.Add(person, stage, Way, $"{one.Row.Act}: the plan was changed");
    }

    [Fact]
    public async Task The_longest_suggestion_for_a_text_is_handed_over_together_with_the_one_before()
    {
        using var ground = await site.NewPlanAsync(PlanStage.All[0]);
        await using var page = await CircuitPage.OpenAsync(site, site.Colleagues.Single(one => one.Column == "Contributor"), $"plans/{ground.Slug}");
        Assert.True((await page.CallAsync("ogdPlans.attach", "ResumeSuggesting", (string?)null))!.GetValue<bool>());
        var length = ground.Document[Ground.Whole.Commitment].Text("problem").Length;
        TextChangeSet Words(int count) => TextChangeSet.Of(length, (0, 0, new string('ক', count)));
        var known = TextChangeSet.Empty(length);
        foreach (var edit in new[] { Words(TextField.MarkdownUnitsMax - length - 1), Words(TextField.MarkdownUnitsMax - length) })
        {
            var answer = (await page.CallAsync("ogdPlans.attach", "SuggestText", Ground.Whole.Commitment.ToString(), "problem", ground.Revision, edit.ToString(), known.ToString()))!;
            Assert.Null(answer["refusal"]);
            known = edit;
        }
    }

    /// <summary>Brings a plan on to a state, as its lead and a reviewer do it.</summary>
    private async Task ComeToAsync(Ground ground, PlanStage stage)
    {
        var (lead, reviewer) = (Of("Lead"), Of("Reviewer"));
        if (ground.Document.State != PlanState.Final && ground.Document.OpenToPeers != (stage.Name == "opened")) await DoAsync(ground, lead, new OpenToPeers(stage.Name == "opened"));
        switch (stage.Name)
        {
            case "draft" when ground.Document.State != PlanState.Draft:
            case "next" when ground.Document.State != PlanState.Draft:
                await DoAsync(ground, lead, new ChangeState(PlanState.Draft, "A budget was cut"));
                break;
            case "review" when ground.Document.State != PlanState.InReview:
                await DoAsync(ground, lead, new ChangeState(PlanState.InReview, ""));
                break;
            case "changes" when ground.Document.State != PlanState.ChangesRequested:
                await DoAsync(ground, reviewer, new ChangeState(PlanState.ChangesRequested, "More dates"));
                break;
            case "final" when ground.Document.State != PlanState.Final:
                foreach (var thread in ground.Document.Threads.Where(thread => thread.IsPending).ToList()) await DoAsync(ground, reviewer, new MarkThread(thread.Id, CommentState.Resolved));
                foreach (var proposal in ground.Document.Proposals.Open.ToList()) await DoAsync(ground, lead, new DecideProposal(proposal.Id, [.. proposal.OpenParts.Select(part => part.Key)], false, ""));
                if (ground.Document.State != PlanState.InReview) await DoAsync(ground, lead, new ChangeState(PlanState.InReview, ""));
                await DoAsync(ground, reviewer, new ApprovePlan());
                await DoAsync(ground, lead, new ChangeState(PlanState.Final, "") { Confirmed = ReviewGate.WarningsOf(Completeness.Of(ground.Document)) });
                break;
        }

        Assert.Equal(stage.Name, ground.Document switch { { State: PlanState.Draft, OpenToPeers: true } => "opened", { State: PlanState.Draft, Standing.Version: 2 } => "next", { State: var state } => state switch { PlanState.Draft => "draft", PlanState.InReview => "review", PlanState.ChangesRequested => "changes", _ => "final" } });

        UserId Of(string column) => site.Colleagues.Single(one => one.Column == column).Id;
    }

    private static async Task DoAsync(Ground ground, UserId by, Operation operation) =>
        Assert.Null((await ground.Room.SubmitAsync(new Submission(by, new SessionId(Guid.NewGuid()), ground.Revision, [new Change(new ChangeId(Guid.NewGuid()), [operation])]), default)).Refusal);

    private static async Task<string?> StepAsync(CircuitPage page, string step) => (await page.CallAsync("ogdPlans.attach", step))?.GetValue<string>();

    private static async Task<bool> MoveAsync(CircuitPage page, Ground ground) => (await CircuitActs.MoveAsync(page, ground, Ground.Whole.Milestone)())!.GetValue<bool>();
}
