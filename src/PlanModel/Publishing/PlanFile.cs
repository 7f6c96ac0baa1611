using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.Publishing;

/// <summary>
/// The content of a whole plan as a JSON file (docs/plan-file.md): what somebody else's program reads, and what a new plan can start with. It has the visible
/// parts and their values, no history and no state. Written from the plan that a file makes, it is the same file, byte for byte.
/// </summary>
public sealed class PlanFile
{
    /// <summary>The largest file that is read, and so that a final plan may make.</summary>
    public const int SizeBytesMax = 8 * 1024 * 1024;

    /// <summary>What the file says it is.</summary>
    public const string Format = "ogdPlans.plan";

    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    private static readonly JsonWriterOptions Indented = DocumentJson.WriterOptions with { Indented = true, NewLine = "\n" };

    private readonly PlanFileNode _root;

    private PlanFile(PlanFileNode root) => _root = root;

    /// <summary>The code of the country whose plan it is; null when the file does not say.</summary>
    public string? Country => (_root.Fields.GetValueOrDefault(ActionPlan.Plan.Country.Key) as Scalar)?.Text;

    /// <summary>Writes a document in UTF-8, without references to parts that were removed, and without persons who are not to be published.</summary>
    public static byte[] Write(Document document)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            writer.WriteNumber("version", Version);
            writer.WriteString("schema", document.Schema.Name);
            writer.WritePropertyName("plan");
            Write(writer, document, document.Root);
            writer.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    /// <summary>The schema of which a file says that it is; null: none that is known.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static PlanSchema? SchemaOf(ReadOnlyMemory<byte> utf8)
    {
        using var json = JsonDocument.Parse(utf8);
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("schema", out var name) && name.ValueKind == JsonValueKind.String ? DocumentSchemas.Find(name.GetString()!) : null;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="JsonException">It is not of the format; the message says what is wrong, in words.</exception>
    public static PlanFile Read(ReadOnlyMemory<byte> utf8, PlanSchema schema)
    {
        if (utf8.Length > SizeBytesMax) throw new JsonException($"the file is larger than {SizeBytesMax / 1024 / 1024} MB");
        try
        {
            using var json = JsonDocument.Parse(utf8.Span is [0xEF, 0xBB, 0xBF, ..] ? utf8[3..] : utf8, new JsonDocumentOptions { MaxDepth = (2 * Limits.DepthMax) + 8 });
            return new PlanFile(ReadRoot(json.RootElement, schema));
        }
        catch (InvalidOperationException problem)
        {
            throw new JsonException("its letters are not UTF-8", problem);
        }
    }

    /// <summary>The operations that make the content from <see cref="Document.Empty"/>. What is wrong with it is said by their checks.</summary>
    public ImmutableArray<Operation> Operations(PlanSchema schema) => [.. InOrder(schema)];

    /// <summary>Makes the plan that the file holds, under the same checks as everything else.</summary>
    /// <param name="schema">The schema of its kind of document.</param>
    /// <param name="by">Who starts it.</param>
    /// <param name="country">The country whose plan it is to be.</param>
    /// <param name="document">The plan; as far as it could be made when something was refused.</param>
    /// <returns>Why not; null when all was made.</returns>
    public Refusal? TryMake(PlanSchema schema, Actor by, string country, out Document document) => NewPlan.TryMake(schema, InOrder(schema), by, country, out document);

    // One by one: a file can hold hundreds of thousands.
    private IEnumerable<Operation> InOrder(PlanSchema schema)
    {
        var (later, there) = (new List<(NodeId Node, string Key, FieldValue Value)>(), new HashSet<NodeId>());
        foreach (var (key, value) in _root.Fields)
        {
            // What is said of a text comes after the text.
            if (IsReference(schema.Root.Find(key)) || key == NodeKind.StaleTranslations.Key) later.Add((NodeId.Root, key, value));
            else
                foreach (var setting in Set(NodeId.Root, key, value)) yield return setting;
        }

        foreach (var insert in Below(_root)) yield return insert;
        foreach (var (node, key, value) in later)
            foreach (var setting in Set(node, key, value)) yield return setting;

        IEnumerable<Operation> Below(PlanFileNode parent)
        {
            NodeId? last = null;
            foreach (var node in parent.Children)
            {
                // A reference to what comes later is set when that is there.
                var early = Node.NoFields.AddRange(node.Fields.Where(field => !IsReference(schema.Find(node.Kind)?.Find(field.Key)) || Names(field.Value).All(there.Contains)));
                later.AddRange(node.Fields.Where(field => !early.ContainsKey(field.Key)).Select(field => (node.Id, field.Key, field.Value)));
                yield return new InsertNode(node.Id, node.Kind, parent.Id, last, early);
                there.Add(node.Id);
                last = node.Id;
                foreach (var insert in Below(node)) yield return insert;
            }
        }

        IEnumerable<Operation> Set(NodeId node, string key, FieldValue value) => value switch
        {
            SetValue set => set.Items.Select(item => new AddToSet(node, key, item)),
            Scalar { Text: { } text } when node == NodeId.Root && schema.Root.Find(key) is TextField => [new EditText(node, key, TextChangeSet.Of(0, (0, 0, text)))],
            _ => [new SetField(node, key, (Scalar)value)],
        };
    }

    private static PlanFileNode ReadRoot(JsonElement json, PlanSchema schema)
    {
        var members = PlanFileNode.Members(json, "the file", "format", "version", "schema", "plan");
        if (members["format"] is not { ValueKind: JsonValueKind.String } format || format.GetString() != Format) throw new JsonException($"it is no plan: “format” is not “{Format}”");
        if (members["version"] is not { ValueKind: JsonValueKind.Number } version || !version.TryGetInt32(out var number) || number != Version) throw new JsonException($"“version” is not {Version}");
        if (members["schema"] is not { ValueKind: JsonValueKind.String } name || name.GetString() != schema.Name) throw new JsonException($"“schema” is not “{schema.Name}”");
        var count = 0;
        var root = PlanFileNode.Read(members["plan"] ?? throw new JsonException("there is no “plan”"), ref count);
        return root.Id == NodeId.Root && root.Kind == schema.Root.Key ? root : throw new JsonException($"“plan” is not the {schema.Root.Key} with the id {NodeId.Root}");
    }

    private static bool IsReference(Field? field) => field is ReferenceField or ReferencesField;

    private static IEnumerable<NodeId> Names(FieldValue value) =>
        (value is SetValue set ? set.Items : [((Scalar)value).Text ?? ""]).Select(item => NodeId.TryParse(item, out var id) ? id : default);

    private static void Write(Utf8JsonWriter writer, Document document, Node node)
    {
        writer.WriteStartObject();
        writer.WriteString("id", node.Id.ToString());
        writer.WriteString("kind", node.Kind.Key);
        writer.WriteStartObject("fields");
        foreach (var (key, stored) in node.Fields)
        {
            var field = node.Kind.Find(key)!;
            if ((field.Personal && !field.Published(document, node)) || (IsReference(field) ? Visible(document, stored) : stored) is not { } value) continue;
            writer.WritePropertyName(key);
            writer.WriteFieldValue(value);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("children");
        foreach (var child in document.Children(node)) Write(writer, document, child);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static FieldValue? Visible(Document document, FieldValue value)
    {
        bool IsSeen(string item) => NodeId.TryParse(item, out var id) && document.Find(id) is { } node && document.IsVisible(node);
        return value switch
        {
            SetValue set => set.Items.Where(IsSeen).ToArray() is { Length: > 0 } seen ? new SetValue(SetValue.None.Union(seen)) : null,
            Scalar { Text: { } text } => IsSeen(text) ? value : null,
            _ => value,
        };
    }
}
