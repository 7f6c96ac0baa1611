using PlanModel.Workflow;

namespace PlanEditor.Collaboration;

/// <summary>What an undo or a redo did.</summary>
/// <param name="Label">What was taken back or done again, in words; null when there was nothing left.</param>
/// <param name="Refusal">Why not, when it could not be done.</param>
public sealed record UndoAnswer(string? Label, Refusal? Refusal);

/// <summary>What a session could undo and redo now, in words; null where there is nothing.</summary>
public sealed record UndoState(string? Undo, string? Redo);
