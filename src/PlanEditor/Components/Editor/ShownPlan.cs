using PlanModel.Documents;

namespace PlanEditor.Components.Editor;

/// <summary>What a page shows: the plan as it is on disk, with this person's own acts that are on their way there.</summary>
/// <param name="Revision">The revision that the acts stand on.</param>
/// <param name="Document">The plan with them.</param>
/// <param name="Own">Whether the step to this was one's own act: then nothing is marked as new.</param>
public sealed record ShownPlan(long Revision, Document Document, bool Own);
