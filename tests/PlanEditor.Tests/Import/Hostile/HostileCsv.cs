using System.Globalization;
using System.Text;
using PlanEditor.Import;
using static PlanEditor.Tests.Import.Hostile.HostileFile;

namespace PlanEditor.Tests.Import.Hostile;

/// <summary>CSV files: letters, marks, sizes, and what is no CSV at all.</summary>
internal static class HostileCsv
{
    private const string NotUtf8 = "not written in UTF-8";
    private const string Neither = "neither a CSV file nor";

    private static readonly string[] Words = ["One", "Año de la niñez", "ধাপ ক্ষ", "चरण", "\U0001F600 e\u0301"];

    private static readonly (string Name, byte[] Bytes)[] IllFormed =
    [
        ("a byte that never is", [0xFF]), ("a second byte without a first", [0x80]), ("a first byte without a second", [0xC3]), ("NUL in two bytes", [0xC0, 0x80]), ("a slash in two bytes", [0xC0, 0xAF]), ("a slash in three bytes", [0xE0, 0x80, 0xAF]),
        ("half a pair", [0xED, 0xA0, 0x80]), ("a pair in six bytes", [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80]), ("beyond the last plane", [0xF4, 0x90, 0x80, 0x80]), ("five bytes", [0xF8, 0x88, 0x80, 0x80, 0x80]), ("three of four bytes", [0xF0, 0x9F, 0x98]),
    ];

    private static readonly (string Name, byte[] Start)[] Others =
    [
        ("PNG", [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A]), ("JPEG", [0xFF, 0xD8, 0xFF, 0xE0]), ("GIF", [.. "GIF89a"u8]), ("gzip", [0x1F, 0x8B, 8]), ("7z", [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C]), ("rar", [.. "Rar!"u8, 0x1A, 7]),
        ("ELF", [0x7F, .. "ELF"u8]), ("exe", [.. "MZ"u8, 0x90]), ("SQLite", [.. "SQLite format 3"u8]), ("tar", [.. "a.txt"u8]), ("wasm", [.. "\0asm"u8]), ("MP4", [0, 0, 0, 0x20, .. "ftypisom"u8]), ("Parquet", [.. "PAR1"u8, 0x15]), ("PDF", [.. "%PDF-1.7\n%"u8, 0xE2, 0xE3]),
    ];

    private static readonly (string Name, string Start)[] Texts =
    [
        ("a web page", "<!DOCTYPE html><html><table><tr><td>Step</td></tr></table>"), ("a web page with a mark before it", "\uFEFF \n<html>"), ("XML", "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"b\">]><l>&a;</l>"), ("SVG", "<svg onload=\"alert(1)\"/>"), ("JSON", "{\"format\":\"ogdPlans.plan\"}"), ("rich text", "{\\rtf1\\ansi Step}"),
    ];

    public static Dictionary<string, IEnumerable<HostileFile>> Families => new()
    {
        ["letters"] = Encodings(),
        ["characters"] = Characters(),
        ["shapes"] = Shapes(),
        ["kinds"] = Kinds(),
        ["sizes"] = Sizes(),
    };

    private static IEnumerable<HostileFile> Encodings()
    {
        foreach (var words in Words)
        {
            var text = $"Step\n{words}\n";
            string[][] lines = [["Step"], [words]];
            yield return Read($"letters: UTF-8, {words}", () => Utf8(text), lines);
            yield return Read($"letters: UTF-8 with a mark, {words}", () => Utf8("\uFEFF" + text), lines);
            yield return Read($"letters: UTF-16 with a mark, {words}", () => Encoding.Unicode.GetBytes("\uFEFF" + text), lines);
            yield return Read($"letters: UTF-16 the other way round, {words}", () => Encoding.BigEndianUnicode.GetBytes("\uFEFF" + text), lines);
            yield return Refuse($"letters: UTF-16 without a mark, {words}", () => Encoding.Unicode.GetBytes(text), Neither);
            yield return Refuse($"letters: UTF-32, {words}", () => Encoding.UTF32.GetBytes(text), Neither);
            yield return Refuse($"letters: UTF-32 with a mark, {words}", () => Encoding.UTF32.GetBytes("\uFEFF" + text), Neither);
        }

        foreach (var (page, words) in new[] { ("iso-8859-1", "Año"), ("windows-1252", "“Año”"), ("macintosh", "Año"), ("shift_jis", "手順"), ("gb18030", "步骤"), ("big5", "步驟"), ("euc-kr", "단계"), ("koi8-r", "Шаг"), ("windows-1256", "خطوة"), ("IBM037", "Step") })
            yield return Refuse($"letters: {page}", () => (page == "iso-8859-1" ? Encoding.Latin1 : CodePagesEncodingProvider.Instance.GetEncoding(page)!).GetBytes($"Step\n{words}\n"), NotUtf8);
        foreach (var half in new[] { '\uD800', '\uDBFF', '\uDC00', '\uDFFF' })
            foreach (var isLast in new[] { false, true })
                yield return Refuse($"letters: half a pair in UTF-16, {(int)half:X4}{(isLast ? ", last" : "")}", () => [0xFF, 0xFE, .. "Step\n".SelectMany(c => new[] { (byte)c, (byte)0 }), (byte)half, (byte)(half >> 8), .. isLast ? Array.Empty<byte>() : [(byte)'x', 0]], NotUtf8);
        yield return Refuse("letters: an odd byte at the end of UTF-16", () => [.. Encoding.Unicode.GetBytes("\uFEFFStep\nOne"), 0x41], NotUtf8);
        foreach (var (name, bytes) in IllFormed)
            foreach (var before in new[] { "", "One", new string('x', 20_000) })
                yield return Refuse($"letters: {name}, after {before.Length}", () => [.. Utf8("Step\n" + before), .. bytes, .. Utf8(before.Length > 0 ? "\n" : "")], NotUtf8);
    }

