using System.Collections.Immutable;
using PlanEditor.Components.Plans;
using PlanEditor.Components.Shared;
using PlanModel.Exchange;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Text;

namespace PlanEditor.Components.Exchange;

/// <summary>What a country says to a question, in the plans of it that somebody may read.</summary>
/// <param name="Country">The country.</param>
/// <param name="Plans">The plans, the newest first; none: there is none to read.</param>
public sealed record CountryAnswer(Choice Country, ImmutableArray<PlanAnswer> Plans)
{
    /// <summary>Whether any of it stands in a second language.</summary>
    public bool IsTranslated => Plans.Any(plan => plan.Parts.Any(part => part.Passages.Any(passage => passage.Words.Translation.Length > 0)));

    /// <summary>Those of all countries, in their order.</summary>
    public static ImmutableArray<CountryAnswer> Of(IReadOnlyCollection<PlanSummary> plans, Question question) =>
    [
        .. from country in Countries.OfPlans.Choices
           let own = plans.Where(plan => plan.Plan.Country == country.Code).OrderByDescending(plan => plan.Plan.Slug, StringComparer.Ordinal)
           select new CountryAnswer(country, [.. own.Select(plan => PlanAnswer.Of(plan, question))]),
    ];

    /// <summary>Who answers: "Nepal and Panama answer".</summary>
    public static string Stand(ImmutableArray<CountryAnswer> answers)
    {
        var said = answers.Where(answer => answer.Plans.Any(plan => !plan.Parts.IsEmpty)).Select(answer => answer.Country.Label).ToArray();
        return said.Length == 0 ? "No answer for you to read yet"
            : said.Length == answers.Length ? $"All {CountWords.Of(said.Length)} countries answer"
            : $"{Enumeration.Of(said)} {(said.Length == 1 ? "answers" : "answer")}";
    }
}

/// <summary>What a plan says to a question.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Parts">What it says, by the part in which it stands; none while nothing is written.</param>
public sealed record PlanAnswer(PlanSummary Plan, ImmutableArray<AnswerPart> Parts)
{
    internal static PlanAnswer Of(PlanSummary plan, Question question) =>
        new(plan, [.. (plan.Exchange.To(question)?.Passages ?? []).GroupBy(passage => passage.Node).Select(part => new AnswerPart(part.First().Name, [.. part]))]);
}

/// <summary>What stands in one part of a plan.</summary>
/// <param name="Name">What the part is called; null: the question says it.</param>
/// <param name="Passages">What it says.</param>
public sealed record AnswerPart(TwoLanguages? Name, ImmutableArray<Passage> Passages);
