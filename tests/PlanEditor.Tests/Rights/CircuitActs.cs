using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using PlanEditor.Components.Editor;
using PlanModel;
using PlanModel.Review;
using PlanModel.Text;
using PlanModel.Timeline;

namespace PlanEditor.Tests.Rights;

/// <summary>The acts on a plan that a page offers, by the words of the table: each up to the event that does it. Of some there are several ways, said behind a dot.</summary>
internal static class CircuitActs
{
    private const string Timeline = "TimelineTab.razor.js";
    private const string Page = "ogdPlans.attach";
    private const string Palette = "FindPalette.razor.js";
    private const string Beside = "Margin.razor.js";
    private const string Outline = "PlanView.razor.js";
    private const string Typed = "Type a word, then Enter";

    private static readonly string Commitment = Ground.Whole.Commitment.ToString();
    private static readonly string Dataset = Ground.Whole.Dataset.ToString();
    private static readonly string Milestone = Ground.Whole.Milestone.ToString();
    private static readonly string Second = Ground.Whole.SecondMilestone.ToString();

    public static ImmutableDictionary<string, CircuitAct> All { get; } = new Dictionary<string, CircuitAct>
    {
        ["add a part"] = new(Commitment, async (page, _, _) => page.Act(await page.FindAsync(one => one["id"] == PlanAddress.AddId(Ground.Whole.Commitment, "milestone")), "click")),
        ["add a part · by finding it"] = new(Commitment, async (page, _, _) =>
        {
            await page.CallAsync(Palette, "Opened");
            var option = await page.FindAsync(one => one["data-find-key"] is { } key && key.StartsWith("act Add ", StringComparison.Ordinal) && key.Contains("milestone", StringComparison.Ordinal));
            return () => page.CallAsync(Palette, "Pressed", option["data-find-key"]);
        })
        { ByName = true },
        ["move a part"] = new(Second, (page, _, _) => MenuAsync(page, "Move up")),
        ["remove a part"] = new(Second, (page, _, _) => MenuAsync(page, "Remove")),
        ["bring a removed part back"] = new(Ground.RemovedPart.ToString(), async (page, _, _) => page.Act(await page.ButtonAsync("Restore"), "click")),
        ["set a value"] = new(Milestone, async (page, _, _) =>
        {
            var input = await EditAsync(page, Ground.Whole.Milestone, "dueDate", one => one["placeholder"] == "31 Jul 2018");
            await page.TypeAsync(input, "28 Feb 2018");
            return page.Act(input, "keydown", new { key = "Enter", type = "keydown" });
        }),
        ["add to a list"] = new(Dataset, async (page, ground, _) =>
        {
            await page.TypeAsync(await EditAsync(page, Ground.Whole.Dataset, "keywords", one => one["placeholder"] == Typed), $"word {ground.Revision}");
            return page.Act(await page.FindAsync(one => one["role"] == "option" && one.Words.Contains("word", StringComparison.Ordinal)), "click");
        }),
        ["take from a list"] = new(Dataset, async (page, _, _) =>
        {
            await EditAsync(page, Ground.Whole.Dataset, "keywords", one => one["placeholder"] == Typed);
            return page.Act(await page.ButtonAsync("Take away roads"), "click");
        }),
        ["write in a text"] = new($"history?part={NodeId.Root}&from=1", async (page, _, _) =>
            await AskedAsync(page, await page.FindAsync(one => one["aria-label"]?.StartsWith("Restore Summary of ", StringComparison.Ordinal) == true), "Restore"))
        { ByName = true },
        ["bring in rows of a file"] = new("import", async (page, ground, _) =>
        {
            await page.GiveFile(await page.FindAsync(one => one["accept"] == ".xlsx,.csv,.tsv,.txt"), "steps.csv", Encoding.UTF8.GetBytes($"Commitment,Step\nC1,Step after {ground.Revision}\n"))();
            return page.Act(await page.ButtonAsync("Bring in one row"), "click");
        }),
        ["take back what somebody did"] = new($"history?sitting={Ground.SomebodysRevision}", async (page, _, _) =>
            await AskedAsync(page, await page.ButtonAsync("Take back all of it…"), "Take back"))
        { ByName = true },
        ["restore the plan to an earlier revision"] = new("history?at=1", async (page, _, _) =>
            await AskedAsync(page, await page.ButtonAsync("Restore the plan to this…"), "Restore"))
        { ByName = true },
        ["undo an own act"] = new("timeline", async (page, ground, _) =>
        {
            await MoveAsync(page, ground, Ground.Whole.Milestone)();
            return () => page.CallAsync(Page, "Undo");
        })
        { ByName = true },
        ["redo an own act"] = new("timeline", async (page, ground, _) =>
        {
            await MoveAsync(page, ground, Ground.Whole.Milestone)();
            await page.CallAsync(Page, "Undo");
            return () => page.CallAsync(Page, "Redo");
        })
        { ByName = true },
        ["name a version"] = new("history", async (page, ground, _) =>
        {
            await page.PressAsync("Name this version…");
            var form = await page.FindAsync(one => one["id"] == "name-version");
            await page.ChangeAsync(await page.FindAsync(one => one.Name == "input" && one.Above.Contains(form)), $"Version at {ground.Revision}");
            return page.Act(form, "submit");
        }),

        ["open the plan to peers"] = new("final", (page, ground, _) => SwitchAsync(page, ground, open: true)),
        ["close the plan to peers"] = new("final", (page, ground, _) => SwitchAsync(page, ground, open: false)),
        ["submit the plan for review"] = Step("Submit"),
        ["take the plan back from the review"] = new("final", (page, _, _) => StepAsync(page, "Take back to draft…", asksReason: false)),
        ["ask for changes"] = Step("Ask for changes…"),
        ["approve the plan"] = Step("Approve"),
        ["mark the plan final"] = Step("Mark final…"),
        ["reopen the final plan, with a reason"] = new("final", (page, ground, _) => StepAsync(page, ground.Stage.Name == "final" ? "Reopen as " : "Take back to draft…")),
        ["answer the checklist of a commitment"] = new(Commitment, async (page, _, _) =>
            page.Act(await page.FindAsync(one => one is { Name: "button", Words: "Yes" } && one["aria-pressed"] is not null), "click")),
        ["set the deadline of a round"] = new("final", async (page, _, _) =>
        {
            var form = await page.FindAsync(one => one["class"] == "deadline");
            await page.ChangeAsync(await page.FindAsync(one => one is { Name: "input" } && one["class"] == "line" && one.Above.Contains(form)), "1 Sep 2099");
            await page.ButtonAsync("Set the deadline");
            return page.Act(form, "submit");
        }),
        ["note an erratum on a version that is or was final"] = Note("Note an erratum…"),
        ["take it off the public pages"] = Note("Take off the public pages…"),
        ["put it back on the public pages"] = Note("Put back on the public pages…"),

        ["comment on a part"] = Ask(null),
        ["comment on a stretch of text"] = new(Commitment, async (page, ground, _) =>
        {
            await page.CallAsync(Beside, "Comment", Commitment, "problem", 0, 4, ground.Revision, "Nobo");
            return await SayAsync(page, await page.FindAsync(one => one["class"] == "composer pick"), "Well said.");
        })
        { ByName = true },
        ["say what should be done"] = Ask(Severity.Should),
        ["say what blocks"] = Ask(Severity.Blocking),
        ["answer"] = Thread(_ => Ground.OthersQuestion, async (page, card, _) =>
        {
            await page.PressAsync("Answer", card);
            return await SayAsync(page, await page.FindAsync(one => one["class"] == "composer pick" && one.Above.Contains(card)), "Added.");
        }),
        ["change own words"] = Thread(who => who.Question, async (page, card, _) =>
        {
            await page.PressAsync("Change", card);
            return await SayAsync(page, await page.FindAsync(one => one["class"] == "composer pick" && one.Above.Contains(card)), "And who measures?");
        }),
        ["delete own words"] = Thread(who => who.Question, async (page, card, _) =>
        {
            await page.PressAsync("Delete", card);
            return page.Act(await page.ButtonAsync("Delete it", card), "click");
        }),
        ["say that a comment was acted on"] = Mark(_ => Ground.OthersRequest, "Mark as addressed"),
        ["confirm an own question"] = Mark(who => who.Question, "Resolve"),
        ["confirm another's question"] = Mark(_ => Ground.OthersQuestion, "Resolve"),
        ["confirm an own comment that blocks"] = Mark(who => who.Block, "Resolve"),
        ["confirm another's comment that blocks"] = Mark(_ => Ground.OthersBlock, "Resolve"),
        ["open an own comment again"] = Reopen(who => who.Question),
        ["open another's comment again"] = Reopen(_ => Ground.OthersBlock),
        ["call an own question praise"] = Rate(who => who.Question, Severity.Praise),
        ["call another's question praise"] = Rate(_ => Ground.OthersQuestion, Severity.Praise),
        ["let another's question block"] = Rate(_ => Ground.OthersQuestion, Severity.Blocking),
        ["let an own comment block no more"] = Rate(who => who.Block, Severity.Could),
        ["let another's comment block no more"] = Rate(_ => Ground.OthersBlock, Severity.Could),
        ["assign a comment"] = Thread(_ => Ground.OthersQuestion, async (page, card, who) =>
        {
            var select = await page.FindAsync(one => one.Name == "select" && one.Parent!.Words.StartsWith("Assigned to", StringComparison.Ordinal) && one.Above.Contains(card));
            return page.Act(select, "change", new { value = who.Id.ToString() });
        }),

        ["suggest a change"] = new("timeline", (page, ground, _) => SuggestAsync(page, ground, Ground.Whole.Milestone)) { ByName = true },
        ["suggest more in an own suggestion"] = new("timeline", (page, ground, _) => SuggestAsync(page, ground, Ground.Whole.SecondMilestone)) { ByName = true },
        ["send an own suggestion"] = new("timeline", async (page, _, _) =>
        {
            await page.CallAsync(Page, "ResumeSuggesting", (string?)null);
            await page.TypeAsync(await page.FindAsync(one => one["id"] == "suggest-reason"), "The office is closed that day.");
            return page.Act(await page.ButtonAsync("Send"), "click");
        }),
        ["withdraw an own suggestion"] = new("timeline", async (page, _, _) =>
        {
            await page.CallAsync(Page, "ResumeSuggesting", (string?)null);
            return page.Act(await page.ButtonAsync("Discard"), "click");
        }),
        ["accept a suggestion"] = new("suggestions", async (page, _, _) => page.Act(await page.ButtonAsync("Accept"), "click")),
        ["set a value · by moving its bar"] = new("timeline", (page, ground, _) => Task.FromResult<Func<Task>>(MoveAsync(page, ground, Ground.Whole.Milestone))) { ByName = true },
        ["move a part · by dropping it"] = new(Second, async (page, _, _) =>
        {
            await page.GivenAsync(Outline);
            return () => page.CallAsync(Outline, "Drop", Second, Milestone, "before");
        })
        { ByName = true },
        ["suggest a change · to a text"] = new(Commitment, async (page, ground, _) =>
        {
            Xunit.Assert.True((await page.CallAsync(Page, "ResumeSuggesting", (string?)null))!.GetValue<bool>());
            var (nothing, edit) = (TextChangeSet.Empty(TextOf(ground)).ToString(), TextChangeSet.Of(TextOf(ground), (0, 0, "x")).ToString());
            return () => page.CallAsync(Page, "SuggestText", Commitment, "problem", ground.Revision, edit, nothing);
        })
        { ByName = true },
        ["accept a suggestion · beside what it is about"] = new(Milestone, async (page, _, _) => page.Act(await page.FindAsync(one => one.Name == "button" && one["aria-label"]?.StartsWith("Accept: ", StringComparison.Ordinal) == true), "click")),
        ["decline a suggestion · beside what it is about"] = new(Milestone, async (page, _, _) =>
        {
            await page.PressAsync(await page.FindAsync(one => one.Name == "button" && one["aria-label"]?.StartsWith("Decline…: ", StringComparison.Ordinal) == true));
            return page.Act(await page.FindAsync(one => one["class"] == "declining"), "submit");
        }),
        ["decline a suggestion"] = new("suggestions", async (page, _, _) =>
        {
            await page.PressAsync("Decline…");
            return page.Act(await page.FindAsync(one => one["class"] == "declining"), "submit");
        }),
    }.ToImmutableDictionary();

