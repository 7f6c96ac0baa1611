using System.Collections.Immutable;
using OgdPlans.Tests;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Operations;
using PlanModel.Publishing;
using PlanModel.Schema;
using PlanModel.Timeline;
using Xunit;

namespace PlanModel.Tests.Schema;

/// <summary>What is said of the value of a field: in which language a text is, how else a day is written.</summary>
public sealed class BesideTests
{
    private const string Written = "३१ असार २०७५";

    private readonly WholePlan _whole = new();

    private Document Document => _whole.Plan.Document;

    [Fact]
    public void Every_date_and_every_text_has_its_own_and_no_two_fields_share_one()
    {
        foreach (var kind in ActionPlan.Schema.Kinds.Concat(AnalyticalReport.Schema.Kinds))
        {
            Assert.Equal(kind.Fields.Count(field => field is TextField or DateField), kind.Beside.Length);
            Assert.All(kind.Beside, beside => Assert.Same(beside, kind.Find(beside.Key)));
            Assert.All(kind.Beside, beside => Assert.Same(beside, NodeKind.BesideOf(beside.Beside!)));
        }

        Assert.Equal("dateLabel", ActionPlan.ConsultationEvent.Date.AsWritten.Key);
        Assert.Equal("problemLang", ActionPlan.Commitment.Problem.Language!.Key);
        Assert.Null(ActionPlan.Commitment.Problem.Translation!.Language);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ३१ असार")]
    [InlineData("३१\nअसार")]
    [InlineData("\u0007")]
    public void Words_beside_a_day_are_one_line_without_spaces_around_it(string words) =>
        Assert.NotNull(new SetField(_whole.Milestone, "dueDateLabel", Scalar.Of(words)).Check(Document));

    [Fact]
    public void A_day_is_read_with_how_it_is_written_in_the_country_everywhere()
    {
        _whole.Plan.Set(_whole.Milestone, "dueDateLabel", Written);
        Assert.Contains(ReadingCopy.Of(Document).Sections.SelectMany(Values), value => value == new ReadingValue(Written, "ne"));
        var row = PlanTimeline.Of(Document, Completeness.Of(Document), new DateOnly(2018, 1, 1)).Rows.Single(row => row.Node == _whole.Milestone);
        Assert.Equal((Written, null), (row.DueWritten, row.StartWritten));
        var table = PlanTable.Of(Document).Single(table => table.Key == "milestone");
        Assert.Equal(Written, table.Rows[0][table.Columns.IndexOf("dueDateLabel")]);
        Assert.Equal("2018-01-31", table.Rows[0][table.Columns.IndexOf("dueDate")]);
        Assert.DoesNotContain("startDateLabel", table.Columns);
        Assert.Contains(PlanComparison.Of(new WholePlan().Plan.Document, Document).SelectMany(part => part.Fields), field => field is ComparedValue { Key: "dueDateLabel", After: Written });
    }

    [Fact]
    public void Another_day_does_not_keep_the_words_of_the_day_before()
    {
        _whole.Plan.Set(_whole.Milestone, "dueDateLabel", Written);
        var milestone = Document[_whole.Milestone];
        Assert.Empty(new TimelineDates(null, new DateOnly(2018, 1, 31)).Set(milestone));
        Assert.Equal(
            [new SetField(milestone.Id, "dueDate", Scalar.Of("2018-02-28")), new SetField(milestone.Id, "dueDateLabel", null)],
            new TimelineDates(null, new DateOnly(2018, 2, 28)).Set(milestone));
        Assert.Equal(
            [new SetField(milestone.Id, "dueDateLabel", Scalar.Of("१७ माघ"))],
            DayChange.Of(milestone, ActionPlan.Milestone.DueDate, new DateOnly(2018, 1, 31), "१७ माघ"));
    }

    [Fact]
    public void A_text_in_another_language_says_so_wherever_it_is_read()
    {
        _whole.Plan.Set(NodeId.Root, "language", "es");
        _whole.Plan.Set(_whole.Commitment, "problemLang", "en");
        _whole.Plan.Set(_whole.Commitment, "titleLang", "en");
        var section = ReadingCopy.Of(Document).Sections.Single(section => section.Number == "C1");
        Assert.Equal("en", section.Heading.Language);
        Assert.Equal(["en", "es", "es"], section.Blocks.OfType<TextBlock>().Select(block => block.Text.Language));
        Assert.Equal("en", TextLanguage.OfTitle(Document, Document[_whole.Commitment]));
    }

    [Fact]
    public void A_text_that_is_marked_as_being_in_the_working_language_needs_no_translation_and_its_script_is_that_of_its_language()
    {
        _whole.Plan.Set(NodeId.Root, "language", "es");
        _whole.Plan.Set(NodeId.Root, "workingLanguage", "en");
        Assert.Contains(Missing(), words => words.Contains("public problem", StringComparison.Ordinal));
        foreach (var text in new[] { "title", "problem", "solution", "expectedResults", "contactRole" }) _whole.Plan.Set(_whole.Commitment, $"{text}Lang", "en");
        Assert.DoesNotContain(Missing(), words => words.StartsWith("C1 ", StringComparison.Ordinal));

        _whole.Plan.Set(_whole.Commitment, "problem", "As the audit of last year has it: nobody can see what the municipalities spend, and on what.");
        _whole.Plan.Set(NodeId.Root, "language", "ne");
        Assert.DoesNotContain(Completeness.Of(Document).At(_whole.Commitment), finding => finding.Code == "LANG.script" && finding.Field == "problem");
        _whole.Plan.Set(_whole.Commitment, "problemLang", null);
        Assert.Contains(Completeness.Of(Document).At(_whole.Commitment), finding => finding.Code == "LANG.script" && finding.Field == "problem");

        IEnumerable<string> Missing() => Completeness.Of(Document).At(_whole.Commitment).Where(finding => finding.Code == "TRANS.missing").Select(finding => finding.Message);
    }

    [Fact]
    public void Letters_that_do_not_fit_are_told_by_the_mark_where_there_is_one()
    {
        _whole.Plan.Set(NodeId.Root, "language", "es");
        _whole.Plan.Set(_whole.Commitment, "problem", string.Concat(Enumerable.Repeat("खुला ", 20)));
        Assert.Equal("C1: “The public problem” is written in Devanagari letters, and the plan is in Spanish. Write it in the plan’s language.", Message());
        _whole.Plan.Set(_whole.Commitment, "problemLang", "en");
        Assert.Equal("C1: “The public problem” is written in Devanagari letters, and is marked as English. Take the mark away, or write it in English.", Message());

        string Message() => Completeness.Of(Document).At(_whole.Commitment).Single(finding => finding.Code == "LANG.script").Message;
    }

    [Fact]
    public void A_translation_is_in_the_working_language_whatever_its_source_is_marked_as()
    {
        _whole.Plan.Set(NodeId.Root, "language", "ne");
        _whole.Plan.Set(NodeId.Root, "workingLanguage", "es");
        _whole.Plan.Set(_whole.Commitment, "problemLang", "en");
        _whole.Plan.Set(_whole.Commitment, "problemTranslation", "Nadie puede verlos.");
        Assert.Equal("es", TextLanguage.Of(Document, Document[_whole.Commitment], ActionPlan.Commitment.Problem.Translation!));
        Assert.Equal("es", TextLanguage.Of(TranslatedDocument.Of(Document), TranslatedDocument.Of(Document)[_whole.Commitment], ActionPlan.Commitment.Problem));
    }

    [Fact]
    public void It_goes_and_comes_back_with_its_value_in_the_file_of_a_plan_in_copies_and_when_a_field_is_restored()
    {
        _whole.Plan.Set(_whole.Milestone, "dueDateLabel", Written);
        _whole.Plan.Set(_whole.Milestone, "deliverableLang", "en");
        var file = PlanFile.Write(Document);
        var again = PlanFile.Read(file, ActionPlan.Schema).Operations(ActionPlan.Schema).Aggregate(Document.Empty(ActionPlan.Schema), (document, operation) => operation.Apply(document));
        Assert.Equal(file, PlanFile.Write(again));
        Assert.Equal(Written, again[_whole.Milestone].Scalar("dueDateLabel")?.Text);

        var copy = (InsertNode)PartCopy.Of(Document, Document[_whole.Milestone], _whole.Plan.NextId)[0];
        Assert.Equal((Scalar.Of(Written), Scalar.Of("en")), ((Scalar)copy.Fields["dueDateLabel"], (Scalar)copy.Fields["deliverableLang"]));

        var then = Document;
        foreach (var operation in DayChange.Of(Document[_whole.Milestone], ActionPlan.Milestone.DueDate, new DateOnly(2018, 3, 1))) _whole.Plan.Do(operation);
        Assert.Equal(2, Restoration.OfField(Document, then, _whole.Milestone, "dueDate").Operations.Length);
        _whole.Plan.Set(_whole.Milestone, "deliverableLang", null);
        Assert.Equal(3, Restoration.OfPart(Document, then, _whole.Milestone).Operations.Length);
    }

    [Fact]
    public void A_merged_part_takes_it_over_only_with_the_value()
    {
        var other = _whole.Plan.Add("organisation", ("name", "Oficina Nacional"), ("nameLang", "es"), ("nameInLanguage", "राष्ट्रिय कार्यालय"), ("nameInLanguageLang", "ne"));
        foreach (var operation in PartMerge.Of(Document, Document[other], Document[_whole.Organisation])) _whole.Plan.Do(operation);
        Assert.Null(Document[_whole.Organisation].Scalar("nameLang"));
        Assert.Equal("ne", Document[_whole.Organisation].Scalar("nameInLanguageLang")?.Text);
    }

    private static IEnumerable<ReadingValue> Values(ReadingSection section) =>
        section.Blocks.SelectMany(block => block switch
        {
            FactsBlock facts => facts.Facts.SelectMany(fact => fact.Values),
            TableBlock table => table.Rows.SelectMany(row => row.Cells).SelectMany(cell => cell).OfType<ValuesLine>().SelectMany(line => line.Values),
            _ => ImmutableArray<ReadingValue>.Empty,
        });
}
