using System.Collections.Immutable;
using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Operations;

namespace PlanEditor.Storage;

/// <summary>Operations as a JSON array.</summary>
internal static class OperationList
{
    private const int OnStackMax = 512;

    public static byte[] ToUtf8(ImmutableArray<Operation> operations) => With(operations, static json => json.ToArray());

    /// <summary>What can be said of the JSON, while it stands in a buffer that this thread uses again.</summary>
    public static T With<T>(ImmutableArray<Operation> operations, Func<ReadOnlySpan<byte>, T> say)
    {
        Span<byte> onStack = stackalloc byte[OnStackMax];
        if (OperationJson.TryWriteUsual(operations, onStack, out var length)) return say(onStack[..length]);
        using var scratch = JsonScratch.Take();
        WriteEach(scratch.Writer, operations);
        return say(scratch.Written);
    }

    public static void Write(Utf8JsonWriter writer, ImmutableArray<Operation> operations)
    {
        Span<byte> onStack = stackalloc byte[OnStackMax];
        if (OperationJson.TryWriteUsual(operations, onStack, out var length)) writer.WriteRawValue(onStack[..length], skipInputValidation: true);
        else WriteEach(writer, operations);
    }

    private static void WriteEach(Utf8JsonWriter writer, ImmutableArray<Operation> operations)
    {
        writer.WriteStartArray();
        foreach (var operation in operations) OperationJson.Write(writer, operation);
        writer.WriteEndArray();
    }
}
