using Microsoft.Playwright;

namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>A finger on the screen, which Playwright knows only as a tap.</summary>
public sealed class Finger : IAsyncDisposable
{
    private readonly ICDPSession _browser;
    private readonly float _y;
    private float _x;

    private Finger(ICDPSession browser, float x, float y) => (_browser, _x, _y) = (browser, x, y);

    public static async Task<Finger> OnAsync(IPage page, ILocator target)
    {
        var box = (await target.BoundingBoxAsync())!;
        // What can be seen of it: a bar may go beyond the screen.
        var right = Math.Min(box.X + box.Width, page.ViewportSize!.Width);
        var left = Math.Max(box.X, page.ViewportSize.Width / 2f);
        return new Finger(await page.Context.NewCDPSessionAsync(page), (left + right) / 2, box.Y + box.Height / 2);
    }

    public Task DownAsync() => SendAsync("touchStart", true);

    public async Task MoveAsync(float right)
    {
        _x += right;
        await SendAsync("touchMove", true);
    }

    public Task UpAsync() => SendAsync("touchEnd", false);

    public async ValueTask DisposeAsync() => await _browser.DetachAsync();

    private Task SendAsync(string type, bool isDown) => _browser.SendAsync("Input.dispatchTouchEvent", new()
    {
        ["type"] = type,
        ["touchPoints"] = isDown ? new[] { new { x = _x, y = _y } } : [],
    });
}
