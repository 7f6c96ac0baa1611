using OgdPlans.Tests;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Publishing;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Schema;

/// <summary>The second schema on the same engine: what a report starts with, how it comes to be published, and what it quotes.</summary>
public sealed class AnalyticalReportTests
{
    private readonly RandomEditor _ids = new(new Random(1));
    private Document _report;

    public AnalyticalReportTests()
    {
        _report = Document.Empty(AnalyticalReport.Schema);
        Do([.. new NewReport("Report of the workshop").Operations(_ids.NewNode)]);
    }

    [Fact]
    public void A_schema_is_found_by_the_name_that_a_documents_row_carries()
    {
        Assert.Same(AnalyticalReport.Schema, DocumentSchemas.Find("analyticalReport"));
        Assert.Same(ActionPlan.Schema, DocumentSchemas.Find("actionPlan"));
        Assert.Null(DocumentSchemas.Find("somethingNewer"));
        Assert.Equal("Circulated", AnalyticalReport.Schema.Workflow.NameOf(PlanState.InReview));
        Assert.Equal("In review", ActionPlan.Schema.Workflow.NameOf(PlanState.InReview));
    }

    [Fact]
    public void A_report_starts_with_its_sections_a_deliberation_for_each_question_and_a_chapter_for_each_country()
    {
        Assert.Equal(WorkshopQuestions.List.Choices.Select(question => question.Code), Of(AnalyticalReport.Deliberation.Kind).Select(node => AnalyticalReport.Deliberation.Question.Read(node)));
        Assert.Equal(Countries.OfPlans.Choices.Select(country => country.Code), Of(AnalyticalReport.CountryChapter.Kind).Select(node => AnalyticalReport.CountryChapter.Country.Read(node)));
        Assert.All(AnalyticalReport.Section.All, kind => Assert.Single(Of(kind)));
    }

    [Fact]
    public void It_goes_from_drafting_over_a_circulation_until_a_day_to_published_once_every_comment_has_its_disposition()
    {
        Fill();
        Assert.Equal("A report is published after its circulation is closed and every comment has its disposition.", new ChangeState(PlanState.Final, "").Check(_report)?.Words);
        Assert.Equal((RefusalCode.NotReady, "Set the day until which comments are asked for."), (new ChangeState(PlanState.InReview, "").Check(_report)?.Code, new ChangeState(PlanState.InReview, "").Check(_report)?.Words));
        Do(Circulate());
        Assert.Equal(new DateOnly(2017, 9, 15), _report.Standing.Deadline?.Day);
        Assert.Equal("circulated the report, for comments until 15 Sep 2017", Circulate().Label(_report));
        Assert.Equal(RefusalCode.NotReady, new SetDeadline(null).Check(_report)?.Code);
        Do(new SetDeadline(new DateOnly(2017, 9, 20)));
        // A day that is over everywhere in the world is none to wait for.
        foreach (var (day, isOver) in new[] { (9, false), (8, true) })
        {
            var set = new DateOnly(2017, 9, day);
            var stamp = Stamp.None with { At = new DateTimeOffset(2017, 9, 10, 0, 30, 0, TimeSpan.Zero) };
            Assert.Equal(isOver, new SetDeadline(set) { Stamp = stamp }.Check(_report)?.Code == RefusalCode.BadValue);
            var again = Document.Empty(AnalyticalReport.Schema);
            Assert.Equal(isOver, (Circulate() with { Due = set, Stamp = stamp }).Check(again)?.Code == RefusalCode.BadValue);
        }

        var chapter = Of(AnalyticalReport.CountryChapter.Kind).First().Id;
        for (var at = 1ul; at <= 3; at++) Do(new StartThread(new ThreadId(at), chapter, "text", null, Severity.Could, $"Comment {at}"));
        Do(new StartThread(new ThreadId(4), chapter, null, null, Severity.Question, "By mistake"), new EditEntry(new ThreadId(4), new EntryId(4), ""));
        Do(new ChangeState(PlanState.ChangesRequested, ""));

        Assert.Equal(3, Completeness.Of(_report).Blocks.Count(block => block.Code == "DISP.open"));
        Assert.Equal(RefusalCode.NotReady, Publish().Check(_report)?.Code);
        Do(new DisposeThread(new ThreadId(1), DispositionOutcome.Accepted, "Corrected."), new DisposeThread(new ThreadId(2), DispositionOutcome.AcceptedInPart, "The year only."));
        Assert.Equal(RefusalCode.NotReady, Publish().Check(_report)?.Code);
        Do(new DisposeThread(new ThreadId(3), DispositionOutcome.Declined, "The plan says otherwise."));
        Assert.Equal(CommentState.Resolved, _report.Threads[new ThreadId(3)].State);
        Do(Publish());
        Assert.Equal("Published", _report.Schema.Workflow.NameOf(_report.State));
        Assert.Equal("published the report", Publish().Label(_report));
    }

