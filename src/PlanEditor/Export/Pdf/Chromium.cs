using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Text;
using PuppeteerSharp;
using PuppeteerSharp.Transport;

namespace PlanEditor.Export.Pdf;

/// <summary>
/// One Chromium in processes of its own, at low priority and with a limit on memory. It is driven by pipes, so that it ends with this process whatever
/// happens to it; it resolves no name, runs no script, and every request is answered from memory or refused.
/// </summary>
internal sealed partial class Chromium : IAsyncDisposable
{
    /// <summary>Where the contents of a page stand.</summary>
    public const string Contents = "nav.contents";

    /// <summary>How many pages are printed at most.</summary>
    public const int PagesMax = 3_000;

    /// <summary>How many pages are printed a second time where the contents cannot be printed alone.</summary>
    private const int PagesAgainMax = 600;

    /// <summary>What each of its processes may write to, in KiB: a plan of 500 commitments, some 1,600 pages, takes 2.2 GiB.</summary>
    private const int MemoryKiBMax = 4 * 1024 * 1024;

    /// <summary>How long the name of a directory may be in which a socket with a name of its own directory stands.</summary>
    private const int SocketDirectoryBytesMax = 55;

    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PrintMax = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan EndMax = TimeSpan.FromSeconds(10);

    private static readonly string[] KnownPaths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

    private static readonly string[] Flags =
    [
        "--headless=new", "--remote-debugging-pipe", "--host-resolver-rules=MAP * ~NOTFOUND", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--disable-background-networking",
        "--disable-component-update", "--disable-default-apps", "--disable-domain-reliability", "--disable-sync", "--disable-breakpad", "--disable-crash-reporter", "--disable-client-side-phishing-detection",
        "--disable-features=BackForwardCache,Translate,OptimizationHints,MediaRouter,NetworkTimeServiceQuerying", "--metrics-recording-only", "--no-first-run", "--no-default-browser-check", "--no-pings", "--mute-audio", "--hide-scrollbars",
        "--password-store=basic", "--use-mock-keychain", "--force-color-profile=srgb", "--export-tagged-pdf", "--generate-pdf-document-outline",
    ];

    private readonly Process _process;
    private readonly DirectoryInfo _profile;
    private readonly ILogger _logger;
    private IBrowser? _browser;
    private Task<Sheet>? _next;

    private Chromium(Process process, DirectoryInfo profile, ILogger logger) => (_process, _profile, _logger) = (process, profile, logger);

    /// <summary>The program: the one that the settings name, else the one where it is usually installed; null when there is none.</summary>
    public static string? Find(string? setting) =>
        OperatingSystem.IsWindows() ? null : (string.IsNullOrEmpty(setting) ? KnownPaths : [setting]).FirstOrDefault(File.Exists);

    /// <summary>The process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts one.</summary>
    /// <param name="path">The program.</param>
    /// <param name="wall">What stands before it in the command that starts it.</param>
    /// <param name="profiles">Where it may write, in a directory of its own.</param>
    /// <param name="loggers">Told of what goes wrong.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ExportException">It does not start.</exception>
    public static async Task<Chromium> StartAsync(string path, IReadOnlyList<string> wall, DirectoryInfo profiles, ILoggerFactory loggers, CancellationToken cancellation)
    {
        var logger = loggers.CreateLogger<Chromium>();
        var profile = profiles.CreateSubdirectory(Path.GetRandomFileName());
        Chromium? chromium = null;
        try
        {
            chromium = new Chromium(Process.Start(NewStart(path, wall, profile)) ?? throw new IOException("it was not started"), profile, logger);
            await chromium.ConnectAsync(loggers).WaitAsync(StartMax, cancellation);
            return chromium;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            Log.NotStarted(logger, path, problem);
            throw new ExportException("The program that prints PDF files did not start. Try again; if it stays so, tell the operator.", problem);
        }
        finally
        {
            if (chromium?._browser is null)
            {
                if (chromium is not null) await chromium.DisposeAsync();
                else profile.Delete(recursive: true);
            }
        }
    }

