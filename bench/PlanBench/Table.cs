namespace PlanBench;

/// <summary>Rows for people, as a Markdown table.</summary>
internal static class Table
{
    public static void Print(string[] titles, IEnumerable<string[]> rows)
    {
        string[][] all = [titles, .. rows];
        var widths = titles.Select((_, at) => all.Max(row => row[at].Length)).ToArray();
        Print(titles, widths);
        Print([.. widths.Select(width => new string('-', width))], widths);
        foreach (var row in all[1..]) Print(row, widths);
    }

    private static void Print(string[] cells, int[] widths) =>
        Console.WriteLine($"| {string.Join(" | ", cells.Select((cell, at) => at == 0 ? cell.PadRight(widths[at]) : cell.PadLeft(widths[at])))} |");
}
