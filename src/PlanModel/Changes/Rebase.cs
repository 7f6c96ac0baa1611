using System.Collections.Immutable;
using PlanModel.Operations;

namespace PlanModel.Changes;

/// <summary>
/// Moves a chain of pending changes over a committed one, operation by operation: never over a composition, which would
/// give another text now and then than clients get that map one by one.
/// </summary>
public static class Rebase
{
    /// <summary>Moves a chain over committed operations.</summary>
    /// <param name="chain">Pending changes; the first was made for the document that <paramref name="over"/> was applied to, each other for the one after its predecessor.</param>
    /// <param name="over">What was committed.</param>
    /// <returns>The same chain, made for the document after <paramref name="over"/>.</returns>
    public static ImmutableArray<ImmutableArray<Operation>> Over(ImmutableArray<ImmutableArray<Operation>> chain, ImmutableArray<Operation> over)
    {
        if (!over.Any(operation => operation is EditText)) return chain;
        var result = chain.Select(change => change.ToBuilder()).ToArray();
        foreach (var committed in over)
        {
            if (committed is not EditText) continue;
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

        return [.. result.Select(change => change.ToImmutable())];
    }
}
