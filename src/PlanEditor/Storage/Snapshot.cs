using PlanModel.Documents;

namespace PlanEditor.Storage;

/// <summary>A document as it was kept.</summary>
/// <param name="Revision">Its revision.</param>
/// <param name="Document">The document.</param>
public sealed record Snapshot(long Revision, Document Document);