    [Fact]
    public void A_comment_on_a_part_that_was_removed_waits_for_its_disposition_too()
    {
        var quote = Add(AnalyticalReport.Quote.Key, Of(AnalyticalReport.Deliberation.Kind).First().Id);
        Do(new StartThread(new ThreadId(1), quote, "words", null, Severity.Question, "Why?"), new RemoveNode(quote));
        var found = Assert.Single(Completeness.Of(_report).Blocks, block => block.Code == "DISP.open");
        Assert.Equal((NodeId.Root, (ThreadId?)new ThreadId(1)), (found.Node, found.Thread));
    }

    [Fact]
    public void Who_opens_a_comment_again_takes_its_disposition_away()
    {
        Do(new StartThread(new ThreadId(1), NodeId.Root, null, null, Severity.Question, "Why?"), new DisposeThread(new ThreadId(1), DispositionOutcome.Noted, "It is so."));
        Assert.False(_report.Threads[new ThreadId(1)].AwaitsDisposition);
        Do(new MarkThread(new ThreadId(1), CommentState.Reopened));
        Assert.True(_report.Threads[new ThreadId(1)].AwaitsDisposition);
    }

    [Fact]
    public void A_disposition_needs_a_reason()
    {
        Do(new StartThread(new ThreadId(1), NodeId.Root, null, null, Severity.Question, "Why?"));
        Assert.Equal(RefusalCode.BadValue, new DisposeThread(new ThreadId(1), DispositionOutcome.Accepted, " ").Check(_report)?.Code);
        Assert.Equal(RefusalCode.UnknownThread, new DisposeThread(new ThreadId(2), DispositionOutcome.Accepted, "So").Check(_report)?.Code);
    }

