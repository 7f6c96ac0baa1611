using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>The real app as a process of its own, with sample plans or none, and a data directory that is thrown away with it.</summary>
public sealed class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartUp = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("ogdplans-browser-tests-");
    private readonly ConcurrentQueue<string> _log = new();
    private Process? _process;

    private readonly bool _sample;

    private AppProcess(int port, bool sample) => (Address, _sample) = (new Uri($"http://127.0.0.1:{port}/"), sample);

    /// <summary>Where it listens; the same after a restart.</summary>
    public Uri Address { get; }

    /// <summary>What it wrote to its output.</summary>
    public string Log => string.Join('\n', _log);

    public static async Task<AppProcess> StartAsync(bool sample = true)
    {
        var app = new AppProcess(FreePort(), sample);
        try
        {
            await app.RunAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it as a power cut would: SIGKILL, no word to anybody.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Starts it again over the same data, at the same address.</summary>
    public Task RestartAsync() => RunAsync();

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _data.Delete(recursive: true);
    }

    private async Task RunAsync()
    {
        var dll = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "App").Value!;
        if (!File.Exists(dll)) throw new FileNotFoundException("The app is not built: dotnet build src/PlanEditor", dll);
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { dll, "--urls", Address.GetLeftPart(UriPartial.Authority), "--data", _data.FullName, "--sample", _sample ? "true" : "false", "--Site:WarmUp", "false" },
            WorkingDirectory = Path.GetDirectoryName(dll),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        _process = Process.Start(start) ?? throw new InvalidOperationException("The app did not start.");
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await WaitUntilHealthyAsync(_process);
    }

    private async Task WaitUntilHealthyAsync(Process process)
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        await Wait.UntilAsync(async () =>
        {
            if (process.HasExited) throw new InvalidOperationException($"The app ended with {process.ExitCode}:\n{Log}");
            try
            {
                using var answer = await http.GetAsync("health");
                return answer.IsSuccessStatusCode;
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                return false; // Not listening yet.
            }
        }, () => $"the app answers at {Address}\n{Log}", StartUp);
    }

    private void Note(string? line)
    {
        if (line is not null) _log.Enqueue(line);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
