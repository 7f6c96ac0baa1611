using System.Collections.Immutable;
using System.Text.RegularExpressions;
using OgdPlans.Tests;

namespace PlanEditor.Tests.Rights;

/// <summary>The tables of docs/rights.md: what everybody may, written by hand. Nothing here asks the program.</summary>
internal static partial class RightsTable
{
    public const char Yes = 'Y';
    public const char No = '-';
    public const char NotFound = '.';
    public const char Final = 'F';
    public const char NotNow = 'n';
    public const char SignIn = 's';

    public const string Reading = "Reading a plan";
    public const string Beside = "Beside the plans";

    // Another document, whose table another test reads.
    private const string Report = "The report";

    private const int CellsFrom = 3;

    static RightsTable()
    {
        var rows = ImmutableArray.CreateBuilder<RightsRow>();
        var section = "";
        foreach (var line in File.ReadLines(Repository.Path("docs", "rights.md")))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal)) section = line[3..];
            if (section == Report || !line.StartsWith("| ", StringComparison.Ordinal)) continue;
            var cells = line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries).ToImmutableArray();
            if (cells[0] == "act") Columns = cells[CellsFrom..];
            else rows.Add(new RightsRow(section, cells[0], Token().Match(cells[1]).Groups[1].Value, [.. cells[2].Split(", ")], cells[CellsFrom..]));
        }

        Rows = rows.ToImmutable();
    }

    /// <summary>The people, as the heads of the columns name them.</summary>
    public static ImmutableArray<string> Columns { get; } = [];

    public static ImmutableArray<RightsRow> Rows { get; }

    public static RightsRow Find(string act) => Rows.Single(row => row.Act == act);

    [GeneratedRegex("^`([^`]+)`$")]
    private static partial Regex Token();
}

/// <summary>One act, and what everybody may of it.</summary>
/// <param name="Section">The section of the page that it stands in.</param>
/// <param name="Act">The act, in words.</param>
/// <param name="By">How the program names it: an operation, an address, a tab, a method.</param>
/// <param name="Ways">The ways on which it is tried.</param>
/// <param name="Cells">One for each column.</param>
internal sealed record RightsRow(string Section, string Act, string By, ImmutableArray<string> Ways, ImmutableArray<string> Cells)
{
    /// <summary>Whether it is an act on a plan, and so has a cell for each state.</summary>
    public bool IsOfPlan => Section != RightsTable.Beside;

    /// <summary>How many cells it has, on all its ways.</summary>
    public int Count => Ways.Length * Cells.Length * (IsOfPlan ? PlanStage.All.Length : 1);

    /// <summary>The ways that need no browser: what goes over a circuit has tests of its own.</summary>
    public ImmutableArray<string> Plain => Ways.Remove("circuit");

    public char this[int column, int stage] => Cells[column] is [var one] ? one : Cells[column][stage];

    public override string ToString() => Act;
}
