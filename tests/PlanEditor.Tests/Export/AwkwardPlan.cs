using System.Text.Json;
using OgdPlans.Tests;
using PlanModel;
using PlanModel.Schema;
using PlanModel.Text;

namespace PlanEditor.Tests.Export;

/// <summary>Plans that nobody should write, and somebody does.</summary>
internal static class AwkwardPlan
{
    /// <summary>A part of each kind, with nothing in it.</summary>
    public static PlanBuilder EveryKind()
    {
        var (plan, ofKind) = (new PlanBuilder(), new Dictionary<string, NodeId> { [ActionPlan.Plan.Key] = NodeId.Root });
        foreach (var kind in ActionPlan.Schema.Kinds.Skip(1))
            ofKind[kind.Key] = plan.Add(kind.Key, ofKind[ActionPlan.Schema.Kinds.First(one => one.Children.Any(rule => rule.Kind == kind.Key)).Key]);
        return plan;
    }

    /// <summary>Every naughty string in some field, and every text field with some of them.</summary>
    public static PlanBuilder Naughty()
    {
        var strings = File.ReadLines(Repository.Path("tests", "Vectors", "naughty.txt")).Where(line => line.Length > 0).Where(line => line[0] == '"').Select(Unescaped).OfType<string>().Where(text => TextGate.Problem(text) is null).Distinct().ToList();
        var (plan, next) = (EveryKind(), 0);
        foreach (var node in plan.Document.All().ToList())
        {
            foreach (var field in node.Kind.Fields.OfType<TextField>())
            {
                var text = field.Markdown ? string.Join("\n\n", strings.Skip(next % 50).Take(60)) : strings.Skip(next).Concat(strings).First(one => !one.Contains('\n', StringComparison.Ordinal) && one.Length <= field.LengthMax);
                if (text.Length <= field.LengthMax) plan.Set(node.Id, field.Key, text);
                next = (next + 1) % strings.Count;
            }
        }

        return plan;
    }

    // Half characters are for the gate of texts to refuse: JSON has none to give.
    private static string? Unescaped(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
