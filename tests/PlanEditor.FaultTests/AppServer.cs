using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;

namespace PlanEditor.FaultTests;

/// <summary>The published app as a process of its own, on one data directory, which it finds again after each kill. It keeps what the process logs.</summary>
internal sealed class AppServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string _dll;
    private readonly DirectoryInfo? _own;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private readonly Lock _gate = new();
    private readonly List<string> _failures = [];
    private Process? _process;
    private TaskCompletionSource _listening = new();

    /// <param name="dll">The published app.</param>
    /// <param name="data">Its data directory; null for one that goes away with this.</param>
    public AppServer(string dll, string? data = null)
    {
        _dll = dll;
        if (data is null) _own = Directory.CreateTempSubdirectory("ogdplans-fault-");
        Data = data ?? _own!.FullName;
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
    }

    public Uri Address { get; }

    public string Data { get; }

    /// <summary>A command that starts the process's own, such as one that watches it.</summary>
    public Func<string[], string[]> Under { get; init; } = command => command;

    /// <summary>Whether it warms up before it listens, as it does where people use it.</summary>
    public bool WarmsUp { get; init; }

    /// <summary>The Chromium that prints; empty: the one where it is usually installed. None, unless a fault is about what is printed.</summary>
    public string Chromium { get; init; } = "/nowhere/chromium";

    public int ProcessId => _process!.Id;

    /// <summary>How much was logged.</summary>
    public long LogUnits { get; private set; }

    /// <summary>What was logged as an error or worse.</summary>
    public IReadOnlyList<string> Failures
    {
        get
        {
            lock (_gate) return [.. _failures];
        }
    }

    /// <summary>What the process holds in memory that is its own.</summary>
    public long ResidentBytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{ProcessId}/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^2], CultureInfo.InvariantCulture) * 1024;
        }
    }

    /// <summary>Starts the process. Listening takes it a while.</summary>
    public void Start()
    {
        string[] command = ["dotnet", _dll, "--urls", Address.GetLeftPart(UriPartial.Authority), "--data", Data, "--sample", "true", "--Site:Chromium", Chromium, "--Site:WarmUp", WarmsUp ? "true" : "false"];
        command = Under(command);
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = Path.GetDirectoryName(_dll)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = new Process { StartInfo = start };
        _listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var failing = false;
        _process.OutputDataReceived += (_, line) => Hear(line.Data, ref failing);
        _process.ErrorDataReceived += (_, line) =>
        {
            var always = true;
            Hear(line.Data, ref always);
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts and waits until the app answers.</summary>
    public async Task StartAndListenAsync()
    {
        Start();
        await ListenAsync();
    }

    /// <summary>Waits until the app answers.</summary>
    public async Task ListenAsync()
    {
        var waiting = Stopwatch.StartNew();
        // Whoever answers there is this process only when it says that it listens.
        await Task.WhenAny(_listening.Task, _process!.WaitForExitAsync()).WaitAsync(Patience);
        while (waiting.Elapsed < Patience)
        {
            if (_process!.HasExited) throw new InvalidOperationException($"the app ended by itself with {_process.ExitCode}: {string.Join(" ", Failures)}");
            try
            {
                using var answer = await _http.GetAsync(new Uri(Address, "/health"));
                if (answer.IsSuccessStatusCode && !_process.HasExited) return;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
            {
                // It is still starting.
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"the app did not answer within {Patience}");
    }

    /// <summary>
    /// Makes the process collect all garbage, and measures what lives on. A trace that asks for heap events makes the runtime collect first.
    /// </summary>
    public async Task<long> LiveBytesAsync()
    {
        var client = new DiagnosticsClient(ProcessId);
        var keywords = (long)(ClrTraceEventParser.Keywords.GC | ClrTraceEventParser.Keywords.GCHeapCollect);
        using var session = await client.StartEventPipeSessionAsync([new EventPipeProvider("Microsoft-Windows-DotNETRuntime", System.Diagnostics.Tracing.EventLevel.Informational, keywords)], requestRundown: false, circularBufferMB: 16, default);
        var live = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = Task.Run(() =>
        {
            using var source = new EventPipeEventSource(session.EventStream);
            var full = false;
            source.Clr.GCStart += start => full |= start.Depth == 2 && start.Reason == Microsoft.Diagnostics.Tracing.Parsers.Clr.GCReason.Induced;
            source.Clr.GCHeapStats += heap =>
            {
                if (full) live.TrySetResult(heap.TotalHeapSize);
            };
            source.Process();
        });
        // The runtime hands events over when its buffer is full or the session ends.
        await Task.WhenAny(live.Task, Task.Delay(TimeSpan.FromSeconds(2)));
        await session.StopAsync(default);
        await reading;
        return await live.Task.WaitAsync(TimeSpan.FromSeconds(1));
    }

    /// <summary>Ends the process with SIGKILL, in the middle of whatever it does.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Asks the process to end, as who operates it does.</summary>
    /// <returns>What it ended with.</returns>
    public async Task<int> StopAsync()
    {
        using (var term = Process.Start("kill", ["-TERM", ProcessId.ToString(CultureInfo.InvariantCulture)])) await term.WaitForExitAsync();
        // Until all that it said was heard.
        await _process!.WaitForExitAsync().WaitAsync(Patience);
        var code = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return code;
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _http.Dispose();
        _own?.Delete(recursive: true);
    }

    // The console's form: a level, then the lines that belong to it, set in.
    private void Hear(string? line, ref bool failing)
    {
        if (line is null) return;
        lock (_gate)
        {
            LogUnits += line.Length + 1;
            if (line.Length > 0 && line[0] != ' ') failing = line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal) || line.StartsWith("Unhandled", StringComparison.Ordinal);
            if (failing && _failures.Count < 1_000) _failures.Add(line);
        }

        if (line.EndsWith($"Now listening on: {Address.GetLeftPart(UriPartial.Authority)}", StringComparison.Ordinal)) _listening.TrySetResult();
    }

    /// <summary>A port that stays the same over all restarts: below those that systems give to outgoing connections, so that none takes it while the app is down.</summary>
    private static int FreePort()
    {
        while (true)
        {
            using var probe = new TcpListener(IPAddress.Loopback, Random.Shared.Next(20_000, 32_000));
            try
            {
                probe.Start();
                return ((IPEndPoint)probe.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
