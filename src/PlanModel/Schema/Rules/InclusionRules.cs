using System.Buffers;
using PlanModel.Documents;
using PlanModel.Schema.Vocabularies;

namespace PlanModel.Schema.Rules;

/// <summary>INCL: people who are offline are reached, and their needs are known. That each group has intermediary, channel and commitment is a need of those fields.</summary>
internal static class InclusionRules
{
    private static readonly SearchValues<string> AssumedInLatin = SearchValues.Create(
        ["we assume", "assumption", "assumed", "suponemos", "se supone", "asumimos", "supuesto"],
        StringComparison.OrdinalIgnoreCase);

    // Scripts without capitals are searched as they are: that is many times faster.
    private static readonly SearchValues<string> AssumedInIndic = SearchValues.Create(
        ["ধরে নিয়েছি", "ধরে নিচ্ছি", "অনুমান", "अनुमान", "मानेका छौं"],
        StringComparison.Ordinal);

    public static void Check(PlanCheck check)
    {
        foreach (var group in check.Of(ActionPlan.VulnerableGroup.Kind)) Check(check, group);
    }

    private static void Check(PlanCheck check, Node group)
    {
        var channels = ActionPlan.VulnerableGroup.Channels.Read(group);
        if (!channels.IsEmpty && channels.All(Channels.NeedsInternet))
            check.Warn(
                "INCL.onlineOnly", group, ActionPlan.VulnerableGroup.Channels,
                $"{check.Name(group)}: every channel needs the internet. Add one that reaches people without it, such as radio or a front desk.");

        var howWeKnow = ActionPlan.VulnerableGroup.HowWeKnow.ReadString(group).AsSpan();
        if (howWeKnow.ContainsAny(AssumedInLatin) || howWeKnow.ContainsAny(AssumedInIndic))
            check.Warn(
                "INCL.assumed", group, ActionPlan.VulnerableGroup.HowWeKnow,
                $"{check.Name(group)}: the need is assumed. Ask the people concerned or an organisation that knows them, and say who told you.");
    }
}
