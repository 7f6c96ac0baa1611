using System.Globalization;
using PlanModel.Documents;

namespace PlanModel.Schema.Rules;

/// <summary>MIN: as many children as final asks for, and about as many as is advised.</summary>
internal static class ChildCounts
{
    public static void Check(PlanCheck check)
    {
        foreach (var node in check.Nodes)
        {
            if (node.Kind.Children.IsEmpty) continue;
            var counts = check.Document.Children(node).CountBy(child => child.Kind.Key).ToDictionary(StringComparer.Ordinal);
            foreach (var rule in node.Kind.Children)
                Check(check, node, rule, check.Document.Schema.Find(rule.Kind)!, counts.GetValueOrDefault(rule.Kind));
        }
    }

    private static void Check(PlanCheck check, Node node, ChildRule rule, NodeKind kind, int count)
    {
        if (rule.AtLeast > 0 && count >= rule.AtLeast) check.Meet();
        if (count < rule.AtLeast)
            check.Block(
                "MIN.tooFew", node, kind,
                $"{check.Name(node)}: there {Are(count)} {Words(kind, count)}, and at least {Number(rule.AtLeast)} is needed. Add {Number(rule.AtLeast - count)}.");
        else if (count < rule.AdvisedLeast)
            check.Warn(
                "MIN.few", node, kind,
                $"{check.Name(node)}: there {Are(count)} {Words(kind, count)}; {Number(rule.AdvisedLeast)} or more are advised.");
        else if (rule.AdvisedMost > 0 && count > rule.AdvisedMost)
            check.Warn(
                "MIN.many", node, kind,
                $"{check.Name(node)}: there are {count} {Words(kind, count)}; more than {rule.AdvisedMost} are hard to follow. Join some.");
    }

    private static string Number(int count) => count == 1 ? "one" : count.ToString(CultureInfo.InvariantCulture);

    private static string Are(int count) => count switch
    {
        0 => "is no",
        1 => "is only one",
        _ => string.Create(CultureInfo.InvariantCulture, $"are only {count}"),
    };

    private static string Words(NodeKind kind, int count) => count <= 1 ? kind.Noun : kind.Nouns;
}
