using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Operations;

namespace PlanEditor.Storage;

/// <summary>Operations as a JSON array.</summary>
internal static class OperationList
{
    public static ReadOnlyMemory<byte> ToUtf8(ImmutableArray<Operation> operations)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        Write(buffer, operations);
        return buffer.WrittenMemory;
    }

    public static void Write(IBufferWriter<byte> buffer, ImmutableArray<Operation> operations)
    {
        using var writer = new Utf8JsonWriter(buffer, DocumentJson.WriterOptions);
        Write(writer, operations);
    }

    public static void Write(Utf8JsonWriter writer, ImmutableArray<Operation> operations)
    {
        writer.WriteStartArray();
        foreach (var operation in operations) OperationJson.Write(writer, operation);
        writer.WriteEndArray();
    }

    /// <exception cref="JsonException">It is not an array of operations that this server knows.</exception>
    public static ImmutableArray<Operation> Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray) throw new JsonException("operations are an array");
        var operations = ImmutableArray.CreateBuilder<Operation>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) operations.Add(OperationJson.Read(ref reader));
        return operations.ToImmutable();
    }
}
