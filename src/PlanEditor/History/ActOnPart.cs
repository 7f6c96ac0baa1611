using PlanModel;
using PlanModel.History;

namespace PlanEditor.History;

/// <summary>That somebody did something of a kind to a part, however often.</summary>
/// <param name="Author">Who.</param>
/// <param name="Kind">What.</param>
/// <param name="Node">The part; null: what was done is about none.</param>
public readonly record struct ActOnPart(UserId Author, ActKinds Kind, NodeId? Node);