    /// <summary>The row of an act; behind a dot it says which of several ways a page has.</summary>
    public static RightsRow RowOf(string act) => RightsTable.Find(Named(act));

    /// <summary>What is there for it in a plan.</summary>
    public static PlanTry? GroundOf(string act) => PlanTries.All.GetValueOrDefault(Named(act));

    /// <summary>What scripts of a page may call, and the act that it comes to; or, where it changes nothing, why it has none.</summary>
    public static ImmutableDictionary<string, string> Scripts { get; } = new Dictionary<string, string>
    {
        ["PlanPage.Undo"] = "undo an own act",
        ["PlanPage.Redo"] = "redo an own act",
        ["PlanPage.SuggestText"] = "suggest a change · to a text",
        ["PlanPage.SuggestAddedText"] = "suggest more in an own suggestion",
        ["PlanPage.ResumeSuggesting"] = "only how the own page shows the plan",
        ["PlanPage.SetHidden"] = "only whether the own page is drawn",
        ["PlanView.Drop"] = "move a part · by dropping it",
        ["TimelineTab.Move"] = "set a value · by moving its bar",
        ["Margin.Comment"] = "comment on a stretch of text",
        ["Margin.OpenMarked"] = "only what the own page shows",
        ["FindPalette.Opened"] = "only what the own page shows: the rows of finding",
        ["FindPalette.Pressed"] = "add a part · by finding it",
        ["CircuitAnswers.Answered"] = "says nothing",
    }.ToImmutableDictionary();

