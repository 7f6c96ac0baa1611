using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>Somebody at a browser of their own.</summary>
public sealed class Person : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _console = new();
    private readonly ConcurrentQueue<string> _troubles = new();

    private readonly bool _onALine;

    private Person(string name, IBrowserContext context, bool onALine) => (Name, Context, _onALine) = (name, context, onALine);

    public string Name { get; }

    public IBrowserContext Context { get; }

    public IPage Page { get; private set; } = null!;

    /// <summary>What no journey may see: errors that nobody caught, and files that the browser refused.</summary>
    public IReadOnlyCollection<string> Troubles => _troubles;

    public static async Task<Person> ArriveAsync(IBrowser browser, Uri address, string name, Screen screen, ColorScheme colours, string? signedIn, bool onALine = false)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = screen.Width, Height = screen.Height },
            HasTouch = screen.Touch,
            IsMobile = screen.Touch,
            ColorScheme = colours,
            Locale = "en-GB",
            StorageState = signedIn,
        });
        var person = new Person(name, context, onALine);
        await context.Tracing.StartAsync(new() { Snapshots = true, Title = name });
        person.Page = await person.NewTabAsync();
        return person;
    }

    public async Task<IPage> NewTabAsync()
    {
        var page = await Context.NewPageAsync();
        page.Console += (_, message) =>
        {
            _console.Enqueue($"{message.Type}: {message.Text}");
            if (message.Type == "error" && message.Text.StartsWith("Refused to", StringComparison.Ordinal)) _troubles.Enqueue(message.Text);
        };
        page.PageError += (_, error) =>
        {
            _console.Enqueue($"uncaught: {error}");
            // What the framework wanted to answer when a journey cut its line: nobody can catch that.
            if (!_onALine || !error.Contains("Cannot send data if the connection is not in the 'Connected' State", StringComparison.Ordinal)) _troubles.Enqueue(error);
        };
        return page;
    }

    /// <summary>Keeps what helps to understand a failure: a trace, each tab's picture and the console.</summary>
    public async Task KeepAsync(string directory)
    {
        var name = string.Concat(Name.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-'));
        await Context.Tracing.StopAsync(new() { Path = Path.Combine(directory, $"{name}.trace.zip") });
        foreach (var (tab, at) in Context.Pages.Select((tab, at) => (tab, at)))
            await tab.ScreenshotAsync(new() { Path = Path.Combine(directory, $"{name}-{at}.png") });
        await File.WriteAllLinesAsync(Path.Combine(directory, $"{name}.console.txt"), _console);
    }

    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
