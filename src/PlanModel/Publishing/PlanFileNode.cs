using System.Collections.Immutable;
using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Text;

namespace PlanModel.Publishing;

/// <summary>A part as a file has it; whether the schema takes it is for operations to say.</summary>
internal sealed record PlanFileNode(NodeId Id, string Kind, ImmutableSortedDictionary<string, FieldValue> Fields, ImmutableArray<PlanFileNode> Children)
{
    // More than any kind has.
    private const int FieldsMax = 100;

    /// <summary>Reads a part with all below it.</summary>
    /// <param name="json">The part.</param>
    /// <param name="count">How many parts were read until now.</param>
    public static PlanFileNode Read(JsonElement json, ref int count)
    {
        if (++count > Limits.NodesMax) throw new JsonException($"there are more than {Limits.NodesMax} parts");
        var members = Members(json, "a part", "id", "kind", "fields", "children");
        if (members["id"] is not { ValueKind: JsonValueKind.String } idText || !NodeId.TryParse(idText.GetString(), out var id)) throw new JsonException("the “id” of a part is not 11 characters of base64url");
        var what = $"the part {id}";
        if (members["kind"] is not { ValueKind: JsonValueKind.String } kind) throw new JsonException($"{what} has no “kind”");
        if (members["fields"] is not { ValueKind: JsonValueKind.Object } fields) throw new JsonException($"{what} has no “fields”");
        if (members["children"] is not { ValueKind: JsonValueKind.Array } children) throw new JsonException($"{what} has no “children”");
        var values = Node.NoFields.ToBuilder();
        foreach (var field in fields.EnumerateObject())
        {
            if (values.Count == FieldsMax) throw new JsonException($"{what} has more than {FieldsMax} fields");
            if (!values.TryAdd(field.Name, ReadValue(field.Value, $"“{field.Name}” of {what}"))) throw new JsonException($"“{field.Name}” of {what} is there twice");
        }

        var below = ImmutableArray.CreateBuilder<PlanFileNode>();
        foreach (var child in children.EnumerateArray()) below.Add(Read(child, ref count));
        return new PlanFileNode(id, Words(kind, what), values.ToImmutable(), below.ToImmutable());
    }

    /// <summary>The members of an object, each at most once and none but those named; null for one that is missing.</summary>
    public static Dictionary<string, JsonElement?> Members(JsonElement json, string what, params string[] names)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new JsonException($"{what} is not an object");
        var members = names.ToDictionary(name => name, _ => (JsonElement?)null, StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            if (!members.TryGetValue(member.Name, out var before)) throw new JsonException($"{what} has a “{member.Name}”, which is not of the format");
            if (before is not null) throw new JsonException($"{what} has “{member.Name}” twice");
            members[member.Name] = member.Value;
        }

        return members;
    }

    private static FieldValue ReadValue(JsonElement json, string what)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                return Scalar.Of(Words(json, what));
            case JsonValueKind.Number when json.TryGetDecimal(out var number):
                return Scalar.Of(number);
            case JsonValueKind.True or JsonValueKind.False:
                return Scalar.Of(json.GetBoolean());
            case JsonValueKind.Array:
                var items = SetValue.None.ToBuilder();
                foreach (var item in json.EnumerateArray())
                    if (items.Count == ItemsField.CountMax || item.ValueKind != JsonValueKind.String || !items.Add(Words(item, what))) throw new JsonException($"{what} is not a set of at most {ItemsField.CountMax} different strings");
                return new SetValue(items.ToImmutable());
            default:
                throw new JsonException($"{what} is neither a string, a number, true, false nor a set of strings");
        }
    }

    private static string Words(JsonElement json, string what)
    {
        string text;
        try
        {
            text = json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new JsonException($"{what} is not well-formed text");
        }

        return TextGate.Problem(text) is { } problem ? throw new JsonException($"{what}: {problem}") : text;
    }
}
