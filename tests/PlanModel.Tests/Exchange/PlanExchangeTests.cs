using OgdPlans.Tests;
using PlanModel.Exchange;
using PlanModel.Schema;
using Xunit;

namespace PlanModel.Tests.Exchange;

/// <summary>What a plan gives to the other countries.</summary>
public sealed class PlanExchangeTests
{
    private readonly WholePlan _whole = new();

    [Fact]
    public void A_plan_answers_each_question_with_the_fields_that_ask_the_same()
    {
        var exchange = PlanExchange.Of(_whole.Plan.Document);
        Assert.Equal(["approaches", "challenges", "innovations", "implementation", "lessons"], exchange.Answers.Select(answer => answer.Question));
        Assert.Equal(["What there is to say on Approach."], Said(exchange, "approaches"));
        Assert.Equal(["What there is to say on Challenges."], Said(exchange, "challenges"));
        Assert.Equal(["What there is to say on Innovation.", "They are read.", "Few read."], Said(exchange, "innovations"));
        Assert.Equal(["By stations."], Said(exchange, "implementation"));
        Assert.Equal(["What there is to say on Lessons.", "Nobody came.", "Ask before."], Said(exchange, "lessons"));
        Assert.Equal([null, "What is new", "Rationale"], exchange.To(Question.Find("innovations")!)!.Passages.Select(passage => passage.Label));
        Assert.Equal([null, "Budgets on radio", "Budgets on radio"], exchange.To(Question.Find("innovations")!)!.Passages.Select(passage => passage.Name?.Text));
    }

    [Fact]
    public void Nothing_written_is_no_answer()
    {
        var exchange = PlanExchange.Of(new PlanBuilder().Document);
        Assert.Equal(PlanExchange.None, exchange);
        Assert.Null(exchange.To(Question.All[0]));
    }

    [Fact]
    public void Lessons_are_shared_as_far_as_the_country_shares_them()
    {
        var own = _whole.Plan.Add("lesson", ("statement", "Between us"), ("shareWithPeers", "false"));
        var shared = _whole.Plan.Add("lesson", ("statement", "Write it down"), ("area", "process"), ("sdgTargets", "16.10,16.6"), ("shareWithPeers", "true"));
        _whole.Plan.Add("lesson");
        var exchange = PlanExchange.Of(_whole.Plan.Document);
        Assert.Equal(["Ask first", "Write it down"], exchange.Lessons.Select(lesson => lesson.Statement.Text));
        Assert.Equal(("process", "16.6 16.10"), (exchange.Lessons[1].Area, string.Join(' ', exchange.Lessons[1].Targets)));
        Assert.DoesNotContain(exchange.To(Question.Find("lessons")!)!.Passages, passage => passage.Node == own);
        _whole.Plan.Remove(shared);
        Assert.Equal(["Ask first"], PlanExchange.Of(_whole.Plan.Document).Lessons.Select(lesson => lesson.Statement.Text));
    }

    [Fact]
    public void A_translation_stands_beside_its_text()
    {
        _whole.Plan.Set(NodeId.Root, ActionPlan.Plan.WorkingLanguage.Key, "en");
        var lesson = _whole.Plan.Document.Children(_whole.Plan.Document.Root, ActionPlan.Lesson.Kind).Single();
        _whole.Plan.Set(lesson.Id, "statementTranslation", "Ask before you publish");
        var exchange = PlanExchange.Of(_whole.Plan.Document);
        Assert.Equal(("en", new TwoLanguages("Ask first", "Ask before you publish")), (exchange.Working, exchange.Lessons[0].Statement));
    }

    [Fact]
    public void Of_a_long_text_the_beginning_is_kept_in_whole_characters()
    {
        var section = _whole.Plan.Document.Children(_whole.Plan.Document.Root, ActionPlan.Section.Approach).Single();
        _whole.Plan.Set(section.Id, "text", new string('x', PlanExchange.TextUnitsMax - 1) + "😀 and more");
        var said = Assert.Single(Said(PlanExchange.Of(_whole.Plan.Document), "approaches"));
        Assert.Equal(new string('x', PlanExchange.TextUnitsMax - 1) + "…", said);
    }

    private static IEnumerable<string> Said(PlanExchange exchange, string question) => exchange.To(Question.Find(question)!)!.Passages.Select(passage => passage.Words.Text);
}
