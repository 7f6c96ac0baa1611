using System.Text.Encodings.Web;
using System.Text.Json;

namespace PlanModel.Schema;

/// <summary>A schema as JSON, for people and programs that read plans: kinds, fields, types, codes, limits.</summary>
public static class SchemaJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a schema, indented, in UTF-8.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="to">Where to write; stays open.</param>
    public static void Write(PlanSchema schema, Stream to)
    {
        using var writer = new Utf8JsonWriter(to, Options);
        writer.WriteStartObject();
        writer.WriteString("schema", schema.Name);
        writer.WriteString("root", schema.Root.Key);
        writer.WriteStartArray("kinds");
        foreach (var kind in schema.Kinds) Write(writer, kind);
        writer.WriteEndArray();
        writer.WriteStartArray("groups");
        foreach (var group in schema.Outline) Write(writer, group);
        writer.WriteEndArray();
        writer.WriteStartObject("lists");
        foreach (var list in Lists(schema)) Write(writer, list);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>The name of a field's type: text, markdown, date, choice, number, computed, flag, url, line, reference, choices, references, words, source, quoted or places.</summary>
    public static string TypeName(Field field) => field switch
    {
        TextField { Markdown: true } => "markdown",
        TextField => "text",
        DateField => "date",
        ChoiceField => "choice",
        NumberField => "number",
        ComputedField => "computed",
        FlagField => "flag",
        UrlField => "url",
        LineField => "line",
        ReferenceField => "reference",
        ChoicesField => "choices",
        ReferencesField => "references",
        WordsField => "words",
        SourceField => "source",
        QuotedField => "quoted",
        PlacesField => "places",
        _ => throw new ArgumentException($"{field.GetType().Name} has no type name", nameof(field)),
    };

    /// <summary>The lists from which fields of a schema choose, by name, each once.</summary>
    public static IEnumerable<ChoiceList> Lists(PlanSchema schema) =>
        schema.Kinds.SelectMany(kind => kind.Fields).Select(ListOf).OfType<ChoiceList>().Distinct().OrderBy(list => list.Name, StringComparer.Ordinal);

    private static ChoiceList? ListOf(Field field) => field switch
    {
        ChoiceField choice => choice.Choices,
        ChoicesField choices => choices.Choices,
        _ => null,
    };

    private static void Write(Utf8JsonWriter writer, NodeKind kind)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", kind.Key);
        writer.WriteString("label", kind.Label);
        writer.WriteString("plural", kind.Plural);
        WriteUnlessEmpty(writer, "help", kind.Help);
        if (kind.Fixed) writer.WriteBoolean("fixed", true);
        if (kind.NumberLetter is { } letter) writer.WriteString("numberLetter", letter);
        writer.WriteStartArray("fields");
        foreach (var field in kind.Fields) Write(writer, field);
        writer.WriteEndArray();
        if (!kind.Children.IsEmpty)
        {
            writer.WriteStartArray("children");
            foreach (var rule in kind.Children) Write(writer, rule);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Field field)
    {
        writer.WriteStartObject();
        writer.WriteString("field", field.Key);
        writer.WriteString("type", TypeName(field));
        writer.WriteString("label", field.Label);
        WriteUnlessEmpty(writer, "help", field.Help);
        if (field.Need != Need.Optional) writer.WriteString("need", field.Need == Need.Required ? "required" : "advised");
        if (field.NeededWhen is { } condition) writer.WriteString("neededWhen", condition.Words);
        if (field.Fixed) writer.WriteBoolean("fixed", true);
        if (ListOf(field) is { } list) writer.WriteString("list", list.Name);
        switch (field)
        {
            case DateField date:
                writer.WriteString("asWritten", date.AsWritten.Key);
                break;
            case TextField text:
                writer.WriteNumber("lengthMax", text.LengthMax);
                if (text.Language is { } language) writer.WriteString("language", language.Key);
                if (text.Translation is { } translation) writer.WriteString("translation", translation.Key);
                if (text.WordsAdvised is { } words) writer.WriteNumber("wordsAdvised", words);
                break;
            case NumberField number:
                writer.WriteNumber("least", number.Least);
                writer.WriteNumber("most", number.Most);
                if (number.Whole) writer.WriteBoolean("whole", true);
                break;
            case FlagField flag:
                writer.WriteBoolean("default", flag.Default);
                break;
            case UrlField:
                writer.WriteNumber("lengthMax", UrlField.LengthMax);
                break;
            case ReferenceField reference:
                WriteKinds(writer, reference.Kinds);
                break;
            case ItemsField items:
                if (!items.Kinds.IsEmpty) WriteKinds(writer, items.Kinds);
                writer.WriteNumber("itemsMax", ItemsField.CountMax);
                break;
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ChildRule rule)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", rule.Kind);
        if (rule.AtLeast > 0) writer.WriteNumber("atLeast", rule.AtLeast);
        if (rule.AdvisedLeast > 0) writer.WriteNumber("advisedLeast", rule.AdvisedLeast);
        if (rule.AdvisedMost > 0) writer.WriteNumber("advisedMost", rule.AdvisedMost);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, OutlineGroup group)
    {
        writer.WriteStartObject();
        writer.WriteString("group", group.Key);
        writer.WriteString("label", group.Label);
        writer.WriteString("heading", group.Heading);
        WriteKinds(writer, group.Kinds);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ChoiceList list)
    {
        writer.WriteStartArray(list.Name);
        foreach (var choice in list.Choices)
        {
            writer.WriteStartObject();
            writer.WriteString("code", choice.Code);
            writer.WriteString("label", choice.Label);
            WriteUnlessEmpty(writer, "help", choice.Help);
            if (choice.Concept is { } concept) writer.WriteString("concept", concept.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteKinds(Utf8JsonWriter writer, IEnumerable<string> kinds)
    {
        writer.WriteStartArray("kinds");
        foreach (var kind in kinds) writer.WriteStringValue(kind);
        writer.WriteEndArray();
    }

    private static void WriteUnlessEmpty(Utf8JsonWriter writer, string name, string value)
    {
        if (value.Length > 0) writer.WriteString(name, value);
    }
}
