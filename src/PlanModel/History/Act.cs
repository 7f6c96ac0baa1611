using PlanModel.Operations;

namespace PlanModel.History;

/// <summary>That something of a kind was done to a part, or in a field of it.</summary>
/// <param name="Kind">What.</param>
/// <param name="Node">The part; null: what was done is about none.</param>
/// <param name="Field">The key of the field; null: it is about the part itself.</param>
public readonly record struct Act(ActKinds Kind, NodeId? Node, string? Field)
{
    internal static Act Of(EditText edit) => new(ActKinds.Texts, edit.Node, edit.Field);
}