    /// <summary>Prints the page at <see cref="PrintFiles.Address"/>.</summary>
    /// <param name="find">What is answered to a request; null: it is refused.</param>
    /// <param name="contents">How it gets the numbers of its pages; null: it needs none.</param>
    /// <param name="cancellation">Ends this browser too.</param>
    public async Task<byte[]> PrintAsync(Func<string, PrintFile?> find, PrintContents? contents, CancellationToken cancellation)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(PrintMax);
        try
        {
            return await PrintPageAsync(find, contents).WaitAsync(time.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ExportException("The plan takes too long to print as PDF. Take the Word file, which has the same content.");
        }
        catch (Exception problem) when (problem is PuppeteerException or IOException or ObjectDisposedException or InvalidOperationException or TimeoutException)
        {
            Log.NotPrinted(_logger, problem);
            throw new ExportException("The program that prints PDF files gave up on this plan. Try again, or take the Word file, which has the same content.", problem);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(EndMax);
        }
        catch (TimeoutException stuck)
        {
            // What waits for a disk ends when that answers; the next one prints meanwhile.
            Log.NotEnded(_logger, _process.Id, stuck);
            Kill();
        }

        _browser?.Disconnect();
        _process.Dispose();
        try
        {
            _profile.Delete(recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A process of its tree still writes there; it goes at the next start of the server.
        }
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It, or some of its tree, ended by itself.
        }
    }

    private async Task ConnectAsync(ILoggerFactory loggers)
    {
        var pipes = new PipeTransport(_process.StandardInput.BaseStream, _process.StandardOutput.BaseStream);
        pipes.Start();
        _browser = await Puppeteer.ConnectAsync(
            new ConnectOptions
            {
                BrowserWSEndpoint = "ws://pipe.invalid",
                TransportFactory = (_, _, _) => Task.FromResult<IConnectionTransport>(pipes),
                DefaultViewport = null,
                ProtocolTimeout = (int)PrintMax.TotalMilliseconds,
            },
            loggers);
        _next = NextAsync(null);
    }

    private async Task<byte[]> PrintPageAsync(Func<string, PrintFile?> find, PrintContents? contents)
    {
        var sheet = await (Interlocked.Exchange(ref _next, null) ?? NextAsync(null));
        PrintFile? front = null;
        sheet.Page.Request += (_, asked) => _ = AnswerAsync(asked.Request, address => address == PrintFiles.Front ? front : find(address));
        var file = await PrintPageAsync(sheet.Page, contents, page => front = PrintFile.OfPage(page));
        _next = NextAsync(sheet);
        return file;
    }

    private static async Task<byte[]> PrintPageAsync(IPage page, PrintContents? contents, Action<string> serveFront)
    {
        await page.GoToAsync(PrintFiles.Address, WaitUntilNavigation.Load);
        var pages = await PrintAsync(page);
        // Meanwhile the first pages are printed once more.
        var told = Task.Run(() => Told(pages));
        if (contents is null || pages.Destinations.Count == 0) return (await told).File;
        if (contents.Front is { } front)
        {
            serveFront(await front(pages.Destinations, pages.Count));
            await page.GoToAsync(PrintFiles.Front, WaitUntilNavigation.Load);
            var first = Told(await PrintAsync(page));
            if (Numbered(await told, first) is { } numbered) return numbered;
            if (pages.Count <= PagesAgainMax) await page.GoToAsync(PrintFiles.Address, WaitUntilNavigation.Load);
        }

        if (pages.Count > PagesAgainMax) return (await told).File;
        await ReplaceAsync(page, Contents, await contents.Of(pages.Destinations));
        return Told(await PrintAsync(page)).File;
    }

    /// <summary>Prints what is open.</summary>
    private static async Task<PdfPages> PrintAsync(IPage page)
    {
        var pages = new PdfPages(await page.PdfDataAsync(NewOptions()));
        return pages.Count <= PagesMax ? pages
            : throw new ExportException($"The plan has {pages.Count} pages on paper, and PDF files have {PagesMax} at most. Take the Word file, which has the same content.");
    }

    /// <summary>The pages with the room of their letters.</summary>
    private static PdfPages Told(PdfPages pages)
    {
        try
        {
            return new PdfPages(PdfSpacing.Told(pages));
        }
        catch (Exception other) when (IsOfAnother(other))
        {
            return pages;
        }
    }

    /// <summary>The pages with the first of them, which have the numbers; null where that cannot be.</summary>
    private static byte[]? Numbered(PdfPages pages, PdfPages front)
    {
        try
        {
            return pages.With(front);
        }
        catch (Exception other) when (IsOfAnother(other))
        {
            return null;
        }
    }

