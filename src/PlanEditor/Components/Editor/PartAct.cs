using PlanEditor.Components.Editor.Outline;
using PlanModel.Changes;
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

        yield return new PartAct("History of this part", "history", null, () =>
        {
            acts.OpenHistory(node.Id);
            return Task.CompletedTask;
        });
        if (node.Parent is null || node.Kind.Fixed) yield break;
        yield return new PartAct("Duplicate", "copy", null, () => acts.DuplicateAsync(node.Id));
        foreach (var kind in PartConversion.KindsFor(document, node))
            yield return new PartAct($"Convert to {kind.Noun}", "swap", null, () => acts.ConvertAsync(node.Id, kind));
        if (node.Kind.KeptWhileUsed && document.Children(document[node.Parent.Value], node.Kind).Skip(1).Any())
        {
            yield return new PartAct("Merge into…", "merge", null, () =>
            {
                acts.AskMerge(node.Id);
                return Task.CompletedTask;
            });
        }

        yield return new PartAct("Remove", "close", "Del", () => acts.RemoveAsync(node.Id));
    }
}
