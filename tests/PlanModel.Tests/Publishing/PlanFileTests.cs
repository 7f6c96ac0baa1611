using System.Text;
using System.Text.Json;
using OgdPlans.Tests;
using PlanModel.Documents;
using PlanModel.Publishing;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Publishing;

public sealed class PlanFileTests
{
    private readonly WholePlan _whole = new();

    [Fact]
    public void A_plan_made_from_a_file_writes_the_same_file()
    {
        _whole.Plan.Set(_whole.Milestone, "dependsOn", _whole.SecondMilestone.ToString());
        _whole.Plan.Set(_whole.SecondMilestone, "deliverable", "Zeilen\n\nमा \"quoted\" <b>&amp;</b> \U0001F600");
        _whole.Plan.Add("risk", ("description", "Data on paper"), ("commitments", _whole.Commitment.ToString()));
        var file = PlanFile.Write(_whole.Plan.Document);
        Assert.Equal(Encoding.UTF8.GetString(file), Encoding.UTF8.GetString(PlanFile.Write(Make(PlanFile.Read(file, ActionPlan.Schema)))));
    }

    [Fact]
    public void What_was_removed_and_who_is_not_to_be_named_stay_behind()
    {
        var contact = _whole.Plan.Document.Children(_whole.Plan.Document[_whole.Organisation]).Single().Id;
        _whole.Plan.Set(contact, "personName", "A. Person");
        _whole.Plan.Set(contact, "email", "a.person@example.org");
        _whole.Plan.Remove(_whole.Dataset);
        var file = PlanFile.Write(_whole.Plan.Document);
        var words = Encoding.UTF8.GetString(file);
        Assert.DoesNotContain("a. person", words, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("a.person@example.org", words, StringComparison.Ordinal);
        Assert.DoesNotContain(_whole.Dataset.ToString(), words, StringComparison.Ordinal);
        Assert.Equal(file, PlanFile.Write(Make(PlanFile.Read(file, ActionPlan.Schema))));
        _whole.Plan.Set(contact, "publishName", "true");
        Assert.Contains("a.person@example.org", Encoding.UTF8.GetString(PlanFile.Write(_whole.Plan.Document)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"format":"ogdPlans.plan","version":2,"schema":"actionPlan","plan":{}}""")]
    [InlineData("""{"format":"other","version":1,"schema":"actionPlan","plan":{}}""")]
    [InlineData("""{"format":"ogdPlans.plan","version":1,"schema":"report","plan":{}}""")]
    [InlineData("""{"format":"ogdPlans.plan","version":1,"schema":"actionPlan"}""")]
    [InlineData("""{"format":"ogdPlans.plan","version":1,"schema":"actionPlan","plan":{"id":"AAAAAAAAAAE","kind":"plan","fields":{},"children":[],"more":1}}""")]
    [InlineData("""{"format":"ogdPlans.plan","version":1,"schema":"actionPlan","plan":{"id":"AAAAAAAAAAI","kind":"plan","fields":{},"children":[]}}""")]
    [InlineData("""{"format":"ogdPlans.plan","version":1,"schema":"actionPlan","plan":{"id":"AAAAAAAAAAE","kind":"plan","fields":{"title":null},"children":[]}}""")]
    [InlineData("""{"format":"ogdPlans.plan","version":1,"schema":"actionPlan","plan":{"id":"AAAAAAAAAAE","kind":"plan","fields":{"title":{}},"children":[]}}""")]
    [InlineData("""{"format":"ogdPlans.plan","version":1,"schema":"actionPlan","plan":{"id":"AAAAAAAAAAE","kind":"plan","fields":{"title":"\ud800"},"children":[]}}""")]
    [InlineData("""{"format":"ogdPlans.plan","version":1,"schema":"actionPlan","plan":{"id":"AAAAAAAAAAE","kind":"plan","fields":{"title":"a","title":"b"},"children":[]}}""")]
    [InlineData("""{"format":"ogdPlans.plan","version":1,"schema":"actionPlan","plan":{"id":"AAAAAAAAAAE","kind":"plan","fields":{"x":["a","a"]},"children":[]}}""")]
    [InlineData("""{"format":"ogdPlans.plan","version":1e400,"schema":"actionPlan","plan":{"id":"AAAAAAAAAAE","kind":"plan","fields":{"x":1e999},"children":[]}}""")]
    public void What_is_not_of_the_format_is_said_in_words(string json) =>
        Assert.NotEmpty(Assert.ThrowsAny<JsonException>(() => PlanFile.Read(Encoding.UTF8.GetBytes(json), ActionPlan.Schema)).Message);

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        var deep = """{"format":"ogdPlans.plan","version":1,"schema":"actionPlan","plan":""" + string.Concat(Enumerable.Repeat("""{"id":"AAAAAAAAAAE","kind":"plan","fields":{},"children":[""", 100_000));
        Assert.ThrowsAny<JsonException>(() => PlanFile.Read(Encoding.UTF8.GetBytes(deep), ActionPlan.Schema));
    }

    [Theory]
    [InlineData("\"kind\": \"milestone\"", "\"kind\": \"mountain\"", RefusalCode.UnknownKind)]
    [InlineData("\"dueDate\": \"2018-01-31\"", "\"dueDate\": \"soon\"", RefusalCode.BadValue)]
    [InlineData("\"licence\": \"CC-BY-4.0\"", "\"licence\": 4", RefusalCode.BadValue)]
    [InlineData("\"deliverable\"", "\"delivery\"", RefusalCode.UnknownField)]
    public void What_a_plan_cannot_hold_is_refused_by_the_same_checks_as_everything_else(string from, string to, RefusalCode code)
    {
        var json = Encoding.UTF8.GetString(PlanFile.Write(_whole.Plan.Document));
        Assert.Contains(from, json, StringComparison.Ordinal);
        var file = PlanFile.Read(Encoding.UTF8.GetBytes(json.Replace(from, to, StringComparison.Ordinal)), ActionPlan.Schema);
        var document = Document.Empty(ActionPlan.Schema);
        foreach (var operation in file.Operations(ActionPlan.Schema))
        {
            if (operation.Check(document) is { } refusal)
            {
                Assert.Equal(code, refusal.Code);
                return;
            }

            document = operation.Apply(document);
        }

        Assert.Fail("nothing was refused");
    }

    private static Document Make(PlanFile file)
    {
        var document = Document.Empty(ActionPlan.Schema);
        foreach (var operation in file.Operations(ActionPlan.Schema))
        {
            Assert.Null(operation.Check(document));
            document = operation.Apply(document);
        }

        return document;
    }
}
