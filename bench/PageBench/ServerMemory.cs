using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace PageBench;

/// <summary>What the server's process holds and has used, seen from outside.</summary>
internal sealed class ServerMemory(int process)
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";

    // GC events, and one collection of everything at the start of the session.
    private const long Collect = 0x1 | 0x800000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Collects all garbage and says what is left on the managed heap, in bytes.</summary>
    public async Task<long> HeapBytesAsync()
    {
        using var session = new DiagnosticsClient(process).StartEventPipeSession([new EventPipeProvider(Runtime, EventLevel.Informational, Collect)], requestRundown: false);
        var collected = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = Task.Run(() =>
        {
            using var source = new EventPipeEventSource(session.EventStream);
            source.Clr.GCHeapStats += stats => collected.TrySetResult(stats.TotalHeapSize);
            source.Process();
        });
        var bytes = await collected.Task.WaitAsync(Patience);
        await session.StopAsync(CancellationToken.None);
        await reading;
        return bytes;
    }

    /// <summary>Physical memory, in bytes.</summary>
    public long ResidentBytes() => Status("VmRSS:") * 1024;

    /// <summary>Processor time used since the start.</summary>
    public TimeSpan Processor()
    {
        var fields = File.ReadAllText($"/proc/{process}/stat").Split(')')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds(ticks / 100.0);
    }

    private long Status(string name)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
