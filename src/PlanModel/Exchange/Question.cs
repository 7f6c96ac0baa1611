using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanModel.Exchange;

/// <summary>A question of the workshop. A country’s answer is what its plan says in the fields that ask the same.</summary>
public sealed class Question
{
    private readonly Func<Document, IEnumerable<Passage>> _answer;

    private Question(string key, int session, string title, string words, Func<Document, IEnumerable<Passage>> answer) => (Key, Session, Title, Words, _answer) = (key, session, title, words, answer);

    /// <summary>The five questions, in the order of the two sessions.</summary>
    public static ImmutableArray<Question> All { get; } =
    [
        new("approaches", 1, "Approaches", "Which approaches have you taken to use open government data for sustainable development?", document => Section(document, ActionPlan.Section.Approach)),
        new("challenges", 1, "Challenges", "What were the main challenges that you had to overcome, and how did you overcome them?", document => Section(document, ActionPlan.Section.Challenges)),
        new(
            "innovations", 2, "Innovative elements", "What is innovative in the action plan, and what is the rationale for it?",
            document => Section(document, ActionPlan.Section.InnovationOverview).Concat(Of(
                document, document.Children(document.Root, ActionPlan.Innovation.Kind), ActionPlan.Innovation.Title, ActionPlan.Innovation.WhatIsNew, ActionPlan.Innovation.Rationale))),
        new(
            "implementation", 2, "Implementation", "How are the innovative elements carried out?",
            document => Of(document, document.Children(document.Root, ActionPlan.Innovation.Kind), ActionPlan.Innovation.Title, ActionPlan.Innovation.HowImplemented)),
        new(
            "lessons", 2, "Lessons", "What lessons did you learn in making the plan, and where is room for improvement?",
            document => Section(document, ActionPlan.Section.LessonsOverview).Concat(Of(
                document, SharedLesson.SharedIn(document), ActionPlan.Lesson.Statement, ActionPlan.Lesson.WhatHappened, ActionPlan.Lesson.Improvement))),
    ];

    /// <summary>Its name in addresses; it stays for ever.</summary>
    public string Key { get; }

    /// <summary>The session of the workshop in which it was asked: 1 or 2.</summary>
    public int Session { get; }

    /// <summary>What it is about, in one or two words.</summary>
    public string Title { get; }

    /// <summary>The question.</summary>
    public string Words { get; }

    /// <summary>The question with a key, or null.</summary>
    public static Question? Find(string key) => All.FirstOrDefault(question => question.Key == key);

    /// <summary>What a plan says to it, in order; nothing where nothing is written.</summary>
    public IEnumerable<Passage> AnswerIn(Document document) => _answer(document);

    private static IEnumerable<Passage> Section(Document document, NodeKind kind) =>
        from node in document.Children(document.Root, kind)
        let text = (TextField)kind.Find(ActionPlan.Section.TextKey)!
        where !text.IsEmpty(node)
        select new Passage(node.Id, text.Key, null, null, TwoLanguages.Of(node, text));

    private static IEnumerable<Passage> Of(Document document, IEnumerable<Node> nodes, TextField name, params TextField[] fields) =>
        from node in nodes
        where document.IsVisible(node)
        from field in fields
        where !field.IsEmpty(node)
        select new Passage(node.Id, field.Key, TwoLanguages.Of(node, name), fields.Length == 1 ? null : field.Label, TwoLanguages.Of(node, field));
}
