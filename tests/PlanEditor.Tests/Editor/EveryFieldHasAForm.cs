using Bunit;
using OgdPlans.Tests;
using PlanEditor.Components.Editor;
using PlanModel;
using PlanModel.Schema;
using Xunit;

namespace PlanEditor.Tests.Editor;

/// <summary>A field that is added to the schema has a place and a control on the page of its part by itself. That each has label, help and a place in the preview: EveryFieldIsRead.</summary>
public sealed class EveryFieldHasAForm
{
    public static TheoryData<string> Kinds { get; } = [.. ActionPlan.Schema.Kinds.Select(kind => kind.Key)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_field_of_a_kind_is_on_its_page_with_its_label_and_a_control_that_takes_a_value(string key)
    {
        var whole = new WholePlan();
        var kind = ActionPlan.Schema.Find(key)!;
        var node = NodeOf(whole.Plan, kind);
        await using var page = new OpenPage(whole);
        var view = page.Show(node);
        foreach (var more in view.FindAll(".facts + .more")) more.Click();
        foreach (var field in kind.Fields.Where(field => !field.Fixed))
        {
            var named = $"{key}.{field.Key}";
            // What is computed shows as soon as it follows, and is not typed: ActionPlanTests, PartsTests.
            if (field is ComputedField) continue;
            if (field is TextField)
            {
                var text = Assert.Single(view.FindAll($"main plan-text[node='{node}'][field='{field.Key}']"));
                Assert.False(text.HasAttribute("readonly"), named);
                Assert.Equal(field.Label, text.GetAttribute("label"));
                continue;
            }

            var value = Assert.Single(view.FindAll($"[id='{PlanAddress.ValueId(node, field.Key)}']"));
            Assert.Contains(field.Label, view.Find($"[id='{PlanAddress.ElementId(node, field.Key)}'] dt").TextContent, StringComparison.Ordinal);
            if (field is FlagField || value.QuerySelector("input[type=checkbox]") is not null) continue;
            value.Click();
            Assert.True(view.FindAll($"[id='{PlanAddress.ElementId(node, field.Key)}'] .editor input").Count > 0, $"{named} has no control");
            Assert.Contains(field.Help, view.Find($"[id='{PlanAddress.ElementId(node, field.Key)}']").TextContent, StringComparison.Ordinal);
            view.Find(".editor").KeyDown("Escape");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_field_of_a_kind_leads_to_its_own_history(string key)
    {
        var whole = new WholePlan();
        var kind = ActionPlan.Schema.Find(key)!;
        var node = NodeOf(whole.Plan, kind);
        await using var page = new OpenPage(whole);
        var view = page.Show(node);
        foreach (var more in view.FindAll(".facts + .more")) more.Click();
        foreach (var help in view.FindAll("main dl.facts button.help").Select(help => help.GetAttribute("aria-controls")).ToArray()) view.Find($"button.help[aria-controls='{help}']").Click();
        // The name stands beside the history of the whole part, and is chosen there.
        foreach (var field in kind.Fields.Where(field => !field.Fixed && field is not ComputedField && field != kind.NameField))
        {
            var link = Assert.Single(view.FindAll("main a.past"), link => link.GetAttribute("href") == $"plans/np/history?part={node}&field={field.Key}");
            Assert.Equal($"History of {field.Label}", link.GetAttribute("aria-label") ?? link.TextContent);
        }
    }

    private static NodeId NodeOf(PlanBuilder plan, NodeKind kind)
    {
        if (kind == ActionPlan.Schema.Root) return NodeId.Root;
        if (plan.Document.All().FirstOrDefault(node => node.Kind == kind) is { } known) return known.Id;
        var parent = ActionPlan.Schema.Kinds.First(one => one.Children.Any(rule => rule.Kind == kind.Key));
        return plan.Add(kind.Key, NodeOf(plan, parent));
    }
}
