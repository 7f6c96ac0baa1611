using System.Text;
using OgdPlans.Tests;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Review;

public sealed class ProposalTests : WithProposals
{
    [Fact]
    public void A_date_a_text_and_a_new_milestone_are_accepted_by_one_change_and_taken_back_by_one()
    {
        var before = Plan;
        Suggest(Due("2018-03-12"), Write("In every district. "), Milestone());
        Suggest(new SetField(New, "dueDate", Scalar.Of("2018-09-30")), new EditText(New, "title", TextChangeSet.Of(3, (3, 3, " step"))));
        Assert.Same(before.Root, Plan.Root);
        Do(Contributor, new SendProposal(Id, "The districts asked for it."));
        Assert.Equal(ProposalState.Open, Proposal.State);

        Accept();
        Assert.Equal(("2018-03-12", "In every district. A directive.", "New step", "2018-09-30"), (Field("dueDate"), Text, Plan.Title(Plan[New]), Plan[New].Scalar("dueDate")!.Text));
        Assert.Equal(ProposalState.Closed, Proposal.State);

        Undo();
        Assert.Equal(ProposalState.Open, Proposal.State);
        Assert.Equal((before[Whole.Milestone].Scalar("dueDate")?.Text, "A directive."), (Field("dueDate"), Text));
        Assert.False(Plan.IsVisible(Plan[New]));

        Accept();
        Assert.Equal(("In every district. A directive.", true), (Text, Plan.IsVisible(Plan[New])));
    }

    [Fact]
    public void What_would_be_moved_or_removed_is_called_by_its_title_too_and_the_place_is_said_to_which_it_would_go()
    {
        var (first, second) = (Plan.Title(Plan[Whole.Milestone]), Plan.Title(Plan[Whole.SecondMilestone]));
        var elsewhere = new NodeId(0x7009);
        Do(Focal, new InsertNode(elsewhere, "commitment", NodeId.Root, Whole.Commitment, Node.NoFields.Add("title", Scalar.Of("Elsewhere"))));
        Assert.Equal($"removed C1.M1 “{first}”", Words(new RemoveNode(Whole.Milestone)));
        Assert.Equal($"moved C1.M2 “{second}”, to the beginning", Words(new MoveNode(Whole.SecondMilestone, Whole.Commitment, null)));
        Assert.Equal($"moved C1.M1 “{first}”, after C1.M2", Words(new MoveNode(Whole.Milestone, Whole.Commitment, Whole.SecondMilestone)));
        Assert.Equal($"moved C1.M1 “{first}” to C2, to the beginning", Words(new MoveNode(Whole.Milestone, elsewhere, null)));
        // Its number may be another's by then.
        Do(Focal, new RemoveNode(Whole.Milestone));
        Assert.Equal($"removed C1.M1 “{first}”", Words(new RemoveNode(Whole.Milestone)));
        Do(Focal, new RemoveNode(Whole.Commitment));
        Assert.Equal($"removed “{first}”", Words(new RemoveNode(Whole.Milestone)));

        string Words(Operation operation) => AppliedProposal.Words(Plan, operation);
    }

    [Fact]
    public void What_nothing_suggested_before_adds_or_the_plan_does_not_know_is_refused_and_a_sent_suggestion_stays_as_it_was_sent()
    {
        Assert.Equal(RefusalCode.UnknownNode, Refused(new EditText(New, "title", TextChangeSet.Of(0, (0, 0, "Early"))), Milestone()));
        Assert.Equal(RefusalCode.UnknownNode, Refused(new SetField(New, "dueDate", Scalar.Of("2018-09-30")), Milestone()));
        Assert.Equal(RefusalCode.UnknownKind, Refused(Milestone() with { Kind = "castle" }));
        Assert.Equal(RefusalCode.UnknownField, Refused(new SetField(Whole.Milestone, "castle", Scalar.Of("x"))));
        Suggest(Due("2018-03-12"));
        Do(Contributor, new SendProposal(Id, "The districts asked for it."));
        Assert.Equal(RefusalCode.BadValue, Refused(Due("2018-03-13")));
        Assert.Equal(Plan.Proposals.Count, DocumentJson.Read(DocumentJson.ToUtf8(Plan), ActionPlan.Schema).Proposals.Count);

        RefusalCode? Refused(params Operation[] parts) => new Suggest(Id, [.. parts], []).Check(Plan)?.Code;
    }

