using PlanModel.Documents;

namespace PlanModel.Schema;

/// <summary>When something is asked of a node.</summary>
/// <param name="Words">The end of the sentence "needed when …", in English.</param>
/// <param name="Holds">Whether it is so for a node of a document.</param>
public sealed record Condition(string Words, Func<Document, Node, bool> Holds);
