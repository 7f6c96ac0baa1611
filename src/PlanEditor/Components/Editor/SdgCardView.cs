using PlanModel;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Sdg;

namespace PlanEditor.Components.Editor;

/// <summary>An SDG target of a commitment, as its card shows it.</summary>
/// <param name="Id">The node.</param>
/// <param name="Code">The target's code; empty until one is chosen.</param>
/// <param name="Colour">The goal's colour as #rrggbb; null until a target is chosen.</param>
/// <param name="DarkWords">Whether dark words are read better on that colour.</param>
/// <param name="Official">The target's official text; null until one is chosen.</param>
/// <param name="Target">The field that holds the target.</param>
/// <param name="Strength">The field that holds the strength.</param>
/// <param name="Indicators">The field that holds the indicators.</param>
/// <param name="Disaggregation">The field that holds the disaggregation.</param>
/// <param name="OtherDisaggregation">What is meant by other characteristics; null where it is neither written nor asked for.</param>
/// <param name="Contribution">The field that holds the contribution, without the text itself, which lives in its island.</param>
public sealed record SdgCardView(
    NodeId Id, string Code, string? Colour, bool DarkWords, OfficialWords? Official, FactView Target, FactView Strength, FactView Indicators, FactView Disaggregation, FactView? OtherDisaggregation, FactView Contribution)
{
    public static SdgCardView Of(Document document, Node node)
    {
        var marks = PlanMarks.Of(document);
        FactView Fact(Field field) => FactView.Of(document, node, field, marks);
        var code = ActionPlan.SdgMapping.Target.Read(node) ?? "";
        var target = SdgTargets.Find(code);
        var other = Fact(ActionPlan.SdgMapping.OtherDisaggregation);
        return new SdgCardView(
            node.Id,
            code,
            target?.Goal.Colour,
            target is not null && IsLight(target.Goal.Colour),
            OfficialWords.Of(document, code),
            Fact(ActionPlan.SdgMapping.Target),
            Fact(ActionPlan.SdgMapping.Strength),
            Fact(ActionPlan.SdgMapping.Indicators),
            Fact(ActionPlan.SdgMapping.Disaggregation),
            other.Value is null && other.Missing == Need.Optional ? null : other,
            Fact(ActionPlan.SdgMapping.Contribution) with { Value = null });
    }

    // White on the colour needs 4.5:1, which holds below this luminance.
    private static bool IsLight(string colour)
    {
        static double Linear(string hex)
        {
            var part = Convert.ToInt32(hex, 16) / 255.0;
            return part <= 0.03928 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        }

        var digits = colour.TrimStart('#');
        return 0.2126 * Linear(digits[..2]) + 0.7152 * Linear(digits[2..4]) + 0.0722 * Linear(digits[4..6]) > 0.183;
    }
}