    [Fact]
    public void A_suggested_text_goes_with_the_text_and_with_the_undo_of_its_acceptance()
    {
        Suggest(Write("In every district. "));
        Do(Focal, Edit(0, 1, "The"));
        Do(Contributor, new SendProposal(Id, "So."));
        Do(Focal, Edit(Text.Length, Text.Length, " By June."));
        Accept();
        Assert.Equal("In every district. The directive. By June.", Text);
        Others(Edit(Text.Length, Text.Length, " Or July."));
        Undo();
        Assert.Equal("The directive. By June. Or July.", Text);
        Accept();
        Assert.Equal("In every district. The directive. By June. Or July.", Text);
    }

    [Fact]
    public void What_a_part_stands_on_is_accepted_with_it_and_what_stands_on_it_is_declined_with_it()
    {
        Suggest(Milestone(), new AddToSet(Whole.SecondMilestone, "dependsOn", New.ToString()), Due("2018-03-12"));
        Do(Contributor, new SendProposal(Id, "So."));
        var waits = ProposalPart.KeyOf(new AddToSet(Whole.SecondMilestone, "dependsOn", New.ToString()));
        Assert.Equal([ProposalPart.KeyOf(Milestone()), waits], AppliedProposal.WithDependents(Proposal, [ProposalPart.KeyOf(Milestone())]));
        Do(Focal, [.. AppliedProposal.Of(Plan, Proposal, [waits]).Accept()]);
        Assert.Contains(New.ToString(), Plan[Whole.SecondMilestone].Set("dependsOn"));
        Assert.Equal("2018-01-31", Field("dueDate"));
        Assert.Equal([(PartState.Accepted, 2), (PartState.Open, 1)], Proposal.Parts.CountBy(part => part.State).Select(pair => (pair.Key, pair.Value)));
        Do(Focal, new DecideProposal(Id, [ProposalPart.KeyOf(Due(""))], false, "It was agreed in May."));
        Assert.Equal((ProposalState.Closed, "It was agreed in May."), (Proposal.State, Proposal.Parts[^1].Note));
    }

    [Fact]
    public void What_no_longer_applies_says_why_and_comes_right_again()
    {
        Suggest(Due("2018-03-12"), Edit(0, 1, ""));
        Do(Contributor, new SendProposal(Id, "So."));
        Do(Focal, new RemoveNode(Whole.Commitment));
        Assert.All(Standing, part => Assert.Contains("removed", part.WhyNot?.Words, StringComparison.Ordinal));
        Assert.Empty(AppliedProposal.Of(Plan, Proposal).Accept());
        Do(Focal, new RestoreNode(Whole.Commitment));
        Assert.All(Standing, part => Assert.Null(part.WhyNot));
        Do(Focal, Due("2018-03-12"), Edit(0, 2, "The"));
        Assert.Equal(["The plan says so already.", "Nothing is left of the text that it was about."], Standing.Select(part => part.WhyNot?.Words));
        Do(Focal, Due("2018-04-30"));
        Assert.Equal(("2018-01-31", null), (Standing[0].Part.Was!.Text, Standing[0].WhyNot));
    }

    /// <remarks>Schedule 21344008.</remarks>
    [Fact]
    public void What_was_suggested_of_a_text_that_is_gone_is_dropped_and_put_back()
    {
        Suggest(Edit(0, 2, ""));
        Do(Focal, Edit(0, 2, "The "));
        var drop = new Suggest(Id, [], [Proposal.Parts[0].Key]);
        var putBack = drop.Invert(Plan)!;
        Do(Contributor, drop);
        Assert.Null(Plan.Proposals.Find(Id));

        Do(Contributor, putBack);
        Assert.Equal("Nothing is left of the text that it was about.", Assert.Single(Standing).WhyNot?.Words);
    }

