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

    /// <summary>Every text that was made to run something, in fields that show it: in texts those of <see cref="ScriptPayloads.All"/> one behind the other, in names those that are a line.</summary>
    /// <param name="left">How many found no place.</param>
    public static PlanBuilder Scripts(out int left)
    {
        var plan = EveryKind();
        var (texts, lines) = (new Queue<string>(ScriptPayloads.All.Where(text => TextGate.Problem(text) is null)), ScriptPayloads.Lines.Where(text => TextGate.Problem(text) is null).ToArray());
        var next = 0;
        // Every kind has few parts: chapters of the country's own take what is left.
        while (texts.Count > 0 && next < 1_000)
        {
            foreach (var node in plan.Document.All().ToList())
            {
                foreach (var field in node.Kind.Fields.OfType<TextField>().Where(field => field.Read(node).Length == 0))
                {
                    if (field.Markdown) plan.Set(node.Id, field.Key, Joined(texts, Math.Min(field.LengthMax, 3_000)));
                    else if (lines[next++ % lines.Length] is { } line && line.Length <= field.LengthMax) plan.Set(node.Id, field.Key, line);
                }
            }

            plan.Add("customSection");
        }

        left = texts.Count;
        return plan;
    }

    private static string Joined(Queue<string> texts, int lengthMax)
    {
        var text = "";
        while (texts.TryPeek(out var next) && text.Length + 2 + next.Length <= lengthMax) text = text.Length == 0 ? texts.Dequeue() : $"{text}\n\n{texts.Dequeue()}";
        return text;
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
