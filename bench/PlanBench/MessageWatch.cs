using System.Diagnostics;
using PlanModel.Text;

namespace PlanBench;

/// <summary>Times each message and all of them.</summary>
internal sealed class MessageWatch
{
    private const int MessagesMax = 1 << 20;

    private readonly float[] _micros = new float[MessagesMax];
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly double _cpu = Environment.CpuUsage.TotalTime.TotalMilliseconds;
    private long _last = Stopwatch.GetTimestamp();
    private int _count;

    public void Lap()
    {
        var now = Stopwatch.GetTimestamp();
        _micros[_count++] = (float)Stopwatch.GetElapsedTime(_last, now).TotalMicroseconds;
        _last = now;
    }

    /// <summary>The figures up to now.</summary>
    /// <exception cref="InvalidDataException">The text is not what it has to be.</exception>
    public TraceRow Row(PlanText text, string end, long storedBytes)
    {
        var ms = Stopwatch.GetElapsedTime(_start).TotalMilliseconds;
        var cpu = Environment.CpuUsage.TotalTime.TotalMilliseconds - _cpu;
        var peak = ProcessFigures.PeakRss(Environment.ProcessId);
        if (text.ToString() != end) throw new InvalidDataException("The text at the end is not that of the trace.");
        var micros = _micros.AsSpan(0, _count);
        micros.Sort();
        return new TraceRow
        {
            Edits = _count,
            Ms = ms,
            CpuMs = cpu,
            P99Micros = micros[(int)Math.Ceiling(0.99 * _count) - 1],
            MaxMs = micros[^1] / 1000,
            PeakRssBytes = peak,
            StoredBytes = storedBytes,
        };
    }
}
