using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PlanModel.Text;

namespace PlanBench;

/// <summary>
/// Replays a trace edit by edit, each read from the bytes that a client sends. Three ways, each in processes of its own: the plan with its log on disk, the
/// plan with a log in memory, and the bare text.
/// </summary>
internal static class TraceBench
{
    private static readonly (string Row, string Label)[] Rows =
    [
        (TracePart.Operations, "plan, log in memory"),
        (TracePart.Log, "plan, log on disk"),
        (TracePart.Text, "bare text, log in memory"),
    ];

    public static int Run(string file, Arguments arguments)
    {
        var trace = Trace.Read(file);
        var name = Path.GetFileName(file).Split('.')[0];
        var directory = Directory.CreateTempSubdirectory("ogdplans-trace-");
        try
        {
            var (edits, changes) = (Path.Combine(directory.FullName, "edits"), Path.Combine(directory.FullName, "changes"));
            MessageFile.Write(edits, Messages(trace, TextChangeSetJson.Write));
            MessageFile.Write(changes, Messages(trace, TracePlan.WriteChange));
            File.WriteAllText(Path.Combine(directory.FullName, "end"), trace.End);
            if (!arguments.Json) Console.WriteLine($"{name}: {trace.Edits.Count:N0} edits, {trace.End.Length:N0} units at the end");
            var rows = Rows.Select(one => (one.Label, Figures: Measure(one.Row, one.Row == TracePart.Text ? edits : changes, directory.FullName))).ToList();
            if (arguments.Json) Console.WriteLine(JsonSerializer.Serialize(new { bench = "trace", trace = name, rows = rows.Select(row => new { row = row.Label, figures = row.Figures }) }));
            else Print(rows);
            return 0;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static TraceRow Measure(string row, string messages, string directory)
    {
        var served = Part(row, "server", messages, directory);
        if (row == TracePart.Text) return served;
        var opened = Part(row, "open", messages, directory);
        return served with { OpenMs = opened.OpenMs, OpenWarmMs = opened.OpenWarmMs, ReplayMs = opened.ReplayMs, ReplayWarmMs = opened.ReplayWarmMs };
    }

    private static TraceRow Part(string row, string part, string messages, string directory)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(TraceBench).Assembly.Location);
        foreach (var argument in new[] { "trace-part", row, part, messages, directory }) start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("the process did not start");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? JsonSerializer.Deserialize<TraceRow>(output)! : throw new InvalidOperationException($"{row}, {part}: ended with {process.ExitCode}");
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Messages(Trace trace, Action<Utf8JsonWriter, TextChangeSet> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        var length = trace.Start.Length;
        foreach (var (pos, deleted, inserted) in trace.Edits)
        {
            buffer.ResetWrittenCount();
            var change = TextChangeSet.Of(length, (pos, pos + deleted, inserted));
            write(writer, change);
            writer.Flush();
            writer.Reset();
            length = change.LengthAfter;
            yield return buffer.WrittenMemory;
        }
    }

    private static void Print(List<(string Label, TraceRow Figures)> rows) =>
        Table.Print(
            ["row", "ms", "CPU ms", "edits/s", "p99 µs", "max ms", "peak RSS MB", "stored B/edit", "open ms", "open warm ms", "whole history ms", "again ms"],
            rows.Select(row => new[]
            {
                row.Label,
                Number(row.Figures.Ms, 0),
                Number(row.Figures.CpuMs, 0),
                Number(row.Figures.Edits / row.Figures.Ms * 1000, 0),
                Number(row.Figures.P99Micros, 1),
                Number(row.Figures.MaxMs, 1),
                Number(row.Figures.PeakRssBytes / 1e6, 0),
                Number((double)row.Figures.StoredBytes / row.Figures.Edits, 1),
                Number(row.Figures.OpenMs, 1),
                Number(row.Figures.OpenWarmMs, 1),
                Number(row.Figures.ReplayMs, 0),
                Number(row.Figures.ReplayWarmMs, 0),
            }));

    private static string Number(double? value, int digits) => value?.ToString($"N{digits}", CultureInfo.InvariantCulture) ?? "–";
}