    [Fact]
    public void Words_of_a_draft_are_neither_circulated_nor_published_before_the_country_agreed()
    {
        var quote = Add(AnalyticalReport.Quote.Key, Of(AnalyticalReport.Deliberation.Kind).First().Id);
        Do(new PlanModel.Operations.SetField(quote, "source", Scalar.Of(new PlanPlace(new PlanId(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)), new NodeId(77), "problem", 412).ToString())));
        var refusal = Circulate().Check(_report);
        Assert.Equal((RefusalCode.NotReady, quote, "cleared"), (refusal!.Code, refusal.Node!.Value, refusal.Field));
        Do(new PlanModel.Operations.SetField(quote, "cleared", Scalar.Of(true)), Circulate(), new ChangeState(PlanState.ChangesRequested, ""), new PlanModel.Operations.SetField(quote, "cleared", Scalar.Of(false)));
        Assert.Contains(Completeness.Of(_report).Blocks, block => block.Code == "QUOTE.cleared");
        Assert.Equal(RefusalCode.NotReady, Publish().Check(_report)?.Code);
    }

    [Fact]
    public void A_quote_names_a_text_of_a_plan_at_a_revision_and_nothing_else()
    {
        var place = new PlanPlace(new PlanId(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)), new NodeId(77), "problem", 412);
        Assert.True(PlanPlace.TryParse(place.ToString(), out var read));
        Assert.Equal(place, read);
        Assert.Null(AnalyticalReport.Quote.Source.Problem(_report, Scalar.Of(place.ToString())));
        foreach (var wrong in new[] { "", "x", $"{place.Plan}/{place.Node}", $"{place.Plan}/{place.Node}/problem", $"{place.Plan}/{place.Node}/problem@0", $"{place.Plan}/{place.Node}/problem@01", $"{place}/more" })
            Assert.NotNull(AnalyticalReport.Quote.Source.Problem(_report, Scalar.Of(wrong)));
        var item = PlacesField.Write(new PlanPlace(place.Plan, place.Node), "Nepal, C2 Budgets");
        Assert.Null(AnalyticalReport.Conclusion.BasedOn.ItemProblem(_report, item));
        Assert.Equal("Nepal, C2 Budgets", AnalyticalReport.Conclusion.BasedOn.ShowItem(_report, item));
        Assert.NotNull(AnalyticalReport.Conclusion.BasedOn.ItemProblem(_report, $"{place} Nepal"));
        Assert.NotNull(AnalyticalReport.Conclusion.BasedOn.ItemProblem(_report, $"{place.Plan}/{place.Node}"));
    }

    [Fact]
    public void A_recommendation_says_whom_it_is_addressed_to_and_a_conclusion_need_not()
    {
        var id = Add(AnalyticalReport.Conclusion.Key, NodeId.Root);
        Do(new PlanModel.Operations.SetField(id, "kind", Scalar.Of("conclusion")));
        Assert.DoesNotContain(Completeness.Of(_report).At(id), finding => finding.Field == "addressedTo");
        Do(new PlanModel.Operations.SetField(id, "kind", Scalar.Of("recommendation")));
        Assert.Contains(Completeness.Of(_report).At(id), finding => finding is { Field: "addressedTo", Level: FindingLevel.Block });
    }

    [Fact]
    public void It_is_read_in_the_order_of_its_parts()
    {
        Fill();
        Assert.Equal(
            ["Summary", "Background", "Deliberations", "Country chapters", "Conclusions and recommendations", "Room for improvement"],
            ReadingCopy.Of(_report).Sections.Where(section => section.Level == 1).Select(section => section.Heading.Text));
    }

    [Fact]
    public void What_was_agreed_is_a_document_of_its_own()
    {
        Fill();
        Conclude("proposed");
        var list = AgreedConclusions.Of(_report, forOutcomeDocument: false);
        list.Check();
        Assert.Equal(["Conclusions and recommendations", "Words that say something."], ReadingCopy.Of(list).Sections.Select(section => section.Heading.Text));
        Assert.Empty(AgreedConclusions.Of(_report, forOutcomeDocument: true).Root.Children);
    }

    [Fact]
    public void A_number_that_was_given_stays_with_its_conclusion_whatever_becomes_of_the_others()
    {
        var all = Enumerable.Range(0, 4).Select(_ => Conclude("agreed")).ToArray();
        Assert.Equal(["R1", "R2", "R3", "R4"], all.Select(Number));
        Do(new PlanModel.Operations.SetField(all[1], "state", Scalar.Of("dropped")), new RemoveNode(all[3]), new MoveNode(all[2], NodeId.Root, null));
        var list = AgreedConclusions.Of(_report, forOutcomeDocument: false);
        Assert.Equal(["R3", "R1"], list.Root.Children.Select(id => list.Number(list[id])));
        Assert.Equal(["R3", "R1"], ReadingCopy.Of(list).Sections.Where(section => section.Level == 2).Select(section => section.Number));
        // What was removed or only suggested may come back with its number.
        Assert.Equal("R5", Number(Conclude("proposed")));
        Do(new Suggest(new ProposalId(7), [new InsertNode(_ids.NewNode(), AnalyticalReport.Conclusion.Key, NodeId.Root, null, Fields("proposed"))], []));
        Assert.Equal("R7", Number(Conclude("proposed")));
        Do([.. PartCopy.Of(_report, _report[all[0]], _ids.NewNode)]);
        Assert.Contains(Of(AnalyticalReport.Conclusion.Kind), node => _report.Number(node) == "R8");
    }

    [Fact]
    public void What_the_workshop_did_not_agree_on_is_not_published()
    {
        Fill();
        var (proposed, dropped) = (Conclude("proposed"), Conclude("dropped"));
        Assert.Same(_report, PublishedCopy.Of(_report));
        foreach (var id in new[] { proposed, dropped }) Do(new EditText(id, "text", TextChangeSet.Of(0, (0, 0, "Nobody agreed."))));
        Do(Circulate(), new ChangeState(PlanState.ChangesRequested, ""), Publish());
        var published = PublishedCopy.Of(_report);
        published.Check();
        Assert.Equal(_report.Standing, published.Standing);
        Assert.DoesNotContain("Nobody agreed", System.Text.Encoding.UTF8.GetString(PlanFile.Write(published)), StringComparison.Ordinal);
        Assert.DoesNotContain(ReadingCopy.Of(published).Sections, section => section.Heading.Text == "Nobody agreed.");
        Assert.Contains(ReadingCopy.Of(_report).Sections, section => section.Heading.Text == "Nobody agreed.");
    }

    [Fact]
    public void What_a_recommendation_rests_on_and_where_a_quote_was_read_is_in_no_published_file()
    {
        const string Lesson = "Nepal, Ask the districts first";
        var place = new PlanPlace(new PlanId(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)), new NodeId(77));
        var quote = Add(AnalyticalReport.Quote.Key, Of(AnalyticalReport.Deliberation.Kind).First().Id);
        Fill();
        var agreed = Of(AnalyticalReport.Conclusion.Kind).Single().Id;
        Do(
            new AddToSet(agreed, "basedOn", PlacesField.Write(place, Lesson)),
            new PlanModel.Operations.SetField(agreed, "forOutcomeDocument", Scalar.Of(true)),
            new PlanModel.Operations.SetField(quote, "source", Scalar.Of((place with { Field = "problem", Revision = 412 }).ToString())),
            new PlanModel.Operations.SetField(quote, "cleared", Scalar.Of(true)));
        Assert.Contains(Lesson, Written(PublishedCopy.Of(_report)), StringComparison.Ordinal);
        Do(Circulate(), new ChangeState(PlanState.ChangesRequested, ""), Publish());

        var published = PublishedCopy.Of(_report);
        published.Check();
        foreach (var document in new[] { published, AgreedConclusions.Of(published, forOutcomeDocument: false), AgreedConclusions.Of(published, forOutcomeDocument: true) })
            foreach (var words in new[] { Lesson, place.Plan.ToString(), "\"basedOn\"", "\"source\"", "\"cleared\"" }) Assert.DoesNotContain(words, Written(document), StringComparison.Ordinal);
        // What is read of them stays: the words that were cleared, and the number by which one is cited.
        Assert.Equal("Words that say something.", AnalyticalReport.Quote.Words.ReadString(published[quote]));
        Assert.Equal("R1", published.Number(published[agreed]));

        static string Written(Document document) => System.Text.Encoding.UTF8.GetString(PlanFile.Write(document));
    }

    private string Number(NodeId id) => _report.Number(_report[id]);

    private NodeId Conclude(string state)
    {
        var id = _ids.NewNode();
        Do(new InsertNode(id, AnalyticalReport.Conclusion.Key, NodeId.Root, _report.Root.Children[^1], Fields(state)));
        return id;
    }

    private System.Collections.Immutable.ImmutableSortedDictionary<string, FieldValue> Fields(string state) =>
        AnalyticalReport.Conclusion.Kind.InitialFields(_report, _report.Root).SetItem("kind", Scalar.Of("conclusion")).SetItem("state", Scalar.Of(state));

    private static ChangeState Circulate() => new(PlanState.InReview, "Please comment") { Due = new DateOnly(2017, 9, 15) };

    private ChangeState Publish() => new(PlanState.Final, "") { Confirmed = ReviewGate.WarningsOf(Completeness.Of(_report)) };

    private IEnumerable<Node> Of(NodeKind kind) => _report.Children(_report.Root, kind);

    private NodeId Add(string kind, NodeId parent)
    {
        var id = _ids.NewNode();
        Do(new InsertNode(id, kind, parent, null, Node.NoFields));
        return id;
    }

    /// <summary>Writes something into whatever must be there.</summary>
    private void Fill()
    {
        Conclude("agreed");
        foreach (var node in _report.Visible(_report.Root).ToArray())
            foreach (var field in node.Kind.Fields.OfType<TextField>().Where(field => field.Need == Need.Required && field.IsEmpty(node)))
                Do(new EditText(node.Id, field.Key, TextChangeSet.Of(0, (0, 0, "Words that say something."))));
    }

    private void Do(params Operation[] operations)
    {
        foreach (var operation in operations)
        {
            Assert.Null(operation.Check(_report)?.Words);
            _report = operation.Apply(_report);
        }
    }
}
