using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Sdg;

namespace PlanModel.Publishing;

/// <summary>What is read of one part of a plan: its facts, texts and tables.</summary>
internal sealed class ReadingParts
{
    private const int UnbrokenUnitsMax = 24;

    private readonly ReadingTexts _texts;
    private readonly string _language;
    private readonly string? _working;
    private readonly Lazy<ILookup<NodeId, string>> _targets;
    private readonly DocumentDigits _digits;

    private ReadingParts(Document source, ReadingTexts texts)
    {
        _working = ActionPlan.WorkingLanguageOf(source);
        _texts = _working is null ? ReadingTexts.Source : texts;
        _language = TextLanguage.OfPlan(source);
        Document = _texts == ReadingTexts.Translation ? TranslatedDocument.Of(source) : source;
        _targets = new(() => SdgTargetsOfDatasets.Of(source));
        _digits = DocumentDigits.Of(Document);
    }

    /// <summary>The plan as it is read.</summary>
    public Document Document { get; }

    /// <summary>The parts of a plan, in some of its texts.</summary>
    public static ReadingParts Of(Document document, ReadingTexts texts) => new(document, texts);

    /// <summary>The Markdown fields of a node that readers see.</summary>
    public IEnumerable<TextField> Texts(Node node) =>
        node.Kind.Fields.OfType<TextField>().Where(field => field.Markdown && field.Published(Document, node));

    /// <summary>What names a node.</summary>
    public ReadingValue Name(Node node)
    {
        var title = Document.Title(node);
        return new ReadingValue(title, TextLanguage.OfTitle(Document, node))
        {
            Node = node.Id,
            Translation = node.Kind.Fields.OfType<TextField>().FirstOrDefault(text => text.Translation is not null && text.ReadString(node) == title) is { } named ? BesideOf(node, named) : null,
        };
    }

    /// <summary>What is said in short values, without what the name says already.</summary>
    public IEnumerable<ValuesLine> Facts(Node node, IEnumerable<Field> except)
    {
        var title = Document.Title(node);
        foreach (var field in node.Kind.Fields.Except(except))
        {
            if (field is TextField { Markdown: true } || !field.Published(Document, node) || field.IsEmpty(node) || Shown(node, field) == title) continue;
            // Nobody need read that something is as it is anyway: "Baseline not known yet: No".
            if (field is FlagField flag && flag.Read(node) == flag.Default) continue;
            yield return new ValuesLine(field.Label, Values(node, field)) { Place = PlaceOf(node, field) };
        }

        if (node.Kind == ActionPlan.Dataset.Kind && _targets.Value[node.Id].Any()) yield return new ValuesLine(SdgTargetsOfDatasets.Label, [.. _targets.Value[node.Id].Select(code => new ReadingValue(code) { Unbroken = true })]);
    }

    /// <summary>A Markdown field as a line; null while it is empty.</summary>
    public TextLine? TextOf(Node node, TextField field, string? label)
    {
        if (field.IsEmpty(node)) return null;
        var text = field.ReadString(node);
        if (_texts == ReadingTexts.Translation && field.Translation?.IsEmpty(node) == true && (TextLanguage.Marked(node, field) ?? TextLanguage.Of(_language, text)) is var source && source != _working)
            return new TextLine(label, text, source) { Place = PlaceOf(node, field), Untranslated = true };
        return new TextLine(label, text, TextLanguage.Of(Document, node, field))
        {
            Place = PlaceOf(node, field),
            Translation = BesideOf(node, field) is { } beside ? new TextLine(null, beside.Text, beside.Language!) { Place = new FieldPlace(node.Id, field.Translation!.Key) } : null,
        };
    }

    /// <summary>All of a node under a heading of its own.</summary>
    public ImmutableArray<ReadingBlock> Blocks(Node node)
    {
        var blocks = ImmutableArray.CreateBuilder<ReadingBlock>();
        if (Facts(node, except: []).ToImmutableArray() is { IsEmpty: false } facts) blocks.Add(new FactsBlock(facts));
        var texts = Texts(node).ToArray();
        foreach (var field in texts)
            if (TextOf(node, field, texts.Length == 1 ? null : field.Label) is { } text) blocks.Add(new TextBlock(text));
        foreach (var rule in node.Kind.Children)
        {
            var kind = Document.Schema.Find(rule.Kind)!;
            if (Document.Children(node, kind).ToArray() is { Length: > 0 } children) blocks.Add(Table(kind, children, kind.Plural));
        }

        return blocks.ToImmutable();
    }

    /// <summary>Nodes of one kind as rows: number, name with all that has no column, and the main fields that any of them fills.</summary>
    public TableBlock Table(NodeKind kind, IReadOnlyCollection<Node> nodes, string? caption)
    {
        if (kind == ActionPlan.SdgMapping.Kind) return Targets(nodes, caption);
        var columns = MainFields.Of(kind).Where(field => nodes.Any(node => field.Published(Document, node) && !field.IsEmpty(node))).ToArray();
        var numbered = kind.NumberLetter is not null;
        string[] heads = [.. numbered ? ["No."] : Array.Empty<string>(), kind.Label, .. columns.Select(field => field.Label)];
        return new TableBlock(caption, [.. heads], [.. nodes.Select(Row)]) { IsNumbered = numbered };

        ReadingRow Row(Node node)
        {
            ImmutableArray<ReadingLine> name = [new ValuesLine(null, [Name(node)], Strong: true), .. Rest(node, columns)];
            var cells = columns.Select(field => field.IsEmpty(node) || !field.Published(Document, node) ? [] : ImmutableArray.Create<ReadingLine>(new ValuesLine(null, Values(node, field)) { Place = PlaceOf(node, field) }));
            ImmutableArray<ReadingLine> number = [new ValuesLine(null, [new ReadingValue(Document.Number(node)) { Unbroken = true }])];
            return new ReadingRow(node.Id, numbered ? [number, name, .. cells] : [name, .. cells]);
        }
    }