    /// <summary>The acts that no page offers to anybody, and how that is.</summary>
    public static ImmutableDictionary<string, string> Nowhere { get; } = new Dictionary<string, string>
    {
        ["change another's words"] = "the handler of a change belongs to one's own words, and is given no others",
        ["delete another's words"] = "the same",
        ["change another's suggestion"] = "what is suggested goes into one's own draft, whichever page is open",
        ["withdraw another's suggestion"] = "the handler belongs to one's own suggestion",
        ["take an answer to a suggestion back"] = "done by undoing it: the row of undo",
        ["note an erratum on the final plan"] = "a page always says of which version: the row of those that are or were final",
        ["dispose of a comment"] = "on a plan nobody may; on a report, the tests of its rights",
    }.ToImmutableDictionary();

    private static string Named(string act) => act.Split(" · ")[0];

    private static int TextOf(Ground ground) => ground.Document[Ground.Whole.Commitment].Text("problem").Length;

    private static CircuitAct Step(string label) => new("final", (page, _, _) => StepAsync(page, label));

    private static async Task<Func<Task>> StepAsync(CircuitPage page, string label, bool asksReason = true)
    {
        await page.PressAsync(await page.FindAsync(one => one.Name == "button" && one.Words.StartsWith(label, StringComparison.Ordinal) && one.Above.Any(above => above["class"] == "steps")));
        var form = await page.FindAsync(one => one["class"] == "card step");
        foreach (var box in form.All.Where(one => one.Name == "textarea" && asksReason).ToList()) await page.TypeAsync(box, "More dates");
        foreach (var box in form.All.Where(one => one["type"] == "checkbox").ToList()) await page.ChangeAsync(box, true);
        return page.Act(form, "submit");
    }

