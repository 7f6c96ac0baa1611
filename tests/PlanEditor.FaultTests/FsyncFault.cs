using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using OgdPlans.Tests;

namespace PlanEditor.FaultTests;

/// <summary>
/// Reads what the process asks of the kernel. Before the id of a change leaves on any socket, the write-ahead log has been written since the change before it was
/// acknowledged, and all that was written to it has been synced.
/// </summary>
internal static partial class FsyncFault
{
    // Fewer than a room makes between two snapshots, which are written on the side.
    private const int ChangesPerTrace = 200;

    public static async Task RunAsync(FaultRun run)
    {
        using var server = new AppServer(run.Dll);
        var (syncs, acknowledged) = (0, 0);
        for (var left = run.Count; left > 0; left -= ChangesPerTrace)
        {
            await server.StartAndListenAsync();
            var cookie = await SampleSignIn.CookieAsync(server.Address, "focal.np");
            await using var client = await BareClient.ConnectAsync(server.Address, default, ("Cookie", cookie));
            await using var other = await BareClient.ConnectAsync(server.Address, default, ("Cookie", cookie));
            await other.OpenAsync("nepal");
            var revision = (long)(await client.OpenAsync("nepal"))["revision"]!;
            var ids = Enumerable.Range(0, Math.Min(left, ChangesPerTrace)).Select(_ => BareClient.NewId()).ToList();
            var trace = Path.Combine(server.Data, "trace");
            using (var strace = await AttachAsync(server.ProcessId, trace))
            {
                foreach (var id in ids)
                {
                    var answer = await client.SubmitAsync(revision, (id, Wire.Insert("lesson")));
                    if (answer["refusal"] is { } refusal) throw new InvalidOperationException($"a change was refused: {refusal}");
                    revision = (long)answer["accepted"]![0]!["revision"]!;
                    await other.NextAsync("changed", changed => changed["changes"]!.AsArray().Any(change => (string?)change!["id"] == id));
                }

                using var interrupt = Process.Start("kill", ["-INT", strace.Id.ToString(CultureInfo.InvariantCulture)]);
                await strace.WaitForExitAsync();
            }

            var reader = new Trace(run, ids);
            foreach (var line in File.ReadLines(trace)) reader.Read(line);
            reader.End();
            syncs += reader.Syncs;
            acknowledged += ids.Count;
            await server.KillAsync();
        }

        run.Say($"{acknowledged} changes acknowledged one after the other, {syncs} syncs of the write-ahead log seen");
    }

    private static async Task<Process> AttachAsync(int process, string trace)
    {
        var start = new ProcessStartInfo("strace")
        {
            ArgumentList = { "-f", "-y", "-s", "2048", "-e", "trace=pwrite64,pwritev,write,writev,fsync,fdatasync,sendmsg,sendto", "-o", trace, "-p", process.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardError = true,
        };
        var strace = Process.Start(start) ?? throw new InvalidOperationException("strace did not start");
        // It says so when it has all threads.
        if (await strace.StandardError.ReadLineAsync() is not { } line || !line.Contains("attached", StringComparison.Ordinal))
            throw new InvalidOperationException("strace may not attach: is ptrace allowed here?");
        _ = strace.StandardError.ReadToEndAsync();
        return strace;
    }

    /// <summary>Reads a trace line by line. A call that lasts is in it twice: where it starts and where it ends.</summary>
    private sealed class Trace(FaultRun run, IReadOnlyList<string> ids)
    {
        private readonly Dictionary<string, int> _started = [];
        private readonly HashSet<string> _writing = [];
        private int _line;
        private int _lastWrite;
        private int _lastAcknowledged;
        private int _syncedUpTo;
        private int _next;

        public int Syncs { get; private set; }

        public void Read(string line)
        {
            _line++;
            var call = Call().Match(line);
            if (!call.Success) return;
            var (thread, name) = (call.Groups["thread"].Value, call.Groups["name"].Value);
            var ends = !line.Contains("<unfinished", StringComparison.Ordinal);
            if (call.Groups["resumed"].Success)
            {
                if (_started.Remove(thread, out var from) && line.EndsWith("= 0", StringComparison.Ordinal)) Synced(from);
                if (_writing.Remove(thread)) _lastWrite = _line;
                return;
            }

            if (line.Contains("-wal>", StringComparison.Ordinal))
            {
                if (name is "fsync" or "fdatasync")
                {
                    if (!ends) _started[thread] = _line;
                    else if (line.EndsWith("= 0", StringComparison.Ordinal)) Synced(_line);
                }
                else
                {
                    _lastWrite = _line;
                    if (!ends) _writing.Add(thread);
                }
            }
            else if (name is "sendmsg" or "sendto" or "write" or "writev" && _next < ids.Count && line.Contains(ids[_next], StringComparison.Ordinal))
            {
                if (_lastWrite <= _lastAcknowledged) run.Wrong($"change {_next + 1} left before the write-ahead log was written");
                else if (_syncedUpTo <= _lastWrite) run.Wrong($"change {_next + 1} left before the write-ahead log was synced");
                _next++;
                _lastAcknowledged = _line;
            }
        }

        public void End() => run.Check(_next == ids.Count, $"only {_next} of {ids.Count} changes are seen leaving in the trace");

        private void Synced(int from)
        {
            Syncs++;
            _syncedUpTo = Math.Max(_syncedUpTo, from);
        }
    }

    [GeneratedRegex(@"^(?<thread>\d+) +(<\.\.\. )?(?<name>\w+)(?<resumed> resumed>)?")]
    private static partial Regex Call();
}
