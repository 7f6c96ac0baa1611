using Bunit;
using Bunit.TestDoubles;
using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanEditor.Components.Editor;
using PlanEditor.Components.Final;
using PlanEditor.Tests.Editor;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Final;

public sealed class RoadToFinalTests
{
    [Fact]
    public async Task When_nothing_is_missing_it_says_so()
    {
        await using var page = new OpenPage();
        var view = page.Show(PlanTab.BeforeFinal);
        Assert.Equal("Nothing stands between this plan and its review", view.Find(".road h2").TextContent);
        Assert.Contains("a reviewer approves it", view.Find(".road .empty").TextContent, StringComparison.Ordinal);
        Assert.Contains("100", view.Find(".road .sum").TextContent, StringComparison.Ordinal);
        Assert.Empty(view.FindAll(".road li"));
        page.Other(new ChangeState(PlanState.InReview, ""));
        page.Other(new ApprovePlan());
        Assert.Equal("Nothing stands between this plan and final", view.Find(".road h2").TextContent);
    }

    [Fact]
    public async Task Who_took_the_last_step_is_said_beside_what_was_said_with_it()
    {
        await using var page = new OpenPage();
        var view = page.Show(PlanTab.BeforeFinal);
        Assert.Empty(view.FindComponents<Stub<SaidBy>>());
        page.Other(new ChangeState(PlanState.InReview, "Look at C1."));
        Assert.Equal("Look at C1.", view.Find(".steps blockquote").TextContent);
        Assert.Equal(page.OnDisk.Standing.Since, Assert.Single(view.FindComponents<Stub<SaidBy>>()).Instance.Parameters.Get(by => by.Stamp));
    }

    [Fact]
    public async Task Things_stand_by_section_blocks_first_and_each_is_one_link_to_its_field()
    {
        var whole = new WholePlan();
        whole.Plan.Set(NodeId.Root, "summary", null);
        whole.Plan.Set(whole.Milestone, "dueDate", null);
        whole.Plan.Set(whole.Dataset, "privacy", null);
        whole.Plan.Set(whole.Commitment, "contactRole", null);
        await using var page = new OpenPage(whole);
        var view = page.Show(PlanTab.BeforeFinal);

        Assert.Equal("3 things before final", view.Find(".road h2").TextContent);
        Assert.Equal(["About this plan", "C1 Publish local budgets", "Datasets"], view.FindAll(".road > section:not(.warnings) h3").Select(Words));
        Assert.Equal(
            [$"plans/np/{NodeId.Root}/summary", $"plans/np/{whole.Milestone}/dueDate", $"plans/np/{whole.Dataset}/privacy", $"plans/np/{whole.Commitment}/contactRole"],
            view.FindAll(".road li a").Select(link => link.GetAttribute("href")));
        Assert.All(view.FindAll(".road li"), item => Assert.Single(item.QuerySelectorAll("a, button")));
        Assert.Equal("C1.M1: “Due” is empty. Give a day.", view.FindAll(".road li a span")[1].TextContent);
        Assert.Equal(["Blocks final:", "Blocks final:", "Blocks final:", "Warning:"], view.FindAll(".road li [role=img]").Select(icon => icon.GetAttribute("aria-label")));
        Assert.Equal("1 warning, which blocks nothing", view.Find("#road-warnings").TextContent);
    }

