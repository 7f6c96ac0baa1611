using PlanModel.Documents;

namespace PlanModel.Schema;

/// <summary>What follows from other fields of the same node, in words. It is read wherever fields are read and stored nowhere.</summary>
/// <param name="key">The name of the field, lower camel.</param>
/// <param name="label">What people read above it, in English.</param>
/// <param name="words">Its words, in English; null while they do not follow.</param>
public sealed class ComputedField(string key, string label, Func<Node, string?> words) : Field(key, label)
{
    /// <summary>The words for a node; null while they do not follow.</summary>
    public string? Read(Node node) => words(node);

    /// <inheritdoc/>
    public override bool IsEmpty(Node node) => Read(node) is null;

    /// <inheritdoc/>
    public override string? Problem(Document document, Scalar value) => $"{Label} is computed";
}
