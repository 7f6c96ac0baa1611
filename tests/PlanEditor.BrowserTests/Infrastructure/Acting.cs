using Microsoft.Playwright;

namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>How long the page took from a press to the frame that shows its effect or that it is worked on.</summary>
public static class Acting
{
    // In a frame, the styles that are read are those that it paints.
    private const string Watch = """
        () => {
          window.acts = [];
          addEventListener('click', event => {
            const pressed = event.target.closest('button, a[href], [role=option]');
            if (!pressed) return;
            const look = () => {
              const isWorking = pressed.getAttribute('aria-busy') === 'true' && Number(getComputedStyle(pressed).opacity) < 1;
              if (!isWorking && pressed.isConnected) return void requestAnimationFrame(look);
              const painted = new MessageChannel();
              painted.port1.onmessage = () => window.acts.push(performance.now() - event.timeStamp);
              painted.port2.postMessage(null);
            };
            requestAnimationFrame(look);
          }, true);
        }
        """;

    /// <summary>From now on, until the page is loaded again.</summary>
    public static Task WatchAsync(IPage page) => page.EvaluateAsync(Watch);

    /// <summary>The milliseconds of the act that was just done.</summary>
    public static async Task<double> TookAsync(IPage page)
    {
        await Wait.UntilAsync(async () => await page.EvaluateAsync<int>("window.acts.length") > 0, "the press shows that it is worked on");
        return await page.EvaluateAsync<double>("window.acts.shift()");
    }
}