    private static CircuitAct Note(string button) => new("final", async (page, _, _) =>
    {
        await page.PressAsync(button);
        var form = await page.FindAsync(one => one["class"] == "card step");
        await page.TypeAsync(form.All.Single(one => one.Name == "textarea"), "The year is 2018.");
        return page.Act(form, "submit");
    });

    /// <summary>Opens a thread beside its part.</summary>
    private static CircuitAct Thread(Func<Colleague, ThreadId> thread, Func<CircuitPage, PageElement, Colleague, Task<Func<Task>>> reach, bool resolved = false) =>
        new(Commitment, async (page, _, who) =>
        {
            if (resolved) await page.PressAsync(await page.FindAsync(one => one.Name == "button" && one.Words.EndsWith(" resolved", StringComparison.Ordinal)));
            var card = await page.FindAsync(one => one["id"] == $"t-{thread(who)}");
            await page.PressAsync(await page.FindAsync(one => one["id"] == $"o-{thread(who)}"));
            return await reach(page, card, who);
        });

    private static CircuitAct Reopen(Func<Colleague, ThreadId> thread) => Thread(thread, async (page, card, _) => page.Act(await page.ButtonAsync("Reopen", card), "click"), resolved: true);

    private static CircuitAct Mark(Func<Colleague, ThreadId> thread, string button) => Thread(thread, async (page, card, _) => page.Act(await page.ButtonAsync(button, card), "click"));

