using System.Globalization;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanEditor.Samples;

/// <summary>
/// A sample plan as the changes of its authors. Each is checked, under the policy, as its author at its time: a sample never holds what a person could not
/// have done. The same file gives the same changes, ids included.
/// </summary>
/// <param name="Changes">Oldest first.</param>
/// <param name="Document">What they make.</param>
public sealed record SampleHistory(IReadOnlyList<CommittedChange> Changes, Document Document)
{
    /// <exception cref="InvalidDataException">The file asks for something that its author could not do.</exception>
    public static SampleHistory Of(SampleFile file, PlanSchema schema)
    {
        var plan = new SamplePlan(file, schema);
        var changes = new List<CommittedChange>();
        foreach (var act in SampleTimeline.Of(file, schema))
        {
            var revision = changes.Count + 1;
            var operations = Change.Stamped(act.Make(plan), new Stamp(act.By.Id, act.At, revision));
            if (operations.IsEmpty) continue;
            var actor = new Actor(act.By.Id, act.By.Role, act.By.Country);
            if (Change.TryApply(plan.Document, operations, actor, file.Country, out var after) is { } refusal)
                throw new InvalidDataException($"{file.Slug}: {act.What} by {act.By.Key} at {act.At:u}: {refusal.Words}");
            plan.Document = after;
            changes.Add(new CommittedChange(
                revision,
                new ChangeId(SampleIds.Of(file.Slug, "change", revision.ToString(CultureInfo.InvariantCulture))),
                act.By.Id,
                new SessionId(SampleIds.Of(file.Slug, act.By.Key, act.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
                act.At,
                operations));
        }

        return new SampleHistory(changes, plan.Document);
    }
}