    /// <summary>Whether a Chromium writes its files otherwise than is known here.</summary>
    private static bool IsOfAnother(Exception problem) => problem is ArgumentException or InvalidDataException or OverflowException or FormatException;

    /// <summary>An empty page for the next print, in a context of its own; it is made beforehand, because that takes as long as some dozens of pages.</summary>
    /// <param name="last">The one before, which is closed.</param>
    private async Task<Sheet> NextAsync(Sheet? last)
    {
        if (last is not null) await last.Context.CloseAsync();
        var context = await _browser!.CreateBrowserContextAsync();
        var page = await context.NewPageAsync();
        page.DefaultTimeout = (int)PrintMax.TotalMilliseconds;
        await page.SetJavaScriptEnabledAsync(false);
        await page.SetRequestInterceptionAsync(true);
        return new Sheet(context, page);
    }

    private static PdfOptions NewOptions() => new() { PreferCSSPageSize = true, PrintBackground = true, Tagged = true, Outline = true, WaitForFonts = false };

    /// <summary>Puts other HTML in the place of an element, without a script.</summary>
    private static async Task ReplaceAsync(IPage page, string element, string html)
    {
        var document = await page.Client.SendAsync("DOM.getDocument", new Dictionary<string, object> { ["depth"] = 0 });
        var found = await page.Client.SendAsync("DOM.querySelector", new Dictionary<string, object> { ["nodeId"] = document!.Value.GetProperty("root").GetProperty("nodeId").GetInt32(), ["selector"] = element });
        await page.Client.SendAsync("DOM.setOuterHTML", new Dictionary<string, object> { ["nodeId"] = found!.Value.GetProperty("nodeId").GetInt32(), ["outerHTML"] = html });
    }

    private async Task AnswerAsync(IRequest request, Func<string, PrintFile?> find)
    {
        try
        {
            if (find(request.Url) is { } file)
            {
                await request.RespondAsync(new ResponseData
                {
                    Status = HttpStatusCode.OK,
                    ContentType = file.Type,
                    BodyData = file.Bytes,
                    Headers = new Dictionary<string, object> { ["Content-Security-Policy"] = "default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self'" },
                });
            }
            else
            {
                Log.Refused(_logger);
                await request.AbortAsync(RequestAbortErrorCode.AccessDenied);
            }
        }
        catch (Exception gone) when (gone is PuppeteerException or IOException or ObjectDisposedException)
        {
            // The page was closed while it asked.
        }
    }

    private static ProcessStartInfo NewStart(string path, IReadOnlyList<string> wall, DirectoryInfo profile)
    {
        // The shell makes the pipes those by which Chromium is driven, and sets the limits that its processes inherit.
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = profile.FullName,
        };
        string[] shell = ["-c", $"ulimit -d {MemoryKiBMax} 2>/dev/null; exec nice -n 10 \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1", "sh"];
        // Chromium refuses its own sandbox to the administrator of a machine, as whom a server should not run.
        string[] own = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [];
        foreach (var argument in (string[])[.. shell, .. wall, path, .. Flags, .. own, $"--user-data-dir={profile.FullName}", "about:blank"]) start.ArgumentList.Add(argument);
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin";
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["HOME"] = profile.FullName;
        // There it makes a socket, whose address has a hundred characters at most.
        start.Environment["TMPDIR"] = Encoding.UTF8.GetByteCount(profile.FullName) <= SocketDirectoryBytesMax ? profile.FullName : Path.GetTempPath();
        return start;
    }

    private sealed record Sheet(IBrowserContext Context, IPage Page);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Chromium ({Path}) did not start")]
        public static partial void NotStarted(ILogger logger, string path, Exception problem);

        [LoggerMessage(LogLevel.Error, "Chromium (process {Process}) does not end; it is left behind")]
        public static partial void NotEnded(ILogger logger, int process, Exception problem);

        [LoggerMessage(LogLevel.Warning, "Chromium did not print a plan")]
        public static partial void NotPrinted(ILogger logger, Exception problem);

        [LoggerMessage(LogLevel.Warning, "The printed page asked for something that is not its own, and did not get it")]
        public static partial void Refused(ILogger logger);
    }
}
