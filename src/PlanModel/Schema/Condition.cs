using PlanModel.Documents;

namespace PlanModel.Schema;

/// <summary>
/// When something is asked of a node. How it is made says all that it looks at: the node itself, the node above it too, or what holds for the whole document. Nothing else can change the answer,
/// and what was found in a node stays known as long as that is the same.
/// </summary>
public sealed class Condition
{
    private readonly Func<Document, Node, bool> _holds;

    private Condition(string words, Func<Document, Node, bool> holds) => (Words, _holds) = (words, holds);

    /// <summary>The end of the sentence "needed when …", in English.</summary>
    public string Words { get; }

    /// <summary>Whether it looks at the node above.</summary>
    internal bool LooksAbove { get; private init; }

    /// <summary>Whether it is the same for all nodes of a document.</summary>
    internal bool IsOfDocument { get; private init; }

    /// <summary>One that follows from the node alone.</summary>
    /// <param name="words">The end of the sentence "needed when …", in English.</param>
    /// <param name="holds">Whether it is so.</param>
    public static Condition OfNode(string words, Func<Node, bool> holds) => new(words, (_, node) => holds(node));

    /// <summary>One that follows from the node and the fields of the one above it (null: of the root).</summary>
    /// <param name="words">The end of the sentence "needed when …", in English.</param>
    /// <param name="holds">Whether it is so.</param>
    public static Condition OfNodeAndAbove(string words, Func<Node, Node?, bool> holds) =>
        new(words, (document, node) => holds(node, node.Parent is { } above ? document[above] : null)) { LooksAbove = true };

    /// <summary>One that holds for all nodes of a document or for none.</summary>
    /// <param name="words">The end of the sentence "needed when …", in English.</param>
    /// <param name="holds">Whether it is so.</param>
    public static Condition OfDocument(string words, Func<Document, bool> holds) => new(words, (document, _) => holds(document)) { IsOfDocument = true };

    /// <summary>Whether it is so for a node of a document.</summary>
    public bool Holds(Document document, Node node) => _holds(document, node);
}
