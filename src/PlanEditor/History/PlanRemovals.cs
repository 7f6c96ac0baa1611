using System.Collections.Immutable;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Operations;

namespace PlanEditor.History;

/// <summary>Who removed which parts of plans last, read from the log once for all who look.</summary>
public sealed class PlanRemovals(PlanReader reader) : IDisposable
{
    private readonly ReadOnce<Known> _read = new();

    /// <summary>Who removed each part last, up to a revision at least.</summary>
    public async Task<IReadOnlyDictionary<NodeId, RemovedBy>> ReadAsync(PlanId plan, long revision, CancellationToken cancellation) =>
        (await _read.GetAsync(plan, known => known.Revision >= revision, known => ReadOnAsync(plan, known ?? Known.Nothing, revision, cancellation), cancellation)).Last;

    public void Dispose() => _read.Dispose();

    private async Task<Known> ReadOnAsync(PlanId plan, Known before, long upTo, CancellationToken cancellation)
    {
        var last = before.Last.ToBuilder();
        await foreach (var change in reader.ChangesAsync(plan, before.Revision, upTo, null, cancellation))
        {
            foreach (var operation in change.Operations)
                if (operation is RemoveNode { Node: var node }) last[node] = new RemovedBy(change.Author, change.At);
        }

        return new Known(upTo, last.ToImmutable());
    }

    private sealed record Known(long Revision, ImmutableDictionary<NodeId, RemovedBy> Last)
    {
        public static Known Nothing { get; } = new(0, ImmutableDictionary<NodeId, RemovedBy>.Empty);
    }
}

/// <summary>Who removed a part, and when.</summary>
public readonly record struct RemovedBy(UserId Author, DateTimeOffset At);
