namespace PlanModel.Text;

/// <summary>A stretch that a <see cref="TextChangeSet"/> changes, with unchanged text (or an end of the text) on both sides.</summary>
/// <param name="FromA">Where it starts in the text before the change.</param>
/// <param name="ToA">Where it ends in the text before the change.</param>
/// <param name="FromB">Where it starts in the text after the change.</param>
/// <param name="ToB">Where it ends in the text after the change.</param>
/// <param name="Inserted">What stands there after the change; empty if units were only deleted.</param>
public readonly record struct ChangedRange(int FromA, int ToA, int FromB, int ToB, string Inserted);
