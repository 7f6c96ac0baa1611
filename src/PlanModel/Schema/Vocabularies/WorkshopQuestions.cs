using PlanModel.Exchange;

namespace PlanModel.Schema.Vocabularies;

/// <summary>The questions of the workshop as a list to choose from.</summary>
public static class WorkshopQuestions
{
    /// <summary>All of them, in order, each with its session and its number there: "1.2 Challenges".</summary>
    public static ChoiceList List { get; } = new("workshopQuestion", [.. Question.All.GroupBy(question => question.Session).SelectMany(session => session.Select(ToChoice))]);

    private static Choice ToChoice(Question question, int at) => new(question.Key, FormattableString.Invariant($"{question.Session}.{at + 1} {question.Title}")) { Help = question.Words };
}
