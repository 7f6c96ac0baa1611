using PlanModel;

namespace PlanEditor.Components.Editor;

/// <summary>Who removed a node, and when.</summary>
public sealed record Removal(NodeId Node, string Name, DateTimeOffset At);
