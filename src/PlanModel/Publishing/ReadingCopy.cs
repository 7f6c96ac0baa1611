using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanModel.Publishing;

/// <summary>
/// A plan as a reader gets it: a cover and numbered sections in the order in which the schema has a plan read. It has no format: the preview and
/// each export walk it and give every line its look. Built from the schema, so that a field or kind that is added there is read here: a short value
/// among the facts, a Markdown text under its name, a kind as a chapter or, if it is <see cref="NodeKind.Tabular"/>, as a table. Example, the second
/// commitment of a plan: section "C2" with its facts, five texts, and the tables of targets and milestones.
/// </summary>
public sealed class ReadingCopy
{
    private static readonly Field[] OnCover =
        [ActionPlan.Plan.Title, ActionPlan.Plan.Country, ActionPlan.Plan.PeriodStart, ActionPlan.Plan.PeriodEnd, ActionPlan.Plan.NativeDigits, ActionPlan.Plan.Sample, AnalyticalReport.Report.Title, AnalyticalReport.Report.Sample];

    private ReadingCopy(ReadingCover cover, ImmutableArray<ReadingSection> sections) => (Cover, Sections) = (cover, sections);

    /// <summary>What stands before the first chapter.</summary>
    public ReadingCover Cover { get; }

    /// <summary>Chapters and their parts, in order.</summary>
    public ImmutableArray<ReadingSection> Sections { get; }

    /// <summary>All of one part, for a page of its own.</summary>
    public static ImmutableArray<ReadingBlock> BlocksOf(Document document, Node node) => ReadingParts.Of(document, ReadingTexts.Source).Blocks(node);

    /// <summary>The reading copy of a document.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="texts">Which of its texts.</param>
    public static ReadingCopy Of(Document document, ReadingTexts texts = ReadingTexts.Source)
    {
        var parts = ReadingParts.Of(document, texts);
        return new(CoverOf(parts), [.. SectionsOf(parts)]);
    }

    private static ReadingCover CoverOf(ReadingParts parts)
    {
        var document = parts.Document;
        var root = document.Root;
        var days = new[] { ActionPlan.Plan.PeriodStart, ActionPlan.Plan.PeriodEnd }.Select(field => root.Scalar(field.Key) is not null ? string.Join("; ", parts.Values(root, field).Select(value => value.Text)) : "…").ToArray();
        var period = days.All(day => day == "…") ? "" : $"{days[0]} – {days[1]}";
        return new ReadingCover(
            parts.Name(root) with { Node = null },
            root.Scalar(ActionPlan.Plan.Country.Key) is { } country ? ActionPlan.Plan.Country.Show(document, country) : "",
            period,
            document.State,
            ActionPlan.Plan.Sample.Read(root),
            [.. parts.Facts(root, except: OnCover)])
        { PeriodLanguage = parts.LanguageOfDays(period), StateName = document.Schema.Workflow.NameOf(document.State), Kicker = document.Schema.Kicker };
    }

    private static IEnumerable<ReadingSection> SectionsOf(ReadingParts parts)
    {
        var document = parts.Document;
        var root = document.Root;
        var chapter = 0;
        foreach (var field in parts.Texts(root))
        {
            var text = parts.TextOf(root, field, label: null);
            if (text is null && field.NeedIn(document, root) == Need.Optional) continue;
            yield return new ReadingSection(field.Key, 1, $"{++chapter}", new ReadingValue(field.Label), root.Id)
            {
                Field = field.Key,
                Blocks = text is null ? [] : [new TextBlock(text)],
                IsMissing = text is null,
            };
        }

        var children = document.ReadingOrder(root).ToLookup(node => root.Kind.Children.First(rule => rule.Kind == node.Kind.Key).Mingled);
        foreach (var node in children[true])
        {
            var blocks = parts.Blocks(node);
            if (blocks.IsEmpty && node.Kind.Fields.All(field => field.NeedIn(document, node) == Need.Optional)) continue;
            yield return OfNode(parts, node, 1, $"{++chapter}") with { Blocks = blocks, IsMissing = blocks.IsEmpty };
        }

        foreach (var rule in root.Kind.Children.Where(rule => !rule.Mingled))
        {
            var kind = document.Schema.Find(rule.Kind)!;
            var nodes = children[false].Where(node => node.Kind == kind).ToArray();
            if (kind.Fixed)
            {
                foreach (var node in nodes)
                    if (parts.Blocks(node) is var blocks && (!blocks.IsEmpty || kind.Fields.Any(field => field.NeedIn(document, node) != Need.Optional)))
                        yield return OfNode(parts, node, 1, $"{++chapter}") with { Blocks = blocks, IsMissing = blocks.IsEmpty };
                continue;
            }

            if (nodes.Length == 0 && rule.AtLeast == 0) continue;
            yield return new ReadingSection(kind.Key, 1, $"{++chapter}", new ReadingValue(kind.Plural), root.Id)
            {
                Group = document.Schema.GroupOf(kind)?.Key,
                Blocks = kind.Tabular && nodes.Length > 0 ? [parts.Table(kind, nodes, caption: null)] : [],
                IsMissing = nodes.Length == 0,
            };
            if (kind.Tabular) continue;
            foreach (var (node, at) in nodes.Select((node, at) => (node, at)))
                yield return OfNode(parts, node, 2, document.Number(node) is { Length: > 0 } number ? number : $"{chapter}.{at + 1}") with { Blocks = parts.Blocks(node) };
        }
    }

    private static ReadingSection OfNode(ReadingParts parts, Node node, int level, string number) =>
        new(node.Id.ToString(), level, number, parts.Name(node), node.Id);
}