    /// <remarks>Schedule 33191266.</remarks>
    [Fact]
    public void What_was_suggested_and_has_no_room_any_more_is_dropped_and_put_back_but_not_suggested_anew()
    {
        Suggest(Write("In every district. "));
        var room = ((TextField)Plan[Whole.Milestone].Kind.Find("deliverable")!).LengthMax - Text.Length;
        Do(Focal, Edit(Text.Length, Text.Length, new string('x', room)));
        var drop = new Suggest(Id, [], [Proposal.Parts[0].Key]);
        var putBack = drop.Invert(Plan)!;
        Do(Contributor, drop);

        Assert.Equal(RefusalCode.TooLong, Try(Contributor, new Suggest(Id, [Write("In every district. ")], [])));
        Do(Contributor, putBack);
        Assert.Equal(RefusalCode.TooLong, Assert.Single(Standing).WhyNot?.Code);
    }

    [Fact]
    public void An_edit_that_mapping_divided_beyond_what_is_kept_is_refused_also_as_something_put_back()
    {
        var edit = LongestEdit();
        var suggest = new Suggest(Id, [edit], [ProposalPart.KeyOf(edit)]);
        Assert.Null(suggest.Check(Plan));
        var meanwhile = Edit(1, 1, "!");
        Others(meanwhile);
        var moved = (Suggest)suggest.Rebase(meanwhile, before: false);
        Assert.Equal(TextChangeSetJson.SectionsMax + 2, ((EditText)moved.Parts[0]).Edit.SectionCount);
        Assert.Equal(RefusalCode.TooMany, moved.Check(Plan)?.Code);
    }

    [Fact]
    public void What_waits_and_was_divided_by_what_others_wrote_is_read_again_and_does_not_apply()
    {
        Suggest(LongestEdit());
        Send();
        Others(Edit(1, 1, "!"));
        Assert.Equal(RefusalCode.TooMany, Assert.Single(Standing).WhyNot?.Code);
        var written = DocumentJson.ToUtf8(Plan);
        Assert.Equal(written, DocumentJson.ToUtf8(DocumentJson.Read(written, ActionPlan.Schema)));
    }

    [Fact]
    public void What_does_not_fit_is_refused_also_for_what_was_removed_and_as_something_put_back()
    {
        var (deliverable, title) = (Text.Length, Plan[Whole.Milestone].Text("title").Length);
        var removed = Milestone() with { Node = new NodeId(0x7009), Parent = Whole.Milestone, Kind = "milestone" };
        Others(new InsertNode(New, "milestone", Whole.Commitment, null, Node.NoFields), new RemoveNode(New));
        foreach (var isThere in new[] { true, false })
        {
            Refused(RefusalCode.BadEdit, new EditText(Whole.Milestone, "deliverable", TextChangeSet.Of(deliverable + 1, (0, 0, "x"))));
            Refused(RefusalCode.BadText, Write("\u0007"));
            Refused(RefusalCode.BadText, Write("\u0007" + new string('x', LengthMax("deliverable"))));
            Refused(RefusalCode.BadText, new EditText(Whole.Milestone, "title", TextChangeSet.Of(title, (0, 0, new string('x', LengthMax("title"))), (1, 1, "\n"))));
            Refused(RefusalCode.TooLong, Write(new string('x', LengthMax("deliverable") + 1)));
            Refused(RefusalCode.UnknownField, new EditText(Whole.Milestone, "castle", TextChangeSet.Of(0, (0, 0, "x"))));
            Refused(RefusalCode.BadValue, new SetField(Whole.Milestone, "dueDate", Scalar.Of(5m)));
            Refused(RefusalCode.BadValue, new AddToSet(Whole.Milestone, "dependsOn", new string('x', Limits.StringUnitsMax)));
            Refused(RefusalCode.NotHere, removed);
            Refused(RefusalCode.NotHere, new MoveNode(Whole.SecondMilestone, Whole.Milestone, null));
            Refused(RefusalCode.UnknownField, Milestone() with { Fields = Node.NoFields.Add("castle", Scalar.Of("x")) });
            Refused(RefusalCode.TooLong, Milestone() with { Fields = Node.NoFields.Add("title", Scalar.Of(new string('x', LengthMax("title") + 1))) });
            Refused(RefusalCode.TooLong, Milestone() with { Node = Below, Fields = Node.NoFields.Add("title", Scalar.Of(new string('x', LengthMax("title") + 1))) });
            Refused(RefusalCode.BadText, Milestone() with { Node = Below }, new EditText(Below, "title", TextChangeSet.Of(3, (3, 3, "\u0007"))));
            if (isThere) Others(new RemoveNode(Whole.Commitment));
        }

        // What fits waits for its part to come back.
        Suggest(Due("2018-03-12"), Write("In every district. "), Milestone() with { Node = Below });
        Assert.All(Standing, part => Assert.Contains("removed", part.WhyNot?.Words, StringComparison.Ordinal));
        Others(new RestoreNode(Whole.Commitment));
        Assert.All(Standing, part => Assert.Null(part.WhyNot));

        int LengthMax(string field) => ((TextField)Plan[Whole.Milestone].Kind.Find(field)!).LengthMax;

        void Refused(RefusalCode code, params Operation[] parts)
        {
            Assert.Equal(code, Try(Contributor, new Suggest(Id, [.. parts], [])));
            Assert.Equal(code, Try(Contributor, new Suggest(Id, [.. parts], [.. parts.Select(ProposalPart.KeyOf)])));
        }
    }

