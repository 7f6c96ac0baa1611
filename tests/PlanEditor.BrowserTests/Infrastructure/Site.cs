using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

[assembly: AssemblyFixture(typeof(Site))]

namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>One running app with the sample plans and one browser, shared by all journeys; each keeps to its own parts of the plans.</summary>
public sealed class Site : IAsyncLifetime
{
    private readonly ConcurrentDictionary<(Uri App, string Account), Lazy<Task<string>>> _signedIn = new();
    private IPlaywright _playwright = null!;

    public AppProcess App { get; private set; } = null!;

    /// <summary>For browsers of one's own.</summary>
    public IBrowserType Chromium => _playwright.Chromium;

    public static string ChromiumPath => Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium";

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout((float)Wait.Deadline.TotalMilliseconds);
        App = await AppProcess.StartAsync();
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = ChromiumPath,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        _playwright?.Dispose();
        if (App is not null) await App.DisposeAsync();
    }

    /// <summary>The cookies of an account that signed in by the sign-in page; one sign-in for all journeys.</summary>
    public Task<string> SignedInAsync(AppProcess app, string account) =>
        _signedIn.GetOrAdd((app.Address, account), key => new(() => SignInAsync(key.App, key.Account))).Value;

    /// <summary>A connection of the hub in somebody's name, without a browser.</summary>
    public async Task<BareHub> HubAsync(AppProcess app, string account)
    {
        await using var context = await Browser.NewContextAsync(new() { StorageState = await SignedInAsync(app, account) });
        return await BareHub.ConnectAsync(app.Address, await context.CookiesAsync());
    }

    /// <summary>The line of one more page of somebody, without a browser and with nothing on it.</summary>
    public async Task<ClientWebSocket> PageLineAsync(AppProcess app, string account)
    {
        await using var context = await Browser.NewContextAsync(new() { StorageState = await SignedInAsync(app, account) });
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", string.Join("; ", (await context.CookiesAsync()).Select(cookie => $"{cookie.Name}={cookie.Value}")));
        socket.Options.SetRequestHeader("Origin", app.Address.GetLeftPart(UriPartial.Authority));
        await socket.ConnectAsync(new UriBuilder(app.Address) { Scheme = "ws", Path = "/_blazor" }.Uri, CancellationToken.None);
        await socket.SendAsync("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        return socket;
    }

    /// <summary>A plan as the server has it now.</summary>
    public async Task<PlanCopy> ReadAsync(AppProcess app, string plan)
    {
        await using var hub = await HubAsync(app, Accounts.Reviewer);
        return new PlanCopy(await hub.OpenAsync(plan));
    }

    private async Task<string> SignInAsync(Uri app, string account)
    {
        await using var context = await Browser.NewContextAsync(new() { BaseURL = app.ToString() });
        var page = await context.NewPageAsync();
        await new SignInPage(page).SignInAsync(account);
        return await context.StorageStateAsync();
    }
}
