using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>A browser with a profile of its own on disk, signed in, that can crash and be started again on what it kept.</summary>
public sealed class OwnBrowser(Site site, AppProcess app, Uri address, string account) : IAsyncDisposable
{
    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("ogdplans-profile-");
    private IBrowserContext? _context;

    public async Task<IPage> StartAsync()
    {
        _context = await site.Chromium.LaunchPersistentContextAsync(_profile.FullName, new()
        {
            ExecutablePath = Site.ChromiumPath,
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = Screen.Wide.Width, Height = Screen.Wide.Height },
            Locale = "en-GB",
        });
        // A sign-in may end with the browser; it is not what this is about.
        using var signedIn = JsonDocument.Parse(await site.SignedInAsync(app, account));
        await _context.AddCookiesAsync(signedIn.RootElement.GetProperty("cookies").EnumerateArray().Select(cookie => new Cookie
        {
            Name = cookie.GetProperty("name").GetString()!,
            Value = cookie.GetProperty("value").GetString()!,
            Url = address.ToString(),
        }));
        return await _context.NewPageAsync();
    }

    /// <summary>A tab in place of one that crashes.</summary>
    public async Task<IPage> CrashTabAsync(IPage page)
    {
        var crashed = new TaskCompletionSource();
        page.Crash += (_, _) => crashed.TrySetResult();
        var session = await _context!.NewCDPSessionAsync(page);
        // It is never answered.
        _ = session.SendAsync("Page.crash").ContinueWith(gone => gone.Exception, TaskScheduler.Default);
        await crashed.Task.WaitAsync(Wait.Deadline);
        return await _context.NewPageAsync();
    }

    /// <summary>SIGKILL: nothing is written any more.</summary>
    public async Task KillAsync()
    {
        var gone = new TaskCompletionSource();
        _context!.Close += (_, _) => gone.TrySetResult();
        foreach (var id in Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => name!.All(char.IsAsciiDigit)))
        {
            if (!IsOurs($"/proc/{id}/cmdline")) continue;
            using var process = Process.GetProcessById(int.Parse(id!, CultureInfo.InvariantCulture));
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        await gone.Task.WaitAsync(Wait.Deadline);
        _context = null;
        // A browser that ended well takes this away.
        foreach (var left in _profile.EnumerateFileSystemInfos("Singleton*")) left.Delete();
    }

    public async ValueTask DisposeAsync()
    {
        if (_context is not null) await _context.DisposeAsync();
        _profile.Delete(recursive: true);
    }

    private bool IsOurs(string commandLine)
    {
        try
        {
            var command = File.ReadAllText(commandLine);
            return command.Contains(_profile.FullName, StringComparison.Ordinal) && !command.Contains("--type=", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return false;
        }
    }
}
