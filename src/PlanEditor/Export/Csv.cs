using System.Buffers;
using System.Globalization;
using System.Text;

namespace PlanEditor.Export;

/// <summary>
/// Tables as files for spreadsheets: RFC 4180, every cell in quotes, UTF-8 with the mark by which spreadsheets know it. No cell can become a formula:
/// before a sign with which one could begin stands an apostrophe, also behind a separator, because some spreadsheets divide by other separators than
/// commas.
/// </summary>
public static class Csv
{
    /// <summary>With these a formula can begin, in their full-width and small forms too.</summary>
    private static readonly SearchValues<char> Beginnings = SearchValues.Create("=+-@\t\r\n＝＋－＠﹦﹢﹣﹫");

    private static readonly SearchValues<char> Separators = SearchValues.Create(",;|\t\r\n");

    /// <summary>Writes rows.</summary>
    public static byte[] Write(IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var row in rows) text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A cell as it stands in the file.</summary>
    public static string Cell(string text)
    {
        var written = new StringBuilder("\"");
        var begins = true;
        foreach (var unit in text)
        {
            if (begins && Beginnings.Contains(unit)) written.Append('\'');
            begins = Separators.Contains(unit) || (begins && IsPassedOver(unit));
            written.Append(unit);
            if (unit == '"') written.Append('"');
        }

        return written.Append('"').ToString();
    }

    /// <summary>Whether a spreadsheet may look behind it for the beginning of a cell.</summary>
    private static bool IsPassedOver(char unit) => char.IsWhiteSpace(unit) || unit is '"' || char.GetUnicodeCategory(unit) is UnicodeCategory.Format or UnicodeCategory.Control;
}
