using System.Buffers;
using System.Globalization;
using System.Text;

namespace PlanEditor.Export;

/// <summary>
/// Tables as files for spreadsheets: RFC 4180, every cell in quotes, UTF-8 with the mark by which spreadsheets know it. No cell can become a formula:
/// before a sign with which one could begin stands an apostrophe, also behind a separator, because some spreadsheets divide by other separators than
/// commas, and then by the ends of lines inside a cell too. Inside a text the ends of lines, rules and the marks of lists stay as they are where no
/// formula can come of them, so that Markdown stays Markdown.
/// </summary>
public static class Csv
{
    /// <summary>With these a formula can begin, in their full-width and small forms too.</summary>
    private static readonly SearchValues<char> Beginnings = SearchValues.Create("=+-@\t\r\n＝＋－＠﹦﹢﹣﹫");

    private static readonly SearchValues<char> Separators = SearchValues.Create(",;|\t\r\n");

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    /// <summary>Of these a formula needs one to call a function, another program or another file, in their full-width and small forms too.</summary>
    private static readonly SearchValues<char> Calls = SearchValues.Create("(!|[（！｜［﹙﹗");

    /// <summary>Of these alone no formula is made.</summary>
    private static readonly SearchValues<char> Rules = SearchValues.Create("-=: ");

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
        var (begins, inside) = (true, false);
        for (var at = 0; at < text.Length; at++)
        {
            var unit = text[at];
            if (begins && Beginnings.Contains(unit) && !(inside && IsMarkdown(text, at))) written.Append('\'');
            inside |= !IsPassedOver(unit);
            begins = Separators.Contains(unit) || (begins && IsPassedOver(unit));
            written.Append(unit);
            if (unit == '"') written.Append('"');
        }

        return written.Append('"').ToString();
    }

    /// <summary>Whether a sign inside a text is one of Markdown, and no formula begins with it even for a spreadsheet that takes what stands behind the last separator for a cell.</summary>
    private static bool IsMarkdown(string text, int at)
    {
        if (LineEnds.Contains(text[at])) return true;
        var rest = text.AsSpan(at);
        if (rest[..(1 + End(rest[1..], Separators))].IndexOfAnyExcept(Rules) < 0) return true;
        var before = text.AsSpan(0, at).TrimEnd(' ');
        return rest is ['-' or '+', ' ', ..] && before is [.., var end] && LineEnds.Contains(end) && !rest[..End(rest, LineEnds)].ContainsAny(Calls);
    }

    private static int End(ReadOnlySpan<char> text, SearchValues<char> ends) => text.IndexOfAny(ends) is >= 0 and var end ? end : text.Length;

    /// <summary>Whether a spreadsheet may look behind it for the beginning of a cell.</summary>
    private static bool IsPassedOver(char unit) => char.IsWhiteSpace(unit) || unit is '"' || char.GetUnicodeCategory(unit) is UnicodeCategory.Format or UnicodeCategory.Control;
}
