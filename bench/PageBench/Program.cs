using System.Globalization;
using PageBench;

const int Most = 300;

Report.Json = args.Contains("--json");
return args.Where(argument => argument != "--json").ToArray() switch
{
    [] => await Pages.RunAsync(200),
    [var count] when Count(count) is { } pages => await Pages.RunAsync(pages),
    ["big"] => await BigPlan.RunAsync(),
    ["floor"] => await Floor.RunAsync(40),
    ["floor", var count] when Count(count) is { } pages => await Floor.RunAsync(pages),
    _ => Usage(),
};

static int? Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pages) && pages is >= 4 and <= Most ? pages : null;

static int Usage()
{
    Console.Error.WriteLine($"usage: bench/pages.sh [floor] [PAGES]   (4 to {Most}; left out: 200, of empty ones 40), or bench/pages.sh big; each with --json for one line");
    return 2;
}
