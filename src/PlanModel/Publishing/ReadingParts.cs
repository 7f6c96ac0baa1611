using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Sdg;

namespace PlanModel.Publishing;

/// <summary>What is read of one part of a plan: its facts, texts and tables.</summary>
internal static class ReadingParts
{
    /// <summary>The Markdown fields of a node that readers see.</summary>
    public static IEnumerable<TextField> Texts(Document document, Node node) =>
        node.Kind.Fields.OfType<TextField>().Where(field => field.Markdown && field.Published(document, node));

    /// <summary>What names a node.</summary>
    public static ReadingValue Name(Document document, Node node)
    {
        var title = document.Title(node);
        var ofSchema = node.Kind.Fixed || title == node.Kind.Label || node.Kind.Fields.Any(field => field is ChoiceField && Shown(document, node, field) == title);
        return new ReadingValue(title, ofSchema ? null : TextLanguage.Of(document, title)) { Node = node.Id };
    }

    /// <summary>What is said in short values, without what the name says already.</summary>
    public static IEnumerable<ValuesLine> Facts(Document document, Node node, IEnumerable<Field> except)
    {
        var title = document.Title(node);
        foreach (var field in node.Kind.Fields.Except(except))
        {
            if (field is TextField { Markdown: true } || !field.Published(document, node) || field.IsEmpty(node) || Shown(document, node, field) == title) continue;
            yield return new ValuesLine(field.Label, Values(document, node, field));
        }
    }

    /// <summary>A Markdown field as a line; null while it is empty.</summary>
    public static TextLine? TextOf(Document document, Node node, TextField field, string? label)
    {
        if (field.IsEmpty(node)) return null;
        var text = field.ReadString(node);
        return new TextLine(label, text, TextLanguage.Of(document, text));
    }

    /// <summary>All of a node under a heading of its own.</summary>
    public static ImmutableArray<ReadingBlock> Blocks(Document document, Node node)
    {
        var blocks = ImmutableArray.CreateBuilder<ReadingBlock>();
        if (Facts(document, node, except: []).ToImmutableArray() is { IsEmpty: false } facts) blocks.Add(new FactsBlock(facts));
        var texts = Texts(document, node).ToArray();
        foreach (var field in texts)
            if (TextOf(document, node, field, texts.Length == 1 ? null : field.Label) is { } text) blocks.Add(new TextBlock(text));
        foreach (var rule in node.Kind.Children)
        {
            var kind = document.Schema.Find(rule.Kind)!;
            if (document.Children(node, kind).ToArray() is { Length: > 0 } children) blocks.Add(Table(document, kind, children, kind.Plural));
        }

        return blocks.ToImmutable();
    }

    /// <summary>Nodes of one kind as rows: number, name with all that has no column, and the main fields that any of them fills.</summary>
    public static TableBlock Table(Document document, NodeKind kind, IReadOnlyCollection<Node> nodes, string? caption)
    {
        if (kind == ActionPlan.SdgMapping.Kind) return Targets(document, nodes, caption);
        var columns = MainFields.Of(kind).Where(field => nodes.Any(node => field.Published(document, node) && !field.IsEmpty(node))).ToArray();
        var numbered = kind.NumberLetter is not null;
        string[] heads = [.. numbered ? ["No."] : Array.Empty<string>(), kind.Label, .. columns.Select(field => field.Label)];
        return new TableBlock(caption, [.. heads], [.. nodes.Select(Row)]) { IsNumbered = numbered };

        ReadingRow Row(Node node)
        {
            ImmutableArray<ReadingLine> name = [new ValuesLine(null, [Name(document, node)], Strong: true), .. Rest(document, node, columns)];
            var cells = columns.Select(field => field.IsEmpty(node) || !field.Published(document, node) ? [] : ImmutableArray.Create<ReadingLine>(new ValuesLine(null, Values(document, node, field))));
            ImmutableArray<ReadingLine> number = [new ValuesLine(null, [new ReadingValue(document.Number(node)) { Unbroken = true }])];
            return new ReadingRow(node.Id, numbered ? [number, name, .. cells] : [name, .. cells]);
        }
    }

    /// <summary>The targets of a commitment, each with the text that the United Nations adopted, in the plan's language where there is one.</summary>
    private static TableBlock Targets(Document document, IEnumerable<Node> nodes, string? caption)
    {
        var language = TextLanguage.OfPlan(document);
        return new TableBlock(caption, [ActionPlan.SdgMapping.Target.Label, "Text of the United Nations", ActionPlan.SdgMapping.Contribution.Label], [.. nodes.Select(Row)]);

        ReadingRow Row(Node node)
        {
            var code = ActionPlan.SdgMapping.Target.Read(node) ?? "";
            var target = SdgTargets.Find(code);
            var official = target?.Text.In(language) is { } text ? new ReadingValue(text, language) : target is null ? null : new ReadingValue(target.Text.English, "en");
            var name = new ReadingValue(target is null ? document.Title(node) : code) { Node = node.Id, Unbroken = true };
            ImmutableArray<ReadingLine> strength = ActionPlan.SdgMapping.Strength.IsEmpty(node) ? [] : [new ValuesLine(null, Values(document, node, ActionPlan.SdgMapping.Strength))];
            return new ReadingRow(node.Id,
            [
                [new ValuesLine(null, [name], Strong: true), .. strength],
                official is null ? [] : [new ValuesLine(null, [official])],
                [.. Rest(document, node, [ActionPlan.SdgMapping.Target, ActionPlan.SdgMapping.Strength])],
            ]);
        }
    }

    /// <summary>What a row says under the name: the first text as it is, the others and the facts by their names, and the parts below in short.</summary>
    private static IEnumerable<ReadingLine> Rest(Document document, Node node, IEnumerable<Field> except)
    {
        var first = true;
        foreach (var field in Texts(document, node))
        {
            if (TextOf(document, node, field, first ? null : field.Label) is { } text) yield return text;
            first = false;
        }

        foreach (var fact in Facts(document, node, except)) yield return fact;
        foreach (var child in document.ReadingOrder(node))
            yield return new ValuesLine(child.Kind.Label, [Name(document, child), .. Below(document, child)]);
    }

    private static IEnumerable<ReadingValue> Below(Document document, Node node)
    {
        foreach (var fact in Facts(document, node, except: []))
            yield return fact.Values is [{ Address: not null } address] ? address : new ReadingValue($"{fact.Label}: {string.Join(", ", fact.Values.Select(value => value.Text))}");
        foreach (var field in Texts(document, node))
            if (TextOf(document, node, field, label: null) is { } text) yield return new ReadingValue(text.Markdown, text.Language);
        foreach (var child in document.ReadingOrder(node))
            foreach (var value in Below(document, child).Prepend(Name(document, child))) yield return value;
    }

    private static ImmutableArray<ReadingValue> Values(Document document, Node node, Field field)
    {
        if (field is TextField text) return [Written(document, text.ReadString(node))];
        var words = field is ItemsField { Choices: null } or ReferenceField;
        return
        [
            .. ShownItem.Of(document, node, field).Select(item => new ReadingValue(item.Gone ? $"{item.Label} (removed)" : item.Label, words ? TextLanguage.Of(document, item.Label) : null)
            {
                Node = item.Node,
                Address = field is UrlField ? item.Value : null,
                Unbroken = field is DateField or NumberField,
            }),
        ];
    }

    private static string Shown(Document document, Node node, Field field) => string.Join("; ", Values(document, node, field).Select(value => value.Text));

    private static ReadingValue Written(Document document, string text) => new(text, TextLanguage.Of(document, text));
}
