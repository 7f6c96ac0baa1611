using System.Text.Json;
using OgdPlans.Tests;
using PlanEditor.Export.Data;
using PlanEditor.Tests.Export.Word;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using Xunit;

namespace PlanEditor.Tests.Export;

/// <summary>A data portal takes the catalogue of any plan: it keeps the rules of DCAT-AP 3.0.1, and the rules would say so if it did not.</summary>
public sealed class DcatApTests
{
    public static TheoryData<string> Samples => WordReader.Samples;

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_sample_keeps_the_rules(string slug)
    {
        var document = WordReader.Sample(slug).Document;
        var graph = await GraphAsync(document);
        Assert.Empty(DcatAp.Problems(graph));
        Assert.Equal(document.Children(document.Root, ActionPlan.Dataset.Kind).Count(), graph.Things.Values.Count(thing => thing.Types.Contains("http://www.w3.org/ns/dcat#Dataset")));
    }

    [Fact]
    public async Task A_plan_with_nothing_in_it_keeps_the_rules()
    {
        Assert.Empty(DcatAp.Problems(await GraphAsync(new PlanBuilder().Document)));
        Assert.Empty(DcatAp.Problems(await GraphAsync(AwkwardPlan.EveryKind().Document)));
    }

    [Fact]
    public async Task Whatever_stands_in_the_texts_the_rules_are_kept() => Assert.Empty(DcatAp.Problems(await GraphAsync(AwkwardPlan.Naughty().Document)));

    [Theory]
    [InlineData("", "<!-- nothing to read -->")]
    [InlineData("   ", "![](https://example.org/p.png)")]
    [InlineData("\u200b", "---")]
    public async Task Texts_without_a_word_do_not_make_a_description_without_a_word(string title, string description)
    {
        var whole = new WholePlan();
        whole.Plan.Set(whole.Dataset, "title", title);
        whole.Plan.Set(whole.Dataset, "description", description);
        whole.Plan.Set(NodeId.Root, "summary", description);
        Assert.Empty(DcatAp.Problems(await GraphAsync(whole.Plan.Document)));
    }

    [Theory]
    [InlineData("https://example.org/a<b>\"c\"{d}|e^f`g\\h", "https://example.org/a%3Cb%3E%22c%22%7Bd%7D%7Ce%5Ef%60g%5Ch")]
    [InlineData("https://example.org/ক্ষ?q=%20", "https://example.org/ক্ষ?q=%20")]
    [InlineData("http://[2001:db8::1]:8080/x", "http://[2001:db8::1]:8080/x")]
    public async Task An_address_that_somebody_typed_is_written_as_one(string typed, string written)
    {
        var whole = Rich();
        whole.Plan.Set(whole.Dataset, "landingPage", typed);
        var graph = await GraphAsync(whole.Plan.Document);
        Assert.Empty(DcatAp.Problems(graph));
        Assert.Contains(written, graph.Things.Keys);
    }

    [Fact]
    public async Task A_plan_that_says_all_that_can_be_said_keeps_the_rules_and_meets_each_of_them()
    {
        var graph = await GraphAsync(Rich().Plan.Document);
        Assert.Empty(DcatAp.Problems(graph));
        foreach (var (type, rules) in DcatAp.Rules)
            foreach (var rule in rules) Assert.True(graph.Things.Values.Any(thing => thing.Types.Contains(type) && thing.Of(rule.Property).Count > 0), $"no {type} says {rule.Property}");
    }

    [Fact]
    public async Task Whatever_rule_is_broken_it_is_said()
    {
        var document = Rich().Plan.Document;
        var file = await FileAsync(document);
        var broken = 0;
        foreach (var (type, rules) in DcatAp.Rules)
        {
            foreach (var rule in rules)
            {
                if (rule.Least > 0) Break("lacks", values => values.Clear());
                if (rule.Most == 1) Break(" has ", values => values.UnionWith([.. values.Select(value => value with { Text = value.Text + "2" })]));
                Break(rule.IsLiteral ? " is a thing" : " is words", values => Replace(values, value => value with { IsLiteral = !value.IsLiteral }));
                if (rule.IsLiteral) Break("is empty", values => Replace(values, value => value with { Text = " " }));
                if (rule.IsWords) Break("is in no language", values => Replace(values, value => value with { Language = null }));
                if (!rule.Datatypes.IsEmpty) Break("” of ", values => Replace(values, value => value with { Datatype = null }));
                if (rule.Class is not null) Break(" is no ", values => Replace(values, value => value with { Text = "https://example.org/nothing" }));
                if (rule.From is { } list) Break("which is not in its list", values => Replace(values, value => value with { Text = list[0][..list[0].LastIndexOf('/')] + "/NONE" }));

                void Break(string words, Action<HashSet<Term>> change)
                {
                    var graph = new Triples(file);
                    change(graph.Things.Values.First(thing => thing.Types.Contains(type) && thing.Of(rule.Property).Count > 0).Properties[rule.Property]);
                    Assert.Contains(DcatAp.Problems(graph), problem => problem.Contains(rule.Property, StringComparison.Ordinal) && problem.Contains(words, StringComparison.Ordinal));
                    broken++;
                }
            }
        }

        Assert.InRange(broken, 120, 400);
        static void Replace(HashSet<Term> values, Func<Term, Term> with)
        {
            Term[] all = [.. values.Select(with)];
            values.Clear();
            values.UnionWith(all);
        }
    }

    /// <summary>A plan of which the catalogue says all that it can say.</summary>
    private static WholePlan Rich()
    {
        var whole = new WholePlan();
        var plan = whole.Plan;
        plan.Set(whole.Organisation, "url", "https://example.org/office");
        var contact = plan.Document.Visible(plan.Document.Root).Single(node => node.Kind == ActionPlan.Contact.Kind).Id;
        plan.Set(contact, "email", "data@example.org");
        plan.Do(new SetField(contact, "publishName", Scalar.Of(true)));
        foreach (var (key, value) in new[] { ("status", "published"), ("keywords", "budget,বাজেট"), ("language", "ENG,NEP"), ("temporalStart", "2016-07-16"), ("temporalEnd", "2017-07-15"), ("spatialText", "Ward"), ("landingPage", "https://example.org/data"), ("quality", "Two years are missing.") })
            plan.Set(whole.Dataset, key, value);
        plan.Add(
            "distribution", whole.Dataset, ("title", "All wards"), ("accessUrl", "https://example.org/budgets"), ("downloadUrl", "https://example.org/budgets.csv"), ("format", "CSV"), ("licence", "CC-BY-4.0"), ("issued", "2018-06-30"),
            ("modified", "2018-07-01"), ("byteSize", "1200"), ("conformsTo", "https://example.org/standard"), ("availability", "STABLE"), ("status", "COMPLETED"));
        // One that is not out yet has its licence itself.
        plan.Add("dataset", ("title", "Spending"), ("licence", "CC0-1.0"));
        return whole;
    }

    private static async Task<Triples> GraphAsync(Document document) => new(await FileAsync(document));

    private static async Task<JsonElement> FileAsync(Document document)
    {
        using var stream = new MemoryStream();
        await new DcatFormat().WriteAsync(WordReader.Of(document), stream, new Progress<double>(), CancellationToken.None);
        return JsonElement.Parse(stream.ToArray());
    }
}
