using Microsoft.Playwright;

namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>How long the page took from each key to the frame that shows it, in milliseconds.</summary>
public sealed record Typing(IReadOnlyList<double> Sorted)
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

    public double Median => At(.5);

    public double P95 => At(.95);

    public double Max => Sorted[^1];

    /// <summary>Types keys where the caret is, each after a pause as people make it.</summary>
    public static async Task<Typing> MeasureAsync(IPage page, int keys)
    {
        await page.EvaluateAsync(Watch);
        var text = string.Concat(Enumerable.Range(0, keys).Select(at => at % 6 == 5 ? ' ' : (char)('a' + at % 26)));
        await page.Keyboard.TypeAsync(text, new() { Delay = 30 });
        await Wait.UntilAsync(async () => await page.EvaluateAsync<int>("window.typed.length") >= keys, "every key was painted");
        return new Typing([.. (await page.EvaluateAsync<double[]>("window.typed")).Order()]);
    }

    public override string ToString() => FormattableString.Invariant($"{Median,8:0.0} {P95,8:0.0} {Max,8:0.0}");

    private double At(double share) => Sorted[(int)Math.Ceiling(share * Sorted.Count) - 1];
}
