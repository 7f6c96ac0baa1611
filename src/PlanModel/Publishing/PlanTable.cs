using System.Collections.Immutable;
using System.Globalization;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Sdg;

namespace PlanModel.Publishing;

/// <summary>
/// The parts of one kind as rows for programs and spreadsheets: ids, codes, ISO dates. What is chosen or referred to stands a second time as people read it, in the
/// column after it with "Name" behind the key. Sets are divided by "; ". Persons who are not to be published are not in it.
/// </summary>
/// <param name="Key">The kind's key; "section" for the narrative, whose kinds share one table.</param>
/// <param name="Name">What its parts are called, in English.</param>
/// <param name="Columns">The heads: "id", "kind" where there are several, "number", "parent", and keys of fields.</param>
/// <param name="Rows">The rows in the order of the plan, each with a cell for every column.</param>
public sealed record PlanTable(string Key, string Name, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows)
{
    private const string Divider = "; ";

    /// <summary>The tables of a plan, those of the schema's kinds in order, without empty ones.</summary>
    public static ImmutableArray<PlanTable> Of(Document document)
    {
        var nodes = document.Visible(document.Root).ToLookup(node => node.Kind);
        var narrative = document.Schema.Root.Children.Where(rule => rule.Mingled).Select(rule => document.Schema.Find(rule.Kind)!).ToArray();
        var tables = ImmutableArray.CreateBuilder<PlanTable>();
        foreach (var kind in document.Schema.Kinds)
        {
            if (narrative.Contains(kind))
            {
                if (kind == narrative[0]) tables.Add(Of(document, "section", "Sections", narrative, [.. document.ReadingOrder(document.Root).Where(node => narrative.Contains(node.Kind))]));
            }
            else if (nodes[kind].Any())
            {
                tables.Add(Of(document, kind.Key, kind.Plural, [kind], [.. nodes[kind]]));
            }
        }

        return tables.ToImmutable();
    }

    private static PlanTable Of(Document document, string key, string name, NodeKind[] kinds, Node[] nodes)
    {
        var columns = new List<(string Head, Func<Node, string> Cell)> { ("id", node => node.Id.ToString()) };
        if (kinds.Length > 1)
        {
            columns.Add(("kind", node => node.Kind.Key));
            columns.Add(("name", document.Title));
        }

        if (kinds.Any(kind => kind.NumberLetter is not null)) columns.Add(("number", document.Number));
        if (nodes.Any(node => node.Parent is not null && node.Parent != NodeId.Root)) columns.Add(("parent", node => node.Parent.ToString()!));
        foreach (var field in kinds.SelectMany(kind => kind.Fields).DistinctBy(field => field.Key))
        {
            if (!nodes.Any(node => field.Published(document, node))) continue;
            columns.Add((field.Key, node => Cell(document, node, field.Key, Written)));
            if (field is TextField { Translation: { } translation } && ActionPlan.WorkingLanguageOf(document) is not null) columns.Add((translation.Key, node => Cell(document, node, field.Key, (_, one, _) => translation.ReadString(one))));
            if (NodeKind.BesideOf(field) is { } beside && nodes.Any(node => !beside.IsEmpty(node) && field.Published(document, node)))
                columns.Add((beside.Key, node => Cell(document, node, field.Key, (_, one, _) => one.Scalar(beside.Key)?.Text ?? "")));
            if (field is ChoiceField or ChoicesField or ReferenceField or ReferencesField) columns.Add(($"{field.Key}Name", node => Cell(document, node, field.Key, Shown)));
        }

        if (kinds.Contains(ActionPlan.Dataset.Kind))
        {
            var targets = SdgTargetsOfDatasets.Of(document);
            columns.Add((SdgTargetsOfDatasets.Key, node => string.Join(Divider, targets[node.Id])));
        }

        return new PlanTable(key, name, [.. columns.Select(column => column.Head)], [.. nodes.Select(node => columns.Select(column => column.Cell(node)).ToImmutableArray())]);
    }

    private static string Cell(Document document, Node node, string key, Func<Document, Node, Field, string> say) =>
        node.Kind.Find(key) is { } field && field.Published(document, node) ? say(document, node, field) : "";

    private static string Written(Document document, Node node, Field field) => (field, node.Value(field.Key)) switch
    {
        (TextField text, _) => text.ReadString(node),
        (ComputedField computed, _) => computed.Read(node) ?? "",
        (ReferenceField or ReferencesField, _) => string.Join(Divider, Seen(document, node, field).Select(item => item.Value)),
        (ItemsField { Choices: { } choices }, SetValue set) => string.Join(Divider, set.Items.OrderBy(choices.Order)),
        (_, SetValue set) => string.Join(Divider, set.Items),
        (_, Scalar { Text: { } text }) => text,
        (_, Scalar { Number: { } number }) => number.ToString("0.############", CultureInfo.InvariantCulture),
        (_, Scalar { Flag: { } flag }) => flag ? "true" : "false",
        _ => "",
    };

    private static string Shown(Document document, Node node, Field field) => string.Join(Divider, Seen(document, node, field).Select(item => item.Label));

    private static IEnumerable<ShownItem> Seen(Document document, Node node, Field field) => ShownItem.Of(document, node, field).Where(item => !item.Gone);
}
