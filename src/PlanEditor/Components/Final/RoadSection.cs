using System.Collections.Immutable;
using PlanEditor.Components.Editor;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanEditor.Components.Final;

/// <summary>What was found in one section of the outline: the plan itself, a group, or one commitment; or all translations that are older than their texts.</summary>
/// <param name="Key">The node's id or the group's key.</param>
/// <param name="Number">"C2"; empty when it has none.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Language">The language of the title; null: that of the screens.</param>
/// <param name="Address">Its page; null: it has none.</param>
/// <param name="Items">What was found, in the order of the plan.</param>
public sealed record RoadSection(string Key, string Number, string Title, string? Language, string? Address, ImmutableArray<RoadItem> Items)
{
    private const string Stale = "TRANS.stale";

    /// <summary>Findings by section, in the order of the outline; before them the stale translations, which are counted and stand together.</summary>
    public static ImmutableArray<RoadSection> Of(Document document, IEnumerable<Finding> findings, string slug)
    {
        var order = document.Schema.Outline.SelectMany(group => IsPartByPart(group) ? Parts(document, group) : [group.Key]).Prepend(NodeId.Root.ToString()).ToList();
        return
        [
            .. findings.GroupBy(finding => KeyOf(document, finding)).OrderBy(section => order.IndexOf(section.Key))
                .Select(section => Of(document, section.Key, [.. ItemsOf(document, section, slug)], slug)),
        ];
    }

    public bool Equals(RoadSection? other) =>
        other is not null && Key == other.Key && Number == other.Number && Title == other.Title && Language == other.Language && Address == other.Address && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => HashCode.Combine(Key, Title, Items.Length);

    private static RoadSection Of(Document document, string key, ImmutableArray<RoadItem> items, string slug)
    {
        if (key == Stale) return new RoadSection("stale", "", items.Length == 1 ? "1 translation is older than its text" : $"{items.Length} translations are older than their texts", null, null, items);
        if (document.Schema.Outline.FirstOrDefault(group => group.Key == key) is { } group) return new RoadSection(key, "", group.Label, null, PlanAddress.OfGroup(slug, key), items);
        var node = document[NodeId.Parse(key)];
        if (node.Parent is null) return new RoadSection(key, "", $"About this {node.Kind.Noun}", null, PlanAddress.Of(slug), items);
        return new RoadSection(key, document.Number(node), document.Title(node), TextLanguage.OfTitle(document, node), PlanAddress.Of(slug, node.Id), items);
    }

    private static string KeyOf(Document document, Finding finding)
    {
        if (finding.Code == Stale) return Stale;
        var node = document[finding.Node];
        if (node.Parent is null)
            return finding.Children is { } children && document.Schema.GroupOf(document.Schema.Find(children)!) is { } owner ? owner.Key : node.Id.ToString();
        var top = document.Above(node).Prepend(node).First(one => one.Parent == NodeId.Root);
        return document.Schema.GroupOf(top.Kind) is { } group && !IsPartByPart(group) ? group.Key : top.Id.ToString();
    }

    // A group that is its own heading shows its parts under it.
    private static bool IsPartByPart(OutlineGroup group) => group.Label == group.Heading;

    private static IEnumerable<string> Parts(Document document, OutlineGroup group) =>
        document.Children(document.Root).Where(node => group.Kinds.Contains(node.Kind.Key)).Select(node => node.Id.ToString()).Prepend(group.Key);

    private static IEnumerable<RoadItem> ItemsOf(Document document, IEnumerable<Finding> findings, string slug)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var finding in findings)
        {
            var key = $"{finding.Code} {finding.Node} {finding.Field} {finding.Children} {finding.Thread} {finding.Proposal}";
            seen[key] = seen.GetValueOrDefault(key) + 1;
            yield return new RoadItem($"{key} {seen[key]}", finding.Message, finding.Rule == "APPR" ? null : PlanAddress.Of(slug, document.Schema, finding), finding.Rule == "LANG");
        }
    }
}
