using OgdPlans.Tests;
using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Operations;
using PlanModel.Publishing;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Publishing;

/// <summary>What readers get of a final plan, and what they are told of the differences between two.</summary>
public sealed class PublishedCopyTests
{
    private readonly WholePlan _whole = new();
    private readonly NodeId _contact;

    public PublishedCopyTests()
    {
        _contact = _whole.Plan.Document.Children(_whole.Plan.Document[_whole.Organisation]).Single().Id;
        _whole.Plan.Set(_contact, "personName", "A. Person");
        _whole.Plan.Set(_contact, "email", "a.person@example.org");
    }

    [Fact]
    public void It_has_the_values_that_readers_see_and_those_that_these_follow_from()
    {
        _whole.Plan.Set(NodeId.Root, "workingLanguage", "en");
        _whole.Plan.Set(NodeId.Root, "titleTranslation", "The plan");
        var lesson = _whole.Plan.Document.Children(_whole.Plan.Document.Root, ActionPlan.Lesson.Kind).First().Id;
        _whole.Plan.Set(lesson, "shareWithPeers", "false");
        Assert.Same(_whole.Plan.Document, PublishedCopy.Of(_whole.Plan.Document));

        var published = Published();
        Assert.Null(published[lesson].Value("shareWithPeers"));
        Assert.Equal("en", ActionPlan.WorkingLanguageOf(published));
        Assert.Equal("The plan", published.Root.Text("titleTranslation").ToString());
        Assert.Same(published, PublishedCopy.Of(published));
    }

    [Fact]
    public void A_person_who_may_not_be_named_is_not_in_it_and_what_was_said_about_the_name_is()
    {
        _whole.Plan.Do(new StartThread(new ThreadId(1), _contact, "personName", (3, 9), Severity.Question, "Still there?"));
        var published = Published();
        published.Check();
        Assert.Equal(("", ""), (published[_contact].Text("personName").ToString(), published[_contact].Text("email").ToString()));
        Assert.Equal("", Assert.Single(ResponseRow.Of(published, _ => true)).Now);

        _whole.Plan.Set(_contact, "publishName", "true");
        Assert.Equal("A. Person", Published()[_contact].Text("personName").ToString());
        Assert.True(ActionPlan.Contact.PublishName.Read(Published()[_contact]));
    }

    [Theory]
    [InlineData("es", "30 jun 2018", "31 dic 2018", "es")]
    [InlineData("ne", "३० जुन २०१८", "३१ डिसेम्बर २०१८", "ne")]
    [InlineData("en", "30 Jun 2018", "31 Dec 2018", null)]
    public void What_differs_has_its_days_as_the_plan_writes_them(string language, string before, string after, string? of)
    {
        _whole.Plan.Set(NodeId.Root, "language", language);
        _whole.Plan.Set(NodeId.Root, "nativeDigits", "true");
        var old = _whole.Plan.Document;
        _whole.Plan.Set(_whole.Dataset, "plannedRelease", "2018-12-31");
        var day = Assert.IsType<ComparedValue>(Assert.Single(PlanComparison.ForReaders(old, _whole.Plan.Document).SelectMany(part => part.Fields), field => field.Key == "plannedRelease"));
        Assert.Equal((before, after, of), (day.Before, day.After, day.Language));
        // For those who write it, as their screens do.
        day = Assert.IsType<ComparedValue>(Assert.Single(PlanComparison.Of(old, _whole.Plan.Document).SelectMany(part => part.Fields), field => field.Key == "plannedRelease"));
        Assert.Equal(("30 Jun 2018", "31 Dec 2018", (string?)null), (day.Before, day.After, day.Language));
    }

    [Fact]
    public void A_name_that_was_withdrawn_is_in_no_difference_for_readers_and_one_that_is_new_is()
    {
        var without = _whole.Plan.Document;
        _whole.Plan.Set(_contact, "publishName", "true");
        var named = _whole.Plan.Document;
        _whole.Plan.Remove(_contact);
        string[] personal = ["email", "personName", "publishName"];

        foreach (var after in new[] { without, _whole.Plan.Document })
        {
            Assert.NotEmpty(Keys(PlanComparison.Of(named, after)).Intersect(personal));
            Assert.Empty(Keys(PlanComparison.ForReaders(named, after)).Intersect(personal));
            // As the files of both have it.
            Assert.Empty(Keys(PlanComparison.ForReaders(Final(named), Final(after))).Intersect(personal));
        }

        Assert.Equal(["email", "personName"], Keys(PlanComparison.ForReaders(Final(without), Final(named))).Order());
        Assert.Contains(PlanComparison.ForReaders(named, _whole.Plan.Document), part => part is { Node: var node, Fate: PartFate.Removed } && node == _contact);

        static IEnumerable<string> Keys(IEnumerable<ComparedPart> parts) => parts.SelectMany(part => part.Fields).Select(field => field.Key);
    }

    private Document Published() => Final(_whole.Plan.Document);

    private static Document Final(Document document) => PublishedCopy.Of(document.With(document.Standing with { State = PlanState.Final }));
}
