using System.Collections.Immutable;
using PlanModel;
using PlanModel.Changes;

namespace PlanEditor.Storage;

/// <summary>Changes of one plan that wait to be written together, in the form in which they will be.</summary>
internal sealed class LogAppend
{
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LogAppend(PlanId plan, IReadOnlyList<LoggedChange> changes)
    {
        var first = changes[0].Change.Revision;
        for (var at = 0; at < changes.Count; at++)
            if (changes[at].Change.Revision != first + at) throw new ArgumentException($"revision {changes[at].Change.Revision} stands where {first + at} must", nameof(changes));
        Plan = plan;
        var rows = ImmutableArray.CreateBuilder<Row>(changes.Count);
        foreach (var change in changes)
        {
            rows.Add(new Row(change.Change, change.Hash, PackedOperations.Pack(change.Change.Operations)));
            SizeBytes += rows[^1].Operations.Length;
        }

        Rows = rows.MoveToImmutable();
    }

    public PlanId Plan { get; }

    public ImmutableArray<Row> Rows { get; }

    public int SizeBytes { get; }

    /// <summary>Completes when all is on disk; fails when none of it is.</summary>
    public Task Written => _written.Task;

    public void Complete() => _written.TrySetResult();

    public void Fail(Exception why) => _written.TrySetException(why);

    /// <param name="Change">The change.</param>
    /// <param name="Hash">Its hash.</param>
    /// <param name="Operations">Its operations, packed.</param>
    public sealed record Row(CommittedChange Change, ImmutableArray<byte> Hash, byte[] Operations);
}