    private static CircuitAct Rate(Func<Colleague, ThreadId> thread, Severity severity) => Thread(thread, async (page, card, _) =>
    {
        var select = await page.FindAsync(one => one.Name == "select" && one.Parent!.Words.StartsWith("What it asks", StringComparison.Ordinal) && one.Above.Contains(card));
        return page.Act(select, "change", new { value = ThreadJson.Write(severity) });
    });

    /// <summary>Comments on a part on which nothing is said yet.</summary>
    private static CircuitAct Ask(Severity? severity) => new(Dataset, async (page, _, _) =>
    {
        await page.PressAsync(await page.FindAsync(one => one.Name == "button" && one["data-comments"] is not null && one["class"] == "comment btn quiet s"));
        var form = await page.FindAsync(one => one["class"] == "composer pick");
        if (severity is { } chosen) await page.ChangeAsync(form.All.Single(one => one.Name == "select"), ThreadJson.Write(chosen));
        return await SayAsync(page, form, "What is the baseline?");
    });

    private static async Task<Func<Task>> SayAsync(CircuitPage page, PageElement form, string words)
    {
        await page.TypeAsync(form.All.Single(one => one.Name == "textarea"), words);
        return page.Act(form, "submit");
    }

    private static async Task<Func<Task>> MenuAsync(CircuitPage page, string item)
    {
        await page.PressAsync(await page.FindAsync(one => one["aria-label"]?.StartsWith("What to do with ", StringComparison.Ordinal) == true && one.Above.Any(above => above["class"] == "crumb")));
        return page.Act(await page.FindAsync(one => one["role"] == "menuitem" && one.Words.StartsWith(item, StringComparison.Ordinal)), "click");
    }

    /// <summary>Opens the control of a value.</summary>
    private static async Task<PageElement> EditAsync(CircuitPage page, NodeId node, string field, Func<PageElement, bool> control)
    {
        await page.PressAsync(await page.FindAsync(one => one["id"] == PlanAddress.ValueId(node, field)));
        return await page.FindAsync(control);
    }

    /// <summary>Asks for something of the past, and answers the question that stands before it. Once answered it is asked again each time.</summary>
    private static async Task<Func<Task>> AskedAsync(CircuitPage page, PageElement button, string verb)
    {
        var ask = page.Act(button, "click");
        await ask();
        var answer = page.Act(await page.FindAsync(one => one.Name == "button" && one["class"] == "btn primary" && one.Words == verb, verb), "click");
        // The page was drawn anew with the question, and the button with it.
        ask = page.Act(button, "click");
        var asked = true;
        return async () =>
        {
            if (!asked) await ask();
            asked = false;
            await answer();
        };
    }

    /// <summary>The switch for peers, when it stands the other way.</summary>
    private static async Task<Func<Task>> SwitchAsync(CircuitPage page, Ground ground, bool open)
    {
        if (ground.Document.OpenToPeers == open) await page.ChangeAsync(await page.FindAsync(one => one["role"] == "switch"), !open);
        return page.Act(await page.FindAsync(one => one["role"] == "switch"), "change", new { value = open });
    }

    private static async Task<Func<Task>> SuggestAsync(CircuitPage page, Ground ground, NodeId milestone)
    {
        Xunit.Assert.True((await page.CallAsync(Page, "ResumeSuggesting", (string?)null))!.GetValue<bool>());
        return MoveAsync(page, ground, milestone);
    }

    /// <summary>Gives a milestone another due date, as somebody does who moves its bar.</summary>
    public static Func<Task<JsonNode?>> MoveAsync(CircuitPage page, Ground ground, NodeId milestone)
    {
        var dates = TimelineDates.Of(ground.Document[milestone]);
        var (start, due) = (dates.Start?.DayNumber, dates.Due!.Value.DayNumber);
        return () => page.CallAsync(Timeline, "Move", milestone.ToString(), start, due, start, due + 1);
    }
}
