using Microsoft.Extensions.Options;
using PlanEditor.Hosting;

namespace PlanEditor.Export.Pdf;

/// <summary>
/// Keeps one Chromium warm and prints with it, one page at a time. It is started when somebody first prints, ended when nobody did for some minutes, and
/// replaced after <see cref="PrintsMax"/> prints and whenever anything went wrong.
/// </summary>
public sealed class PrintBrowser(IOptions<SiteOptions> site, DataDirectory data, PrintEmblem emblem, IWebHostEnvironment environment, TimeProvider time, ILoggerFactory loggers) : IHostedService, IAsyncDisposable
{
    public const int PrintsMax = 50;

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _one = new(1);
    private readonly PrintFiles _files = new(environment.WebRootFileProvider);
    private readonly PrintWall _wall = new(loggers.CreateLogger<PrintWall>());
    private Chromium? _chromium;
    private ITimer? _idle;
    private int _prints;

    /// <summary>Why nothing can be printed, in words; null when it can.</summary>
    public string? WhyNot => Chromium.Find(site.Value.Chromium) is not null ? null
        : OperatingSystem.IsWindows() ? "PDF files are made on Linux and macOS only."
        : "PDF files need Chromium, which is not installed on this server. The operator can install it (on Debian: apt-get install chromium) or name it in the setting Site:Chromium.";

    /// <summary>The process that prints; null while there is none.</summary>
    internal int? ProcessId => _chromium?.ProcessId;

    private DirectoryInfo Profiles => data.Subdirectory("print");

    /// <summary>What a killed server left behind is deleted.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var profile in Profiles.EnumerateDirectories())
        {
            try
            {
                profile.Delete(recursive: true);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // What a disk does not let go now goes at the next start.
            }
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Prints a page.</summary>
    /// <param name="page">The HTML, which may ask for the site's fonts and the picture on the cover, and for nothing else.</param>
    /// <param name="contents">How its contents get the numbers of pages; null: it has none.</param>
    /// <param name="cancellation">Ends the browser too.</param>
    /// <exception cref="ExportException">It could not be printed.</exception>
    public async Task<byte[]> PrintAsync(string page, PrintContents? contents, CancellationToken cancellation)
    {
        if (Chromium.Find(site.Value.Chromium) is not { } path) throw new ExportException(WhyNot!);
        await _one.WaitAsync(cancellation);
        try
        {
            _idle?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            var chromium = _chromium ??= await StartAsync(path, cancellation);
            var printed = await chromium.PrintAsync(_files.With(page, emblem.Read()), contents, cancellation);
            if (++_prints >= PrintsMax) await EndAsync();
            return printed;
        }
        catch
        {
            await EndAsync();
            throw;
        }
        finally
        {
            _idle ??= time.CreateTimer(_ => _ = EndIdleAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _idle.Change(Idle, Timeout.InfiniteTimeSpan);
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_idle is not null) await _idle.DisposeAsync();
        await EndAsync();
        _one.Dispose();
    }

    private async Task<Chromium> StartAsync(string path, CancellationToken cancellation)
    {
        var wall = await _wall.CommandAsync();
        try
        {
            return await Chromium.StartAsync(path, wall, Profiles, loggers, cancellation);
        }
        catch (ExportException) when (wall.Count > 0)
        {
            var chromium = await Chromium.StartAsync(path, [], Profiles, loggers, cancellation);
            _wall.GiveUp();
            return chromium;
        }
    }

    private async Task EndIdleAsync()
    {
        // Somebody who prints just now keeps it.
        if (!await _one.WaitAsync(TimeSpan.Zero)) return;
        try
        {
            await EndAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    private async ValueTask EndAsync()
    {
        var chromium = Interlocked.Exchange(ref _chromium, null);
        _prints = 0;
        if (chromium is not null) await chromium.DisposeAsync();
    }
}
