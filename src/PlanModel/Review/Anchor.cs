namespace PlanModel.Review;

/// <summary>What a thread hangs on: a part, one of its fields, or a stretch of a text. A part that is removed or moved keeps its threads.</summary>
/// <param name="Node">The part.</param>
/// <param name="Field">The key of the field; null: the part as a whole.</param>
/// <param name="Range">The stretch of the field's text; null: the field as a whole.</param>
public sealed record Anchor(NodeId Node, string? Field, TextRange? Range);
