using System.Text.RegularExpressions;
using PlanModel.Documents;

namespace PlanModel.Schema.Rules;

/// <summary>RANGE: texts longer than advised, more women than participants, a dimension rated twice.</summary>
internal static partial class RangeRules
{
    public static void Check(PlanCheck check)
    {
        foreach (var consultation in check.Of(ActionPlan.ConsultationEvent.Kind))
            if (ActionPlan.ConsultationEvent.Women.Read(consultation) > (ActionPlan.ConsultationEvent.Participants.Read(consultation) ?? decimal.MaxValue))
                check.Warn(
                    "RANGE.women", consultation, ActionPlan.ConsultationEvent.Women,
                    $"{check.Name(consultation)}: more women than participants. Correct one of the numbers.");

        foreach (var ratings in check.Of(ActionPlan.ReadinessRating.Kind).GroupBy(ActionPlan.ReadinessRating.Dimension.Read))
            foreach (var rating in ratings.Skip(1))
                if (ratings.Key is not null)
                    check.Warn(
                        "RANGE.repeated", rating, ActionPlan.ReadinessRating.Dimension,
                        $"{check.Name(rating)}: this dimension is rated twice. Keep one of the ratings.");
    }

    /// <summary>Texts longer than advised.</summary>
    public static void Check(PlanCheck check, Node node)
    {
        foreach (var field in node.Kind.Fields)
            if (field is TextField { WordsAdvised: { } most } text) CheckWords(check, node, text, most);
    }

    private static void CheckWords(PlanCheck check, Node node, TextField field, int most)
    {
        // A word has two units or more with the space behind it, so a short text need not be read.
        if (field.Read(node).Length <= most) return;
        var count = Word().Count(field.ReadString(node));
        if (count > most)
            check.Warn(
                "RANGE.words", node, field,
                $"{check.Name(node)}: “{field.Label}” has {count} words. Shorten it to {most}, so that it is read.");
    }

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{M}\p{N}'’\-\u200c\u200d]*")]
    private static partial Regex Word();
}
