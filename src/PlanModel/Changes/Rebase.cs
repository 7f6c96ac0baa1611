using System.Collections.Immutable;
using PlanModel.Operations;

namespace PlanModel.Changes;

/// <summary>
/// Moves a chain of pending changes over a committed one, operation by operation: never over a composition, which would
/// give another text now and then than clients get that map one by one.
/// </summary>
public static class Rebase
{
    /// <summary>
    /// What a sequencer does with submitted changes: moves them over all that was committed since their base. A committed change that is the
    /// first of them, sent again after a lost line, is known: it is neither done again nor moved over.
    /// </summary>
    /// <param name="changes">The submitted changes; the first stands on the base, each other on its predecessor.</param>
    /// <param name="author">Who submits.</param>
    /// <param name="since">Everything committed after the base, in order.</param>
    /// <param name="known">How many of the first changes were committed before.</param>
    /// <returns>The changes that are still to be done, made for the newest document.</returns>
    public static ImmutableArray<Change> Submitted(ImmutableArray<Change> changes, UserId author, IEnumerable<CommittedChange> since, out int known)
    {
        known = 0;
        var chain = changes.Select(change => change.Operations).ToImmutableArray();
        foreach (var committed in since)
        {
            if (known < changes.Length && committed.Author == author && committed.Id == changes[known].Id)
            {
                known++;
                chain = chain.RemoveAt(0);
            }
            else
            {
                chain = Over(chain, committed.Operations);
            }
        }

        return [.. changes.Skip(known).Zip(chain, (change, operations) => change with { Operations = operations })];
    }

    /// <summary>Moves a chain over committed operations.</summary>
    /// <param name="chain">Pending changes; the first was made for the document that <paramref name="over"/> was applied to, each other for the one after its predecessor.</param>
    /// <param name="over">What was committed.</param>
    /// <returns>The same chain, made for the document after <paramref name="over"/>.</returns>
    public static ImmutableArray<ImmutableArray<Operation>> Over(ImmutableArray<ImmutableArray<Operation>> chain, ImmutableArray<Operation> over)
    {
        ImmutableArray<Operation>.Builder[]? result = null;
        foreach (var committed in over)
        {
            if (committed is not EditText) continue;
            result ??= [.. chain.Select(change => change.ToBuilder())];
            var other = committed;
            foreach (var change in result)
            {
                for (var at = 0; at < change.Count; at++)
                {
                    var pending = change[at];
                    change[at] = pending.Rebase(other, before: false);
                    other = other.Rebase(pending, before: true);
                }
            }
        }

        return result is null ? chain : [.. result.Select(change => change.DrainToImmutable())];
    }
}
