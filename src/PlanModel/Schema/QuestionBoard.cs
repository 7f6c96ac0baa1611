using System.Collections.Frozen;
using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Exchange;
using PlanModel.Operations;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.Schema;

/// <summary>
/// The board of the workshop's questions: a document of no country that everybody in the workshop reads and nobody edits. It has two parts for each question, made at the start and the same
/// for ever: one on which the question is discussed, one on which peer countries answer it. What is said are threads, as on plans.
/// </summary>
public static class QuestionBoard
{
    private const string RootKey = "questionBoard";
    private const string Heading = "Questions of the workshop";
    private const ulong FirstNode = 100;

    private static readonly TextField Title = new("title", "Title") { Help = "What the board is called.", Translated = false };

    private static readonly FrozenDictionary<string, NodeKind> Discussions = Question.All.ToFrozenDictionary(question => question.Key, question => Of(question.Key, $"{question.Title}, discussion", null));

    private static readonly FrozenDictionary<string, NodeKind> Answers = Question.All.ToFrozenDictionary(question => question.Key, question => Of($"{question.Key}Answers", $"{question.Title}, answers of peers", Role.Peer));

    /// <summary>The schema.</summary>
    public static PlanSchema Schema { get; } = new(
        RootKey,
        new NodeKind(RootKey, Heading, Heading, Title) { Title = Title.AsTitle, Children = [.. Parts.Select(kind => new ChildRule(kind.Key))] },
        [.. Parts]);

    /// <summary>The part on which a question is discussed.</summary>
    public static NodeId DiscussionOf(Question question) => new(FirstNode + (2 * (ulong)Question.All.IndexOf(question)));

    /// <summary>The part on which peer countries answer a question.</summary>
    public static NodeId AnswersOf(Question question) => new(DiscussionOf(question).Value + 1);

    /// <summary>The question that a part is about; null for others.</summary>
    public static Question? QuestionOf(NodeId part) => Question.All.FirstOrDefault(question => DiscussionOf(question) == part || AnswersOf(question) == part);

    /// <summary>The operations that make the board from <see cref="Document.Empty"/>.</summary>
    public static ImmutableArray<Operation> Start { get; } =
    [
        new EditText(NodeId.Root, Title.Key, TextChangeSet.Of(0, (0, 0, Heading))),
        .. Question.All.SelectMany(question => new Operation[]
        {
            new InsertNode(DiscussionOf(question), Discussions[question.Key].Key, NodeId.Root, question == Question.All[0] ? null : new NodeId(DiscussionOf(question).Value - 1), Node.NoFields),
            new InsertNode(AnswersOf(question), Answers[question.Key].Key, NodeId.Root, DiscussionOf(question), Node.NoFields),
        }),
        new OpenToPeers(true),
    ];

    private static IEnumerable<NodeKind> Parts => Question.All.SelectMany(question => new[] { Discussions[question.Key], Answers[question.Key] });

    private static NodeKind Of(string key, string label, Role? answeredBy) => new(key, label, label) { Fixed = true, AnsweredBy = answeredBy, Title = (_, _) => label };
}
