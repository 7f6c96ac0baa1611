using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanModel.Exchange;

/// <summary>What a plan gives to the other countries, as pages that compare several plans need it. Derived from the document alone; who may read the plan may read it.</summary>
/// <param name="Working">The language that the translations are in; null: there are none.</param>
/// <param name="Lessons">The lessons that are shared with peers, in order.</param>
/// <param name="Answers">The country's answer to each question that it says something to, in the order of the questions.</param>
public sealed record PlanExchange(string? Working, ImmutableArray<SharedLesson> Lessons, ImmutableArray<QuestionAnswer> Answers)
{
    /// <summary>Of one text so much is kept, in UTF-16 units: the whole is in the plan.</summary>
    public const int TextUnitsMax = 4_000;

    /// <summary>So many lessons of one plan, and so many passages of one answer.</summary>
    public const int CountMax = 50;

    /// <summary>Nothing yet.</summary>
    public static PlanExchange None { get; } = new(null, [], []);

    /// <summary>The answer to a question; null while there is none.</summary>
    public QuestionAnswer? To(Question question) => Answers.FirstOrDefault(answer => answer.Question == question.Key);

    /// <summary>What a document gives.</summary>
    public static PlanExchange Of(Document document) => new(
        ActionPlan.WorkingLanguageOf(document),
        [.. SharedLesson.In(document).Take(CountMax)],
        [
            .. from question in Question.All
               let passages = question.AnswerIn(document).Take(CountMax).ToImmutableArray()
               where !passages.IsEmpty
               select new QuestionAnswer(question.Key, passages),
        ]);

    /// <inheritdoc/>
    public bool Equals(PlanExchange? other) => other is not null && Working == other.Working && Lessons.SequenceEqual(other.Lessons) && Answers.SequenceEqual(other.Answers);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Working, Lessons.Length, Answers.Length);
}

/// <summary>A text as it was written, and in the plan's working language.</summary>
/// <param name="Text">As it was written; may be empty.</param>
/// <param name="Translation">In the working language; "" where there is none.</param>
public sealed record TwoLanguages(string Text, string Translation)
{
    /// <summary>What a field of a node says, as far as it is kept.</summary>
    public static TwoLanguages Of(Node node, TextField field) => new(Begin(field, node), field.Translation is { } translation ? Begin(translation, node) : "");

    private static string Begin(TextField field, Node node)
    {
        var text = field.Read(node);
        const int Max = PlanExchange.TextUnitsMax;
        return text.Length <= Max ? text.ToString() : text.Slice(0, char.IsLowSurrogate(text[Max]) ? Max - 1 : Max) + "…";
    }
}

/// <summary>A lesson that a country shares with its peers.</summary>
/// <param name="Node">The lesson.</param>
/// <param name="Statement">It, in one sentence.</param>
/// <param name="Area">What it is about, by its code; null while nothing was chosen.</param>
/// <param name="Targets">The SDG targets that it helps with, in order.</param>
/// <param name="WhatHappened">What taught it.</param>
/// <param name="Improvement">What the country would do differently.</param>
public sealed record SharedLesson(NodeId Node, TwoLanguages Statement, string? Area, ImmutableArray<string> Targets, TwoLanguages WhatHappened, TwoLanguages Improvement)
{
    /// <summary>Those of a plan that have a statement, in order.</summary>
    public static IEnumerable<SharedLesson> In(Document document) =>
        from node in SharedIn(document)
        where !ActionPlan.Lesson.Statement.IsEmpty(node)
        select new SharedLesson(
            node.Id,
            TwoLanguages.Of(node, ActionPlan.Lesson.Statement),
            ActionPlan.Lesson.Area.Read(node),
            [.. ActionPlan.Lesson.Targets.Read(node).OrderBy(ActionPlan.Lesson.Targets.Choices.Order)],
            TwoLanguages.Of(node, ActionPlan.Lesson.WhatHappened),
            TwoLanguages.Of(node, ActionPlan.Lesson.Improvement));

    /// <summary>The lessons that are shared, written or not.</summary>
    internal static IEnumerable<Node> SharedIn(Document document) => document.Children(document.Root, ActionPlan.Lesson.Kind).Where(ActionPlan.Lesson.ShareWithPeers.Read);

    /// <inheritdoc/>
    public bool Equals(SharedLesson? other) =>
        other is not null && Node == other.Node && Statement == other.Statement && Area == other.Area && WhatHappened == other.WhatHappened && Improvement == other.Improvement && Targets.SequenceEqual(other.Targets);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Node, Statement, Area);
}

/// <summary>What a country says to a question.</summary>
/// <param name="Question">The key of the question.</param>
/// <param name="Passages">What it says, in order; at least one.</param>
public sealed record QuestionAnswer(string Question, ImmutableArray<Passage> Passages)
{
    /// <inheritdoc/>
    public bool Equals(QuestionAnswer? other) => other is not null && Question == other.Question && Passages.SequenceEqual(other.Passages);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Question, Passages.Length);
}

/// <summary>A field of a plan that is an answer, or some of one.</summary>
/// <param name="Node">The part.</param>
/// <param name="Field">The field's key.</param>
/// <param name="Name">What the part is called; null: the question says it.</param>
/// <param name="Label">What the field is called; null: the question says it.</param>
/// <param name="Words">What it says.</param>
public sealed record Passage(NodeId Node, string Field, TwoLanguages? Name, string? Label, TwoLanguages Words);