    /// <remarks>Schedule 42343666.</remarks>
    [Fact]
    public void What_was_suggested_and_would_stand_in_itself_by_now_is_dropped_and_put_back_but_not_suggested_anew()
    {
        var (first, second) = (new NodeId(5), new NodeId(6));
        Plan = Document.Empty(TestSchema.Schema);
        Do(Focal, Chapter(first), Chapter(second));
        var move = new MoveNode(first, second, null);
        Suggest(move);
        var drop = new Suggest(Id, [], [Proposal.Parts[0].Key]);
        var putBack = drop.Invert(Plan)!;
        Do(Contributor, drop);
        Others(new MoveNode(second, first, null));

        Assert.Equal(RefusalCode.Cycle, Try(Contributor, new Suggest(Id, [move], [])));
        Do(Contributor, putBack);
        Assert.Equal(RefusalCode.Cycle, Assert.Single(Standing).WhyNot?.Code);
    }

    /// <remarks>Schedule 39853476: what is fixed stays when the acceptance that added it is taken back.</remarks>
    [Fact]
    public void An_added_part_that_cannot_be_removed_is_accepted_again_after_undo()
    {
        Plan = Document.Empty(TestSchema.Schema);
        Suggest(new InsertNode(New, TestSchema.Preface.Key, NodeId.Root, null, Node.NoFields));
        Send();
        Accept();
        Undo();
        Assert.Equal((ProposalState.Open, true), (Proposal.State, Plan.IsVisible(Plan[New])));

        Do(Focal, [.. Undos.Redo]);
        Assert.Equal(ProposalState.Closed, Proposal.State);
    }

    [Fact]
    public void Accepted_is_not_said_of_what_is_neither_done_nor_so()
    {
        Suggest(Due("2018-03-12"), Milestone());
        Send();
        var said = new DecideProposal(Id, [.. Proposal.Parts.Select(part => part.Key)], true, "");
        Assert.Equal(RefusalCode.BadValue, Try(Focal, said));
        Others(Due("2018-03-12"));
        Assert.Equal(RefusalCode.BadValue, Try(Focal, said));
        Others(Milestone());
        Do(Focal, said);
    }

    /// <remarks>Schedule 33483399: what others wrote behind the accepted words stood before them once they were out.</remarks>
    [Theory]
    [InlineData(0, 0, "In every district. ")]
    [InlineData(0, 2, "The ")]
    [InlineData(2, 11, "")]
    public void What_others_wrote_beside_accepted_words_does_not_move_them_when_they_are_taken_back_and_accepted_again(int from, int to, string insert)
    {
        var suggested = Edit(from, to, insert);
        Suggest(suggested);
        Send();
        Accept();
        Others(Edit(from + insert.Length, from + insert.Length, "By June. "));
        Others(Edit(from, from, "So: "));
        var accepted = Text;

        Undo();
        var (before, redo) = (Plan, Undos.Redo);
        Do(Focal, [.. redo]);
        Assert.Equal(accepted, Text);

        Undos = Undos.Redone(before);
        Undo();
        Accept();
        Assert.Equal(accepted, Text);
    }

