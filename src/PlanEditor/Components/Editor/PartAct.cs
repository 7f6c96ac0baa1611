using PlanEditor.Components.Editor.Outline;
using PlanModel.Documents;

namespace PlanEditor.Components.Editor;

/// <summary>One thing that can be done with a part, as a menu offers it.</summary>
/// <param name="Words">What it does.</param>
/// <param name="Icon">The name of its icon.</param>
/// <param name="Keys">The keys in the outline that do the same.</param>
/// <param name="DoAsync">Does it.</param>
public sealed record PartAct(string Words, string Icon, string? Keys, Func<Task> DoAsync)
{
    /// <summary>All that can be done with a part now.</summary>
    public static IEnumerable<PartAct> Of(Document document, Node node, PartActs acts)
    {
        foreach (var rule in node.Parent is null ? [] : node.Kind.Children)
        {
            var kind = document.Schema.Find(rule.Kind)!;
            yield return new PartAct($"Add {kind.Noun}", "plus", null, () => acts.AddAsync(node.Id, kind));
        }

        if (OutlineMoves.Up(document, node) is { } up) yield return new PartAct("Move up", "up", "Alt ↑", () => acts.MoveAsync(up));
        if (OutlineMoves.Down(document, node) is { } down) yield return new PartAct("Move down", "down", "Alt ↓", () => acts.MoveAsync(down));
        if (OutlineMoves.Parents(document, node).Count > 1)
        {
            yield return new PartAct("Move to…", "move", null, () =>
            {
                acts.AskWhere(node.Id);
                return Task.CompletedTask;
            });
        }

        if (node.Parent is not null && !node.Kind.Fixed) yield return new PartAct("Remove", "close", "Del", () => acts.RemoveAsync(node.Id));
    }
}
