using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PlanEditor.CrashTests;

/// <summary>The published app as a process of its own, on one data directory, which it finds again after each kill.</summary>
internal sealed class AppServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _dll;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("ogdplans-crash-");
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private Process? _process;

    public AppServer(string dll)
    {
        _dll = dll;
        // A port that is free now: the address stays the same over all restarts.
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
    }

    public Uri Address { get; }

    /// <summary>The data directory.</summary>
    public string Data => _data.FullName;

    /// <summary>The process's id.</summary>
    public int Id => _process!.Id;

    /// <summary>Starts the process. Listening takes it a while.</summary>
    public void Start()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { _dll, "--urls", Address.GetLeftPart(UriPartial.Authority), "--data", _data.FullName, "--sample", "true" },
            WorkingDirectory = Path.GetDirectoryName(_dll)!,
            Environment = { ["Logging__LogLevel__Default"] = "Warning" },
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
    }

    /// <summary>Waits until the app answers.</summary>
    public async Task ListenAsync()
    {
        var waiting = Stopwatch.StartNew();
        while (waiting.Elapsed < Patience)
        {
            if (_process!.HasExited) throw new InvalidOperationException($"the app ended by itself with {_process.ExitCode}");
            try
            {
                using var answer = await _http.GetAsync(new Uri(Address, "/health"));
                if (answer.IsSuccessStatusCode) return;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
            {
                // It is still starting.
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"the app did not answer within {Patience}");
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

    public void Dispose()
    {
        _process?.Kill();
        _process?.Dispose();
        _http.Dispose();
        _data.Delete(recursive: true);
    }
}