    /// <remarks>Found by the laws of operations with seed 64615270.</remarks>
    [Fact]
    public void With_an_added_part_goes_what_stands_under_it_and_what_named_that()
    {
        NodeId commitment = new(0x7101), first = new(0x7102), second = new(0x7103);
        Suggest(
            new InsertNode(commitment, "commitment", NodeId.Root, null, Node.NoFields.Add("title", Scalar.Of("New"))),
            new InsertNode(first, "milestone", commitment, null, Node.NoFields.Add("title", Scalar.Of("First"))),
            new InsertNode(second, "milestone", commitment, first, Node.NoFields.Add("title", Scalar.Of("Second"))),
            new InsertNode(New, "milestone", Whole.Commitment, null, Node.NoFields.Add("title", Scalar.Of("Third"))),
            new AddToSet(New, "dependsOn", first.ToString()),
            new AddToSet(New, "dependsOn", second.ToString()));
        Suggest(new RemoveNode(commitment));
        Assert.False(Assert.IsType<InsertNode>(Assert.Single(Proposal.Parts).Operation).Fields.ContainsKey("dependsOn"));
    }

    [Fact]
    public void A_draft_holds_one_part_for_each_thing_and_none_that_the_plan_says_anyway()
    {
        Suggest(Due("2018-03-12"), Milestone(), Write("Oh. "));
        Suggest(Due("2018-03-13"), new InsertNode(Below, "milestone", Whole.Commitment, New, Node.NoFields), new SetField(Below, "responsible", Scalar.Of(Whole.Organisation)), new AddToSet(Below, "dependsOn", New.ToString()));
        Assert.Equal(4, Proposal.Parts.Length);
        Suggest(new RemoveNode(New));
        var below = Assert.IsType<InsertNode>(Proposal.Parts[^1].Operation);
        Assert.Equal((null, 1), (below.After, below.Fields.Count));
        Suggest(Due("2018-01-31"));
        Do(Contributor, new Suggest(Id, [], [ProposalPart.KeyOf(below)]));
        Assert.Equal("text", Assert.Single(Proposal.Parts).Operation.Target.Part);
        Do(Contributor, new WithdrawProposal(Id));
        Assert.Equal(0, Plan.Proposals.Count);
    }

    [Fact]
    public void Only_one_of_two_answers_counts()
    {
        Suggest(Due("2018-03-12"));
        Do(Contributor, new SendProposal(Id, "So."));
        var accept = AppliedProposal.Of(Plan, Proposal).Accept();
        Do(Focal, new DecideProposal(Id, [ProposalPart.KeyOf(Due(""))], false, ""));
        Assert.NotNull(Try(Focal, [.. accept]));
        Assert.Equal("2018-01-31", Field("dueDate"));
    }

    [Fact]
    public void Rights_are_those_of_the_table()
    {
        Assert.Equal(RefusalCode.NotFound, Try(new Actor(User(4), Role.Peer, null), new Suggest(Id, [Due("2018-03-12")], [])));
        Suggest(Due("2018-03-12"));
        Assert.Equal(RefusalCode.NotAllowed, Try(Reviewer, new Suggest(Id, [Due("2018-03-13")], [])));
        Assert.Equal(RefusalCode.NotAllowed, Try(Focal, new SendProposal(Id, "So.")));
        Assert.Equal(RefusalCode.NotReady, Try(Focal, new DecideProposal(Id, [ProposalPart.KeyOf(Due(""))], true, "")));
        Do(Contributor, new SendProposal(Id, "So."));
        Assert.Equal(RefusalCode.NotAllowed, Try(Contributor, [.. AppliedProposal.Of(Plan, Proposal).Accept()]));
        Plan = new ChangeState(PlanState.Final, "").Apply(Plan);
        Assert.Equal(RefusalCode.PlanLocked, Try(Focal, [.. AppliedProposal.Of(Plan, Proposal).Accept()]));
        Assert.Equal(RefusalCode.PlanLocked, Try(Contributor, new WithdrawProposal(Id)));
        Assert.Equal(RefusalCode.PlanLocked, Try(Contributor, new Suggest(Id, [Due("2018-03-13")], [])));
    }

