using System.Text.Json;
using PlanModel.Text;

namespace PlanModel.Documents;

/// <summary>The written form of field values: a text or a scalar as string, number, true or false; a set as an array of strings.</summary>
internal static class FieldValueJson
{
    public static void WriteFieldValue(this Utf8JsonWriter writer, FieldValue? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case Scalar { Text: { } text }:
                writer.WriteStringValue(text);
                break;
            case Scalar { Number: { } number }:
                writer.WriteNumberValue(number);
                break;
            case Scalar { Flag: { } flag }:
                writer.WriteBooleanValue(flag);
                break;
            case TextValue text:
                writer.WriteStringValue(text.Text.ToString());
                break;
            case SetValue set:
                writer.WriteStartArray();
                foreach (var item in set.Items) writer.WriteStringValue(item);
                writer.WriteEndArray();
                break;
            default:
                throw new ArgumentException($"{value.GetType().Name} has no written form", nameof(value));
        }
    }

    public static void WriteNode(this Utf8JsonWriter writer, ReadOnlySpan<byte> member, NodeId node)
    {
        Span<byte> id = stackalloc byte[NodeId.WrittenLength];
        node.Write(id);
        writer.WriteString(member, id);
    }

    public static void WriteNodeOrNull(this Utf8JsonWriter writer, ReadOnlySpan<byte> member, NodeId? node)
    {
        if (node is { } id) writer.WriteNode(member, id);
        else writer.WriteNull(member);
    }

    /// <summary>Reads a scalar or a set. A text cannot be told from a string here: the schema does that.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static FieldValue Read(ref Utf8JsonReader reader, bool kept)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return ReadScalar(ref reader, kept);
        var items = SetValue.None.ToBuilder();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            if (!items.Add(ReadString(ref reader, "an item of a set", int.MaxValue, kept))) throw new JsonException("a set has an item twice");
        return new SetValue(items.ToImmutable());
    }

    public static Scalar ReadScalar(ref Utf8JsonReader reader, bool kept) => reader.TokenType switch
    {
        JsonTokenType.String => Scalar.Of(ReadString(ref reader, "a value", int.MaxValue, kept)),
        JsonTokenType.True or JsonTokenType.False => Scalar.Of(reader.GetBoolean()),
        JsonTokenType.Number when reader.TryGetDecimal(out var number) => Scalar.Of(number),
        _ => throw new JsonException("a value is a string, a number, true or false"),
    };

    /// <summary>Reads a string.</summary>
    /// <param name="reader">Stands on it.</param>
    /// <param name="what">What it is, for the problem.</param>
    /// <param name="lengthMax">The most that is taken of what somebody sends, in UTF-16 units.</param>
    /// <param name="kept">Whether it was kept before: then it is read whatever stands in it.</param>
    /// <exception cref="JsonException">It is something else.</exception>
    public static string ReadString(ref Utf8JsonReader reader, string what, int lengthMax, bool kept)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName)) throw new JsonException($"{what} is a string");
        string text;
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new JsonException($"{what} is not well-formed text");
        }

        return kept ? text
            : text.Length > lengthMax ? throw new JsonException($"{what} is longer than {lengthMax}")
            : TextGate.Problem(text) is { } problem ? throw new JsonException($"{what}: {problem}")
            : text;
    }
}
