using System.Text.Json;
using OgdPlans.Tests;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Text;

/// <summary>Short texts have as many letters as their limit says, however many units a letter takes.</summary>
public sealed class LettersTests
{
    private static readonly string Conjuncts = string.Concat(Enumerable.Repeat("ক্ষ", ActionPlan.Commitment.Title.LengthMax));

    private readonly WholePlan _whole = new();

    [Fact]
    public void Texts_have_as_many_letters_as_in_browsers()
    {
        var cases = File.ReadAllLines(Repository.Path("tests", "Vectors", "text", "letters.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.True(cases.Count > 20);
        Assert.All(cases, one => Assert.Equal((one.GetProperty("text").GetString(), one.GetProperty("letters").GetInt32()), (one.GetProperty("text").GetString(), Letters.Count(one.GetProperty("text").GetString()!))));
    }

    [Fact]
    public void A_short_text_takes_letters_up_to_its_limit()
    {
        _whole.Plan.Set(_whole.Commitment, "title", Conjuncts);
        Assert.Equal(Conjuncts, ActionPlan.Commitment.Title.ReadString(_whole.Plan.Document[_whole.Commitment]));
        var refusal = Add("क").Check(_whole.Plan.Document);
        Assert.Equal((RefusalCode.TooLong, "Title may have 160 characters; this would make 161. Shorten it."), (refusal?.Code ?? default, refusal?.Words));
        // A sign on the last letter is none of its own.
        Assert.Null(Add("ি").Check(_whole.Plan.Document));
        Assert.Null(new InsertNode(new NodeId(7), "commitment", NodeId.Root, null, Node.NoFields.Add("title", Scalar.Of(Conjuncts))).Check(_whole.Plan.Document));
    }

    [Fact]
    public void A_text_over_its_limit_can_be_shortened_step_by_step_and_marks_do_not_grow_without_end()
    {
        _whole.Plan.Set(_whole.Commitment, "title", "a" + new string('\u0301', (4 * 160) - 1));
        Assert.Equal(RefusalCode.TooLong, Add("\u0301").Check(_whole.Plan.Document)?.Code);
        Assert.Null(new EditText(_whole.Commitment, "title", TextChangeSet.Of(640, (639, 640, ""))).Check(_whole.Plan.Document));
    }

    [Fact]
    public void A_long_text_is_measured_in_units()
    {
        Assert.Equal(TextField.MarkdownUnitsMax, ActionPlan.Commitment.Problem.UnitsMax);
        Assert.False(ActionPlan.Commitment.Problem.Fits(PlanText.Of(string.Concat(Enumerable.Repeat("ক্ষ", 20_000)))));
    }

    private EditText Add(string text)
    {
        var length = ActionPlan.Commitment.Title.Read(_whole.Plan.Document[_whole.Commitment]).Length;
        return new EditText(_whole.Commitment, "title", TextChangeSet.Of(length, (length, length, text)));
    }
}
