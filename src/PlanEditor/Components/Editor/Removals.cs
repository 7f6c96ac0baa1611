using System.Collections.Immutable;
using PlanEditor.History;
using PlanModel;
using PlanModel.Documents;

namespace PlanEditor.Components.Editor;

/// <summary>Who removed what, in names. The log knows; it is read when somebody asks.</summary>
/// <param name="read">Who removed each part last.</param>
/// <param name="nameOf">The name of a person.</param>
public sealed class Removals(Func<Task<IReadOnlyDictionary<NodeId, RemovedBy>>> read, Func<UserId, ValueTask<string>> nameOf)
{
    /// <summary>The removed nodes that are not inside another removed one, the last removed first.</summary>
    public async Task<ImmutableArray<Removal>> ListAsync(Document document)
    {
        var last = await read();
        var removals = new List<Removal>();
        foreach (var node in document.All())
        {
            if (!node.Removed || document.Above(node).Any(above => above.Removed)) continue;
            if (await NamedAsync(last, node.Id) is { } removal) removals.Add(removal);
        }

        return [.. removals.OrderByDescending(removal => removal.At)];
    }

    /// <summary>Who removed a node last, or null.</summary>
    public async Task<Removal?> FindAsync(NodeId node) => await NamedAsync(await read(), node);

    private async Task<Removal?> NamedAsync(IReadOnlyDictionary<NodeId, RemovedBy> last, NodeId node) =>
        last.TryGetValue(node, out var by) ? new Removal(node, await nameOf(by.Author), by.At) : null;
}
