using System.Globalization;
using PageBench;

return args switch
{
    [] => await Pages.RunAsync(200),
    [var count] when int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var pages) && pages is >= 4 and <= 300 => await Pages.RunAsync(pages),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: bench/pages.sh [PAGES]   (4 to 300, 200 when left out)");
    return 2;
}