    [Fact]
    public void Nobody_puts_other_words_into_a_proposal_by_taking_an_answer_back()
    {
        Suggest(Due("2018-03-12"), Write("In every district. "));
        Do(Contributor, new SendProposal(Id, "So."));
        Do(Focal, new DecideProposal(Id, [.. Proposal.Parts.Select(part => part.Key)], false, ""));
        Assert.Equal(RefusalCode.BadValue, Try(Focal, new ReopenProposal(Id, [Due("2018-03-13")])));
        Assert.Equal(RefusalCode.BadValue, Try(Focal, new ReopenProposal(Id, [Write("In no district.")])));
        Assert.Equal(RefusalCode.BadValue, Try(Focal, new ReopenProposal(Id, [Edit(0, 5, "In every district. ")])));
        Do(Focal, new ReopenProposal(Id, [Due("2018-03-12"), Write("In every district. ")]));
        Assert.Equal(2, Proposal.OpenParts.Count());
    }

    [Theory]
    [InlineData("startThread")]
    [InlineData("changeState")]
    public void What_does_not_change_the_content_is_not_suggested(string name)
    {
        Operation part = name == "startThread" ? new StartThread(new ThreadId(9), NodeId.Root, null, null, Severity.Could, "Hm") : new ChangeState(PlanState.Final, "");
        Assert.Equal(RefusalCode.BadValue, Try(Contributor, new Suggest(Id, [part], [])));
    }

    [Fact]
    public void One_person_suggests_so_much_until_somebody_answers()
    {
        InsertNode Commitment(int at) => new(new NodeId(0x9000 + (ulong)at), "commitment", NodeId.Root, null, Node.NoFields.Add("problem", Scalar.Of(new string('x', TextField.MarkdownUnitsMax))));
        Suggest([.. Enumerable.Range(0, Limits.ProposedUnitsOfOneMax / TextField.MarkdownUnitsMax).Select(Commitment)]);
        Assert.Equal(RefusalCode.TooMany, Try(Contributor, new Suggest(Id, [Write("So. ")], [])));
        Assert.Equal(RefusalCode.TooMany, Try(Contributor, new Suggest(new ProposalId(71), [Write("So. ")], [])));
        Do(Focal, new Suggest(new ProposalId(71), [Write("So. ")], []));
        Do(Contributor, new Suggest(Id, [Write("So. ")], [ProposalPart.KeyOf(Commitment(0))]));
    }

    [Fact]
    public void One_person_divides_a_text_into_so_many_stretches_until_somebody_answers()
    {
        Suggest(LongestEdit());
        Assert.Equal(RefusalCode.TooMany, Try(Contributor, new Suggest(new ProposalId(71), [Write("So. ")], [])));
        Do(Focal, new Suggest(new ProposalId(71), [Write("So. ")], []));
        Suggest(Write("So. "));
        Do(Contributor, new Suggest(new ProposalId(72), [Write("So. ")], []));
    }

    [Fact]
    public void What_is_dropped_is_named_as_a_text_may_be()
    {
        Suggest(Due("2018-03-12"));
        foreach (var odd in new[] { "\u0007", "\uffff", new string((char)0xd83d, 1) }) Assert.Equal(RefusalCode.BadText, Try(Contributor, new Suggest(Id, [], [ProposalPart.KeyOf(Due("")), odd])));
    }

