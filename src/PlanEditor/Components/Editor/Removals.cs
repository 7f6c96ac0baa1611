using System.Collections.Immutable;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;

namespace PlanEditor.Components.Editor;

/// <summary>
/// Who removed what. The log knows; it is read when somebody asks, from its beginning the first time and from where the last reading ended after that.
/// </summary>
/// <param name="read">Reads changes after a revision, oldest first; none at the end.</param>
/// <param name="nameOf">The name of a person.</param>
public sealed class Removals(Func<long, Task<IReadOnlyList<CommittedChange>>> read, Func<UserId, ValueTask<string>> nameOf)
{
    private readonly Dictionary<NodeId, (UserId Author, DateTimeOffset At)> _last = [];
    private long _after;

    /// <summary>The removed nodes that are not inside another removed one, the last removed first.</summary>
    public async Task<ImmutableArray<Removal>> ListAsync(Document document)
    {
        await ReadOnAsync();
        var removals = new List<Removal>();
        foreach (var node in document.All())
        {
            if (!node.Removed || document.Above(node).Any(above => above.Removed)) continue;
            if (await FindKnownAsync(node.Id) is { } removal) removals.Add(removal);
        }

        return [.. removals.OrderByDescending(removal => removal.At)];
    }

    /// <summary>Who removed a node last, or null.</summary>
    public async Task<Removal?> FindAsync(NodeId node)
    {
        await ReadOnAsync();
        return await FindKnownAsync(node);
    }

    private async Task<Removal?> FindKnownAsync(NodeId node) => _last.TryGetValue(node, out var last) ? new Removal(node, await nameOf(last.Author), last.At) : null;

    private async Task ReadOnAsync()
    {
        while (true)
        {
            var changes = await read(_after);
            if (changes.Count == 0) return;
            foreach (var change in changes)
            {
                foreach (var operation in change.Operations)
                    if (operation is RemoveNode { Node: var node }) _last[node] = (change.Author, change.At);
            }

            _after = Math.Max(_after, changes[^1].Revision);
        }
    }
}