    private static IEnumerable<HostileFile> Characters()
    {
        // Not NUL, which no text has, and not what ends a line.
        foreach (var one in Enumerable.Range(1, 31).Except([0x09, 0x0A, 0x0D]).Append(0x7F).Concat([0xFFFE, 0xFFFF, 0x1FFFE, 0x1FFFF, 0x10FFFE, 0x10FFFF]))
            yield return Rows($"U+{one:X4} in a title", sound: 0, "Step: Position 1 has", "Commitment;Step", $"C1;O{char.ConvertFromUtf32(one)}ne");
        // What turns, hides or joins letters stays as it was written.
        foreach (var one in new[] { 0x85, 0xA0, 0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2028, 0x2029, 0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0xFDD0, 0xFEFF, 0xFFF9, 0xFFFD, 0xE000, 0xE0041, 0x1D173 })
            yield return Rows($"U+{one:X4} in a title", sound: 1, null, "Commitment;Step", $"C1;O{char.ConvertFromUtf32(one)}ne");
        yield return Refuse("letters: NUL", () => Utf8("Step\nO\0ne"), Neither);
        yield return Rows("NUL far behind", sound: 0, "control character U+0000", "Commitment;Step;Deliverable", $"C1;One;{new string('x', 9000)}\0");
        foreach (var start in new[] { "=", "+", "-", "@", "|", "%", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20" })
            yield return Rows($"a formula with {start}", sound: 1, null, "Commitment;Step", $"C1;{start}cmd|' /C calc'!A0");
        foreach (var markup in new[] { "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "${7*7}", "{{7*7}}", "' OR 1=1 --", "%00%0a", "../../etc/passwd", "\\\\host\\share", "&lt;&#0;" })
            yield return Rows($"{markup} in a title", sound: 1, null, "Commitment;Step", $"C1;{markup.Replace(';', ',')}");
        yield return Rows("nine hundred marks on a letter", sound: 0, "160 characters", "Commitment;Step", "C1;e" + new string('\u0301', 900));
    }

    private static IEnumerable<HostileFile> Shapes()
    {
        foreach (var mark in new[] { ",", ";", "\t" })
            foreach (var end in new[] { "\n", "\r\n", "\r" })
                foreach (var last in new[] { "", end, end + end })
                    yield return Read($"shape: {Code(mark)} {Code(end)} {Code(last)}", () => Utf8($"Step{mark}Due{end}\"O{mark}ne\"{mark}\"a \"\"b\"\"{end}c\"{last}"), ["Step", "Due"], [$"O{mark}ne", $"a \"b\"{end}c"]);
        yield return Either("shape: a quotation mark that is never closed", () => Utf8("Step\n\"One"), ["Step"], ["One"]);
        yield return Refuse("shape: one that holds too much", () => Utf8("Step\n\"" + new string('x', SheetLimits.CellUnitsMax * 2)), "Perhaps a quotation mark");
        yield return Read("shape: quotation marks inside a word", () => Utf8("Step\nO\"n\"e"), ["Step"], ["O\"n\"e"]);
        yield return Read("shape: lines of different lengths", () => Utf8("Step,Due\nOne\nTwo,a,b,c"), ["Step", "Due"], ["One"], ["Two", "a", "b", "c"]);
        yield return Read("shape: one column with commas in its cells", () => Utf8("Step\nOne, two; three"), ["Step"], ["One, two; three"]);
        yield return Read("shape: names that are there twice", () => Utf8("Step,Step,Step\nOne,Two,Three"), ["Step", "Step", "Step"], ["One", "Two", "Three"]);
        yield return Read("shape: no names", () => Utf8(",x\nOne,Two"), ["", "x"], ["One", "Two"]);
        foreach (var (name, text) in new[] { ("nothing", ""), ("a mark", "\uFEFF"), ("spaces", "   "), ("ends of lines", "\n\r\n\n"), ("commas", ",,,\n,,,"), ("ends of lines, a hundred thousand", new string('\n', 100_000)) })
            yield return Refuse($"shape: {name}", () => Utf8(text), "empty");
        foreach (var (name, text) in new[] { ("one line", "Step,Due\n"), ("one line and commas", "Step,Due\n,\n,"), ("one cell", "x"), ("one long cell", new string('x', 50_000)) })
            yield return Refuse($"shape: {name}", () => Utf8(text), "one line only");
    }

    private static IEnumerable<HostileFile> Kinds()
    {
        foreach (var (name, start) in Others) yield return Refuse($"kind: {name}", () => [.. start, 0, 0, 1, .. Enumerable.Repeat((byte)0xA7, 3000)]);
        foreach (var (name, text) in Texts) yield return Refuse($"kind: {name}", () => Utf8(text), "not a CSV file");
        yield return Refuse("kind: an old workbook", () => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[512]], "an old kind");
        foreach (var size in new[] { 1, 2, 4, 100, 8192, 8193, 100_000 }) yield return Refuse($"kind: {size} zeros", () => new byte[size], Neither);
    }

    private static IEnumerable<HostileFile> Sizes()
    {
        string[] Numbered(int count, string name) => [.. Enumerable.Range(0, count).Select(at => string.Create(CultureInfo.InvariantCulture, $"{name}{at}"))];
        byte[] OfRows(int count) => Utf8("Step\n" + string.Join('\n', Numbered(count, "s")));
        yield return Read("size: as many rows as may be", () => OfRows(SheetLimits.RowsMax), [["Step"], .. Numbered(SheetLimits.RowsMax, "s").Select(row => new[] { row })]);
        yield return Refuse("size: one row more", () => OfRows(SheetLimits.RowsMax + 1), "more than 2,000 rows");
        byte[] OfColumns(int count) => Utf8(string.Join(',', Numbered(count, "c")) + "\n" + string.Join(',', Numbered(count, "v")));
        yield return Read("size: as many columns as may be", () => OfColumns(SheetLimits.ColumnsMax), Numbered(SheetLimits.ColumnsMax, "c"), Numbered(SheetLimits.ColumnsMax, "v"));
        yield return Refuse("size: one column more", () => OfColumns(SheetLimits.ColumnsMax + 1), "Line 1 has more than 200 columns");
        yield return Refuse("size: one column more, later", () => Utf8("Step,Due\nOne\n" + new string(',', SheetLimits.ColumnsMax) + "x"), "Line 3 has more than 200 columns");
        yield return Read("size: a cell as long as may be", () => Utf8("Step\n" + new string('x', SheetLimits.CellUnitsMax)), ["Step"], [new string('x', SheetLimits.CellUnitsMax)]);
        yield return Read("size: a cell as long as may be, in quotation marks", () => Utf8($"Step\n\"{new string('x', SheetLimits.CellUnitsMax - 1)}\"\"\""), ["Step"], [new string('x', SheetLimits.CellUnitsMax - 1) + "\""]);
        yield return Refuse("size: a cell of one letter more", () => Utf8("Step\n" + new string('x', SheetLimits.CellUnitsMax + 1)), "more than 50,000 characters");
        byte[] OfBytes(int count)
        {
            var line = new string('x', 49_999) + "\n";
            return Utf8(("Step\n" + string.Concat(Enumerable.Repeat(line, count / line.Length + 1)))[..count]);
        }

        yield return new HostileFile("size: as many bytes as may be", () => OfBytes(SheetLimits.FileSizeBytesMax));
        yield return Refuse("size: one byte more", () => OfBytes(SheetLimits.FileSizeBytesMax + 1), "larger than 5 MB");
    }

    private static string Code(string marks) => marks.Length == 0 ? "none" : string.Join(' ', marks.Select(mark => $"{(int)mark:X2}"));
}