    [Fact]
    public async Task Translations_that_are_older_than_their_texts_are_counted_and_each_is_one_link()
    {
        var whole = new WholePlan();
        whole.Plan.Set(NodeId.Root, "workingLanguage", "en");
        foreach (var (node, field) in new[] { (whole.Commitment, "problem"), (whole.Milestone, "deliverable") })
        {
            whole.Plan.Set(node, $"{field}Translation", "In English.");
            whole.Plan.Set(node, field, "नेपालीमा फेरिएको छ।");
        }

        await using var page = new OpenPage(whole);
        var section = page.Show(PlanTab.BeforeFinal).Find(".road section[aria-labelledby='warning-stale']");
        Assert.Equal("2 translations are older than their texts", Words(section.QuerySelector("h3")!));
        Assert.Equal([$"plans/np/{whole.Commitment}/problem", $"plans/np/{whole.Milestone}/deliverable"], section.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        page.Other(new RemoveFromSet(whole.Commitment, NodeKind.StaleTranslations.Key, "problem"));
        Assert.Equal("1 translation is older than its text", Words(page.View.Find("#warning-stale")));
    }

    [Fact]
    public async Task What_is_missing_altogether_leads_to_the_list_in_which_to_add_it()
    {
        var whole = new WholePlan();
        var empty = whole.Plan.Add("commitment");
        foreach (var node in whole.Plan.Document.Children(whole.Plan.Document.Root, ActionPlan.Lesson.Kind).ToArray()) whole.Plan.Remove(node.Id);
        await using var page = new OpenPage(whole);
        var links = page.Show(PlanTab.BeforeFinal).FindAll(".road li a").Select(link => link.GetAttribute("href")!).ToArray();

        Assert.Contains("plans/np/innovations/lesson", links);
        Assert.Contains($"plans/np/{empty}/sdgMapping", links);
        Assert.Equal("Add a milestone", Words(page.Show(empty, "milestone").Find($"#{PlanAddress.AddId(empty, "milestone")}")));
        Assert.Equal("Add an SDG target", Words(page.Show(empty, "sdgMapping").Find($"#{PlanAddress.AddId(empty, "sdgMapping")}")));
    }

    [Fact]
    public async Task The_tools_count_what_is_left_for_all_roles_and_lead_to_the_list()
    {
        foreach (var (role, country) in new[] { (Role.FocalPoint, "NP"), (Role.Contributor, "NP"), (Role.Reviewer, null), (Role.Peer, null) })
        {
            var whole = new WholePlan();
            whole.Plan.Do(new OpenToPeers(true));
            whole.Plan.Set(whole.Milestone, "dueDate", null);
            await using var page = new OpenPage(whole, role, country);
            var link = page.Show(whole.Commitment).Find(".tabs a:has(.count)");
            Assert.Equal(("Before final1", "1 thing before final", "plans/np/final"), (Words(link), link.QuerySelector(".count")!.GetAttribute("title"), link.GetAttribute("href")));
        }
    }

    [Fact]
    public async Task In_a_report_the_rows_say_what_stands_before_publication()
    {
        var report = Change.Apply(Document.Empty(AnalyticalReport.Schema), [new InsertNode(new NodeId(90), AnalyticalReport.Conclusion.Key, NodeId.Root, null, Node.NoFields)]);
        await using var page = new OpenPage(role: Role.Reviewer, country: null, document: report);
        var view = page.Follow("plans/np/conclusions");
        string?[] said = [.. view.FindAll("td.title .ic.block").Select(sign => sign.GetAttribute("aria-label")), view.Find($"[data-key=conclusions] .ic.block").GetAttribute("title"), view.Find("[data-key=conclusions]").GetAttribute("aria-label")];
        Assert.Equal(3, said.Length);
        Assert.All(said, words => Assert.Matches("[1-9][0-9]* things? before publication", words));
    }

    [Fact]
    public async Task A_plan_that_lacks_nothing_is_to_be_submitted_before_it_can_be_final()
    {
        await using var page = new OpenPage();
        var view = page.Show(page.Whole.Commitment);
        Assert.Equal("Nothing stands before submission", Sign());
        page.Other(new ChangeState(PlanState.InReview, ""));
        page.Other(new ApprovePlan());
        Assert.Equal("Nothing stands before final", Sign());

        string? Sign() => view.Find(".tools .tabs i.check").GetAttribute("aria-label");
    }

    [Theory]
    [InlineData("actionPlan", PlanState.ChangesRequested, "Before final")]
    [InlineData("actionPlan", PlanState.Final, "Final")]
    [InlineData("analyticalReport", PlanState.InReview, "Before publication")]
    [InlineData("analyticalReport", PlanState.Final, "Published")]
    public void The_tab_says_where_the_document_stands(string schema, PlanState state, string label) =>
        Assert.Equal(label, PlanTab.BeforeFinal.LabelOf(new PlanInfo(new PlanId(Guid.NewGuid()), "np", schema == "actionPlan" ? "NP" : "", schema), state));

    [Fact]
    public async Task It_follows_what_others_do_and_renders_nothing_else()
    {
        await using var page = new OpenPage();
        var view = page.Show(PlanTab.BeforeFinal);
        var road = view.FindComponent<RoadToFinal>();
        var before = road.RenderCount;

        page.Other(new EditText(page.Whole.Commitment, "problem", TextChangeSet.Of(page.OnDisk[page.Whole.Commitment].Text("problem").Length, (0, 0, "New. "))));
        Assert.Equal(before, road.RenderCount);
        page.Other(new SetField(page.Whole.Milestone, "dueDate", null));
        Assert.Equal("1 thing before final", road.Find("#road-name").TextContent);
        page.Other(new SetField(page.Whole.Milestone, "dueDate", Scalar.Of("2018-01-31")));
        Assert.Equal("Nothing stands between this plan and its review", road.Find("#road-name").TextContent);
        Assert.Equal(before + 2, road.RenderCount);
    }

    [Fact]
    public async Task An_approval_that_came_too_late_is_not_pressed_again_but_opened_anew()
    {
        var whole = new WholePlan();
        whole.Plan.Do(new ChangeState(PlanState.InReview, ""));
        await using var page = new OpenPage(whole, Role.Reviewer, null);
        var view = page.Show(PlanTab.BeforeFinal);
        Button("Approve…").Click();
        page.RefusesNext = new Refusal(RefusalCode.NotReady, "The plan changed after what you looked at.");
        view.Find("form.step").Submit();
        Assert.Contains("The plan changed after what you looked at.", view.Find("form.step [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Close"], view.FindAll("form.step button").Select(button => button.TextContent));
        view.Find("form.step").Submit();
        Assert.Empty(page.OnDisk.Standing.Approvals);

        view.Find("form.step button").Click();
        Button("Approve…").Click();
        view.Find("form.step").Submit();
        Assert.Single(page.OnDisk.Standing.Approvals);

        AngleSharp.Dom.IElement Button(string words) => view.FindAll("button").First(button => button.TextContent == words);
    }

    [Fact]
    public void What_was_confirmed_with_a_final_is_read_in_words_also_what_the_rules_say_no_more()
    {
        var whole = new WholePlan();
        whole.Plan.Set(whole.Commitment, "contactRole", null);
        var document = whole.Plan.Document;
        var found = Completeness.Of(document);
        var warning = Assert.Single(found.Warnings);
        var shown = ConfirmedWarnings.Of(document, found, [.. ReviewGate.WarningsOf(found), $"OLD.rule {whole.Milestone} title"], "np");
        Assert.Equal((warning.Message, $"plans/np/{whole.Commitment}/contactRole"), (Assert.Single(Assert.Single(shown!.Sections).Items).Words, shown.Sections[0].Items[0].Address));
        Assert.Equal("C1.M1: a warning that the rules of today do not give any more (OLD.rule).", Assert.Single(shown.Gone));
        Assert.Null(ConfirmedWarnings.Of(document, found, [], "np"));
    }

    [Fact]
    public async Task A_plan_that_was_taken_back_says_that_a_blocking_comment_stands_before_its_next_submission()
    {
        var whole = new WholePlan();
        whole.Plan.Do(new ChangeState(PlanState.InReview, ""));
        whole.Plan.Do(new StartThread(new ThreadId(71), whole.Commitment, "problem", null, Severity.Blocking, "By when?"));
        whole.Plan.Do(new ChangeState(PlanState.Draft, ""));
        // That stands before final, and not before its submission.
        whole.Plan.Do(new Suggest(new ProposalId(72), [new SetField(whole.Milestone, "status", Scalar.Of("done"))], []));
        whole.Plan.Do(new SendProposal(new ProposalId(72), "It is."));
        await using var page = new OpenPage(whole, Role.PlanLead);
        var view = page.Show(PlanTab.BeforeFinal);
        view.FindAll("button").First(button => button.TextContent == "Submit again…").Click();
        Assert.Contains("One thing stands before submission.", view.Find("form.step [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("a blocking comment is open", Assert.Single(view.FindAll("form.step .before li")).TextContent, StringComparison.Ordinal);
        Assert.Equal("2 things before final", view.Find("#road-name").TextContent);
    }

    [Fact]
    public async Task Each_approval_stands_there_with_its_revision_and_with_why_it_counts_no_more()
    {
        var whole = new WholePlan();
        whole.Plan.Do(new ChangeState(PlanState.InReview, ""));
        whole.Plan.Do(new ApprovePlan { Stamp = new Stamp(new UserId(new Guid(7, 0, 0, new byte[8])), DateTimeOffset.UnixEpoch, 7) });
        await using var page = new OpenPage(whole);
        var view = page.Show(PlanTab.BeforeFinal);
        Assert.Equal("Revision 7 approved:", Words(view.Find(".approvals li")));
        page.Other(new SetField(page.Whole.Milestone, "dueDate", Scalar.Of("2018-03-31")));
        Assert.Equal("Revision 7 approved: ; the plan changed since (compare with now)", Words(view.Find(".approvals li")));
        page.Other(new ChangeState(PlanState.Draft, ""));
        Assert.Empty(view.FindAll(".approvals"));
    }

    [Fact]
    public void The_same_finding_twice_in_one_place_stays_two_things()
    {
        var whole = new WholePlan();
        whole.Plan.Remove(whole.Commitment);
        var document = whole.Plan.Document;
        var view = RoadView.Of(document, Completeness.Of(document), "np");
        var items = view.Blocks.SelectMany(section => section.Items).ToArray();
        Assert.Equal(Completeness.Of(document).Blocks.Count(), view.BlockCount);
        Assert.Equal(items.Length, items.Select(item => item.Key).Distinct().Count());
    }

    private static string Words(AngleSharp.Dom.IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