    [Fact]
    public void A_plan_that_once_took_a_suggestion_for_another_text_is_read_from_its_snapshot_and_worked_on()
    {
        var wrong = new EditText(Whole.Milestone, "deliverable", TextChangeSet.Of(Text.Length + 5, (Text.Length + 5, Text.Length + 5, "Ω ")));
        // As a log gives it, which nobody checks any more.
        Plan = new Suggest(Id, [wrong], []) { Stamp = new Stamp(Contributor.User, default, 1) }.Apply(Plan);
        var written = DocumentJson.ToUtf8(Plan);
        Plan = DocumentJson.Read(written, ActionPlan.Schema);
        Assert.Equal(written, DocumentJson.ToUtf8(Plan));
        Assert.Equal(RefusalCode.BadEdit, Standing.Single().WhyNot?.Code);

        Plan = Write("In every district. ").Apply(Plan);
        Assert.Equal(DocumentJson.ToUtf8(Plan), DocumentJson.ToUtf8(DocumentJson.Read(DocumentJson.ToUtf8(Plan), ActionPlan.Schema)));
        Do(Contributor, new Suggest(Id, [], [ProposalPart.KeyOf(wrong)]));
        Assert.Empty(Plan.Proposals);
    }

    [Fact]
    public void A_document_with_proposals_reads_back_as_itself()
    {
        Assert.DoesNotContain("proposals", Encoding.UTF8.GetString(DocumentJson.ToUtf8(Plan)), StringComparison.Ordinal);
        Suggest(Due("2018-03-12"), Write("Ω "), Milestone());
        Do(Contributor, new SendProposal(Id, "So."));
        Do(Focal, new DecideProposal(Id, [ProposalPart.KeyOf(Due(""))], false, "No."));
        var written = DocumentJson.ToUtf8(Plan);
        Assert.Equal(written, DocumentJson.ToUtf8(DocumentJson.Read(written, ActionPlan.Schema)));
    }

    [Fact]
    public void Whatever_others_do_meanwhile_accepting_all_that_applies_works_and_one_undo_takes_it_back() => Laws.Hold(2_000, random =>
    {
        var editor = new RandomEditor(random);
        var document = Seen.Grow(editor, 20);
        for (var step = 0; step < 30; step++) document = editor.Next(document).Apply(document);
        foreach (var proposal in document.Proposals)
        {
            var accept = AppliedProposal.Of(document, proposal).Accept();
            // What every plan has, and what is set once, is not undone.
            if (proposal.State != ProposalState.Open || accept.IsEmpty || accept.Any(operation => operation is InsertNode { Kind: "preface" } or SetField { Field: "country" })) continue;
            Assert.Null(Change.TryApply(document, accept, Actor.Server, "NP", out var after));
            after.Check();
            var history = UndoHistory.Empty.Made(document, accept);
            Assert.Null(Change.TryApply(after, history.Undo, Actor.Server, "NP", out var undone));
            Assert.Equal(Seen.By(document), Seen.By(undone));
            Assert.Equal(Places(proposal), Places(undone.Proposals[proposal.Id]));
            if (Change.TryApply(undone, history.Undone(after).Redo, Actor.Server, "NP", out var redone) is null) Assert.Equal(Seen.By(after), Seen.By(redone));
        }
    });

    /// <summary>An edit of as many sections as are kept, the first of which takes out two letters.</summary>
    private EditText LongestEdit()
    {
        const int inserts = (TextChangeSetJson.SectionsMax / 2) - 1;
        Others(Edit(0, 0, new string('x', inserts)));
        var edit = new EditText(Whole.Milestone, "deliverable", TextChangeSet.Of(Text.Length, [(0, 2, ""), .. Enumerable.Range(3, inserts).Select(at => (at, at, "y"))]));
        Assert.Equal(TextChangeSetJson.SectionsMax, edit.Edit.SectionCount);
        return edit;
    }

    /// <summary>Where what is suggested for texts stands, which <see cref="Seen"/> leaves out.</summary>
    private static InsertNode Chapter(NodeId id) => new(id, TestSchema.Chapter.Key, NodeId.Root, null, Node.NoFields);

    private static IEnumerable<string> Places(Proposal proposal) => proposal.OpenParts.Where(part => part.Operation is EditText).Select(part => Written.Of(part.Operation)).Order();
}
