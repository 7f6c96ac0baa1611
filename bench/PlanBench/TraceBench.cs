using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using PlanModel.Text;

namespace PlanBench;

/// <summary>Replays a trace as a server would: reads each edit from the bytes that a client sent, and applies it to the text.</summary>
internal static class TraceBench
{
    private const int Rounds = 5;

    public static int Run(string file)
    {
        var trace = Trace.Read(file);
        var messages = Messages(trace);
        Console.WriteLine($"{Path.GetFileName(file)}: {trace.Edits.Count} edits, {trace.End.Length} units at the end");
        for (var round = 1; round <= Rounds; round++)
        {
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var watch = Stopwatch.StartNew();
            var end = Replay(PlanText.Of(trace.Start), messages);
            watch.Stop();
            allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            if (end.ToString() != trace.End)
            {
                Console.Error.WriteLine("The text at the end is not that of the trace.");
                return 1;
            }
            var ms = watch.Elapsed.TotalMilliseconds;
            Console.WriteLine(
                $"round {round}: {ms:F0} ms, {trace.Edits.Count / ms * 1000:N0} edits/s, {ms * 1e6 / trace.Edits.Count:F0} ns and {allocated / trace.Edits.Count} bytes an edit");
        }
        return 0;
    }

    private static PlanText Replay(PlanText text, ReadOnlyMemory<byte>[] messages)
    {
        for (var i = 0; i < messages.Length; i++)
        {
            var reader = new Utf8JsonReader(messages[i].Span);
            if (!TextChangeSetJson.TryRead(ref reader, out var change, out var problem, text.Length))
                throw new InvalidDataException($"Edit {i}: {problem}");
            text = change.Apply(text);
        }
        return text;
    }

    private static ReadOnlyMemory<byte>[] Messages(Trace trace)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var ends = new List<int>(trace.Edits.Count);
        using var writer = new Utf8JsonWriter(buffer);
        var length = trace.Start.Length;
        foreach (var (pos, deleted, inserted) in trace.Edits)
        {
            var change = TextChangeSet.Of(length, (pos, pos + deleted, inserted));
            TextChangeSetJson.Write(writer, change);
            writer.Flush();
            writer.Reset();
            ends.Add(buffer.WrittenCount);
            length = change.LengthAfter;
        }
        return [.. ends.Select((end, i) => buffer.WrittenMemory[(i == 0 ? 0 : ends[i - 1])..end])];
    }
}