    /// <summary>The targets of a commitment, each with the text that the United Nations adopted, in the plan's language where there is one.</summary>
    private TableBlock Targets(IEnumerable<Node> nodes, string? caption)
    {
        var language = TextLanguage.OfPlan(Document);
        return new TableBlock(caption, [ActionPlan.SdgMapping.Target.Label, "Text of the United Nations", ActionPlan.SdgMapping.Contribution.Label], [.. nodes.Select(Row)]);

        ReadingRow Row(Node node)
        {
            var code = ActionPlan.SdgMapping.Target.Read(node) ?? "";
            var target = SdgTargets.Find(code);
            var official = target?.Text.In(language) is { } text ? new ReadingValue(text, language) : target is null ? null : new ReadingValue(target.Text.English, "en");
            var name = new ReadingValue(target is null ? Document.Title(node) : code) { Node = node.Id, Unbroken = true };
            ImmutableArray<ReadingLine> strength = ActionPlan.SdgMapping.Strength.IsEmpty(node) ? [] : [new ValuesLine(null, Values(node, ActionPlan.SdgMapping.Strength)) { Place = new FieldPlace(node.Id, ActionPlan.SdgMapping.Strength.Key) }];
            return new ReadingRow(node.Id,
            [
                [new ValuesLine(null, [name], Strong: true), .. strength],
                official is null ? [] : [new ValuesLine(null, [official])],
                [.. Rest(node, [ActionPlan.SdgMapping.Target, ActionPlan.SdgMapping.Strength])],
            ]);
        }
    }

    /// <summary>What a row says under the name: the first text as it is, the others and the facts by their names, and the parts below in short.</summary>
    private IEnumerable<ReadingLine> Rest(Node node, IEnumerable<Field> except)
    {
        var first = true;
        foreach (var field in Texts(node))
        {
            if (TextOf(node, field, first ? null : field.Label) is { } text) yield return text;
            first = false;
        }

        foreach (var fact in Facts(node, except)) yield return fact;
        foreach (var child in Document.ReadingOrder(node))
            yield return new ValuesLine(child.Kind.Label, [Name(child), .. Below(child)]);
    }

    private IEnumerable<ReadingValue> Below(Node node)
    {
        foreach (var fact in Facts(node, except: []))
            yield return fact.Values is [{ Address: not null } address] ? address : Labelled($"{fact.Label}: {string.Join(", ", fact.Values.Select(value => value.Text))}");
        foreach (var field in Texts(node))
            if (TextOf(node, field, label: null) is { } text) yield return new ReadingValue(text.Markdown, text.Language) { Translation = BesideOf(node, field) };
        foreach (var child in Document.ReadingOrder(node))
            foreach (var value in Below(child).Prepend(Name(child))) yield return value;
    }

    // A label of the screens before words that may be the plan's.
    private static ReadingValue Labelled(string words) => new(words, TextLanguage.Of("en", words) is not "en" and var language ? language : null);

    /// <summary>The values of a field.</summary>
    public ImmutableArray<ReadingValue> Values(Node node, Field field)
    {
        if (field is TextField text) return [new ReadingValue(text.ReadString(node), TextLanguage.Of(Document, node, text)) { Translation = BesideOf(node, text) }];
        var words = field is ItemsField { Choices: null } or ReferenceField;
        return
        [
            .. ShownItem.Of(Document, node, field).Select(item => new ReadingValue(
                item.Gone ? $"{item.Label} (removed)" : _digits.Words(node, field, item),
                words || item.Written ? LanguageOf(item.Label) : field is DateField or NumberField ? _digits.Language : item.LanguageIn(Document, field))
            {
                Node = item.Node,
                Address = field is UrlField or SourceField ? item.Value : null,
                // A state of one word too: columns of such words are narrow. A unit may be half a sentence.
                Unbroken = item.Label.Length <= UnbrokenUnitsMax && (!item.Written && field is DateField or NumberField || field is ChoiceField && !item.Label.Contains(' ', StringComparison.Ordinal)),
            }),
        ];
    }

    /// <summary>The language of words that are days, and how else they are written.</summary>
    public string LanguageOfDays(string words) => TextLanguage.Of(_digits.Language ?? "en", words);

    /// <summary>The field whose words are read: the translation where that stands in place of the text. What is computed is the value of several.</summary>
    private FieldPlace? PlaceOf(Node node, Field field) =>
        field is ComputedField ? null
        : _texts == ReadingTexts.Translation && field is TextField { Translation: { } translation } && !translation.IsEmpty(node) ? new FieldPlace(node.Id, translation.Key)
        : new FieldPlace(node.Id, field.Key);

    private string Shown(Node node, Field field) => string.Join("; ", Values(node, field).Select(value => value.Text));

    /// <summary>The translation of a text where it stands beside the source; null where it does not.</summary>
    private ReadingValue? BesideOf(Node node, TextField field) =>
        _texts == ReadingTexts.Both && field.Translation is { } translation && !translation.IsEmpty(node) && translation.ReadString(node) is var text
            ? new ReadingValue(text, TextLanguage.Of(_working!, text))
            : null;

    private string LanguageOf(string text) => TextLanguage.Of(Document, text);
}
