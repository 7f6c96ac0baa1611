using Microsoft.Playwright;

namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>How long the page took from each key to the frame that shows it, in milliseconds.</summary>
public static class Typing
{
    private const string Watch = """
        () => {
          window.typed = [];
          addEventListener('keydown', event => {
            const pressed = event.timeStamp;
            requestAnimationFrame(() => {
              // A message is handled when the frame has been handed over.
              const painted = new MessageChannel();
              painted.port1.onmessage = () => window.typed.push(performance.now() - pressed);
              painted.port2.postMessage(null);
            });
          }, true);
        }
        """;

    /// <summary>Types keys where the caret is, each after a pause as people make it.</summary>
    public static async Task<Times> MeasureAsync(IPage page, int keys)
    {
        await page.EvaluateAsync(Watch);
        var text = string.Concat(Enumerable.Range(0, keys).Select(at => at % 6 == 5 ? ' ' : (char)('a' + at % 26)));
        await page.Keyboard.TypeAsync(text, new() { Delay = 30 });
        await Wait.UntilAsync(async () => await page.EvaluateAsync<int>("window.typed.length") >= keys, "every key was painted");
        return Times.Of(await page.EvaluateAsync<double[]>("window.typed"));
    }
}
