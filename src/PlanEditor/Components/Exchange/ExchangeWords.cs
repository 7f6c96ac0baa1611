using PlanEditor.Components.Shared;
using PlanEditor.Exchange;
using PlanModel.Exchange;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;

namespace PlanEditor.Components.Exchange;

/// <summary>The sentences of what countries take over from one another.</summary>
public static class ExchangeWords
{
    /// <summary>The plan that a part is from: "Panama’s plan “…”, version 1".</summary>
    public static string Of(PartSource from) =>
        $"{Countries.OfPlans.Label(from.Country)}’s {(from.Version is null ? "draft plan" : "plan")} “{from.PlanTitle}”{(from.Version is { } version ? $", version {version}" : "")}";

    /// <summary>What comes along.</summary>
    public static IEnumerable<string> Comes(AdoptionChoice choice)
    {
        var adoption = choice.Adoption;
        var translations = adoption is { TranslationsCome: true, Translations: { } beside } ? $", with their translations into {Languages.EnglishName(beside)}" : "";
        yield return $"Its title and texts, in {Languages.EnglishName(adoption.Language)}{translations}{(adoption.Language == choice.Language ? "" : $"; your plan is in {Languages.EnglishName(choice.Language)}, so they wait for your words")}";
        if (Count(adoption, ActionPlan.Milestone.Key) is > 0 and var steps) yield return CountWords.Capital(CountWords.Of(steps, "milestone", "milestones"));
        if (Count(adoption, ActionPlan.SdgMapping.Key) is > 0 and var targets) yield return CountWords.Capital(CountWords.Of(targets, "SDG target, with how it is served", "SDG targets, with how they are served"));
        yield return "Values, service areas and principles";
        yield return "Where it is from";
    }

    /// <summary>What stays behind beside what is named.</summary>
    public static IEnumerable<string> Stays(AdoptionChoice choice)
    {
        yield return "Contact, progress and evidence";
        if (choice.Adoption is { TranslationsCome: false, Translations: { } beside }) yield return $"Translations into {Languages.EnglishName(beside)}";
        if (choice.Adoption.DaysLeft is > 0 and var days) yield return $"{CountWords.Capital(CountWords.Of(days, "date", "dates"))} outside your plan’s period";
    }

    private static int Count(Adoption adoption, string kind) => adoption.Parts.Count(part => part.Kind == kind);
}
