using System.IO.Compression;
using System.Security;
using PlanEditor.Import;
using static PlanEditor.Tests.Import.Hostile.HostileFile;

namespace PlanEditor.Tests.Import.Hostile;

/// <summary>Workbooks: damaged, made by hand, with things in them that would run, load or unpack.</summary>
internal static class HostileWorkbooks
{
    private const string Strings = "<si><t>Step</t></si><si><t>One</t></si>";
    private const string Rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c></row>";
    private const string Head = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    private const string External = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly string[][] Sound = [["Step"], ["One"]];

    private static readonly (string Name, Func<string, string> Of)[] Damages =
    [
        ("empty", _ => ""), ("words", _ => "hello"), ("cut in half", content => content[..(content.Length / 2)]), ("without its end", content => content[..^3]), ("another root", _ => "<x/>"), ("two roots", content => content + "<x/>"), ("said to be UTF-16", content => content.Replace("<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"utf-16\"?>", StringComparison.Ordinal)),
        ("of no encoding", content => content.Replace("<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"x-none\"?>", StringComparison.Ordinal)), ("without names of spaces", content => content.Replace("xmlns=\"http", "xmlns=\"x", StringComparison.Ordinal)), ("behind a comment of a million letters", content => content.Replace("?>", "?><!--" + new string('x', 1_000_000) + "-->", StringComparison.Ordinal)),
        ("behind an order to another program", content => content.Replace("?>", "?><?xml-stylesheet href=\"http://127.0.0.1:9/x.xsl\"?>", StringComparison.Ordinal)), ("including another", content => content.Replace("?>", "?><xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/hostname\"/>", StringComparison.Ordinal)),
    ];

    private static readonly (string Name, string Head)[] Documents =
    [
        ("an entity", "<!DOCTYPE l [<!ENTITY a \"ha\">]>"), ("a billion laughs", "<!DOCTYPE l [<!ENTITY a \"ha\">" + string.Concat("bcdefgh".Select((c, at) => $"<!ENTITY {c} \"{string.Concat(Enumerable.Repeat($"&{"abcdefg"[at]};", 10))}\">")) + "]>"), ("an entity from a file", "<!DOCTYPE l [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>"),
        ("an entity from the net", "<!DOCTYPE l SYSTEM \"http://127.0.0.1:9/x.dtd\">"), ("a hundred thousand times one entity", $"<!DOCTYPE l [<!ENTITY a \"{new string('x', 100_000)}\">]>"),
    ];

    // What a cell of each type comes to for each value; null: the workbook is refused.
    private static readonly string[] Values = ["", "0", "1", "-1", "1e400", "NaN", "text", "99999999999999999999", " 1 ", "1,5", "1E-400"];

    private static readonly (string Type, string?[] Come)[] Types =
    [
        ("n", ["", "0", "1", "-1", "1e400", "NaN", null, "100000000000000000000", "1", null, "0"]),
        ("s", ["", "Step", "One", null, null, null, null, null, null, null, null]),
        ("str", ["", "0", "1", "-1", "1e400", "NaN", "text", "99999999999999999999", " 1 ", "1,5", "1E-400"]),
        ("b", ["", "no", "yes", "-1", "1e400", "NaN", "text", "99999999999999999999", " 1 ", "1,5", "1E-400"]),
        ("e", ["", "0", "1", "-1", "1e400", "NaN", "text", "99999999999999999999", " 1 ", "1,5", "1E-400"]),
        ("d", ["", "0", "1", "-1", "1e400", "NaN", "text", "99999999999999999999", " 1 ", "1,5", "1E-400"]),
        ("none", [null, null, null, null, null, null, null, null, null, null, null]),
    ];

    public static Dictionary<string, IEnumerable<HostileFile>> Families => new()
    {
        ["parts of a workbook"] = Parts(),
        ["cells of a workbook"] = Cells(),
        ["places in a workbook"] = Places(),
        ["what is beside in a workbook"] = Extras(),
        ["zips"] = Zips(),
        ["sizes of a workbook"] = Sizes(),
    };

    public static byte[] SoundFile => Workbook.Of(Rows, Strings);

    private static IEnumerable<HostileFile> Parts()
    {
        foreach (var part in Workbook.Parts(Rows, Strings).Select(part => part.Name))
        {
            yield return Either($"{part}: missing", () => Workbook.Zip([.. Workbook.Parts(Rows, Strings).Where(one => one.Name != part)]), Sound);
            foreach (var (name, of) in Damages) yield return Either($"{part}: {name}", () => With(part, of), Sound);
            foreach (var (name, head) in Documents) yield return Refuse($"{part}: {name}", () => With(part, content => content.Replace("?>", "?>" + head, StringComparison.Ordinal)), "no sound .xlsx");
            foreach (var depth in new[] { 151, 5_000, 200_000 }) yield return Refuse($"{part}: {depth} elements in elements", () => With(part, content => Into(content, string.Concat(Enumerable.Repeat("<x>", depth)) + string.Concat(Enumerable.Repeat("</x>", depth)))), "nested deeper");
            yield return Either($"{part}: a thousand elements that nobody knows", () => With(part, content => Into(content, string.Concat(Enumerable.Repeat("<x y=\"1\"/>", 1000)))), Sound);
        }
    }

    private static IEnumerable<HostileFile> Cells()
    {
        foreach (var (type, come) in Types)
            for (var at = 0; at < Values.Length; at++)
            {
                var (value, what) = (Values[at], come[at]);
                byte[] Make() => Workbook.Of($"{Head}<row r=\"2\"><c r=\"A2\" t=\"{type}\"><v xml:space=\"preserve\">{value}</v></c><c r=\"B2\" t=\"str\"><v>x</v></c></row>", Strings);
                yield return what is null ? Refuse($"cell: “{value}” as {type}", Make, "no sound .xlsx") : Read($"cell: “{value}” as {type}", Make, ["Step"], [what, "x"]);
            }

        foreach (var (serial, day) in new[] { ("43312", "2018-07-31"), ("43312.99", "2018-07-31"), ("2958465", "9999-12-31"), ("2958466", "2958466"), ("-1", "-1"), ("1e300", "1e300"), ("0", "1899-12-30") })
            yield return Read($"cell: the day {serial}", () => Workbook.Of($"{Head}<row><c s=\"1\"><v>{serial}</v></c></row>", Strings), ["Step"], [day]);
        foreach (var style in new[] { "-1", "99", "4294967295", "99999999999", "x" })
            yield return Either($"cell: a look {style} that there is not", () => Workbook.Of($"{Head}<row><c s=\"{style}\" t=\"s\"><v>1</v></c></row>", Strings), Sound);
        foreach (var formula in new[] { "SUM(A:A)", "HYPERLINK(\"http://127.0.0.1:9/\",\"x\")", "WEBSERVICE(\"http://127.0.0.1:9/\")", "cmd|' /C calc'!A0", "[1]Sheet1!A1", "'file:///etc/[x.xlsx]S'!A1", "INDIRECT(\"A1\")", "A2", new string('(', 8000) })
            yield return Read($"cell: the formula {Quoted.Short(formula)}", () => Workbook.Of($"{Head}<row><c t=\"str\"><f>{SecurityElement.Escape(formula)}</f><v>One</v></c></row>", Strings), Sound);
        foreach (var (escape, letter) in new[] { ("_x000D__x000A_", "\r\n"), ("_x0041_", "A"), ("_x005F_x0041_", "_x0041_"), ("_xD83D__xDE00_", "\U0001F600"), ("_x00_", "_x00_"), ("_xZZZZ_", "_xZZZZ_") })
            yield return Read($"cell: {escape}", () => Workbook.Of($"{Head}<row><c t=\"str\"><v>a{escape}b</v></c></row>", Strings), ["Step"], [$"a{letter}b"]);
        foreach (var reference in new[] { "&#0;", "&#1;", "&#xB;", "&#x1F;", "&#xD800;", "&#xFFFE;", "&#x110000;", "&nbsp;", "&", "<", "]]>" })
            yield return Refuse($"cell: {reference} in XML", () => Workbook.Of($"{Head}<row><c t=\"str\"><v>a{reference}b</v></c></row>", Strings), "no sound .xlsx");
        foreach (var escape in new[] { "_x0000_", "_x0001_", "_x000B_", "_x001F_", "_x007F_", "_xD800_", "_xDFFF_", "_xFFFE_", "_xFFFF_" })
            yield return new HostileFile($"cell: {escape} in a title", () => Workbook.Of($"{Head}<row><c t=\"str\"><v>a{escape}b</v></c></row>", Strings)) { Sound = 0, Problem = "Position 1 has" };
        foreach (var index in new[] { "2", "2147483647", "2147483648", "-1", "+1", "0x1", "1.0", "١" })
            yield return Refuse($"cell: the string {index} that there is not", () => Workbook.Of($"{Head}<row><c t=\"s\"><v>{index}</v></c></row>", Strings), "no sound .xlsx");
        yield return Read("cell: a string of readings", () => Workbook.Of(Rows, "<si><t>Step</t></si><si><r><t>O</t></r><r><t>ne</t></r><rPh><t>not this</t></rPh></si>"), Sound);
        yield return Read("cell: a string that counts wrongly", () => With("xl/sharedStrings.xml", content => content.Replace("<sst ", "<sst count=\"4000000000\" uniqueCount=\"4000000000\" ", StringComparison.Ordinal)), Sound);
    }

    private static IEnumerable<HostileFile> Places()
    {
        foreach (var place in new[] { "A0", "A1", "a2", "A", "A1048577", "A99999999999999999999", "A2:B3" })
            yield return Read($"place: {place}", () => Workbook.Of($"{Head}<row><c r=\"{place}\" t=\"s\"><v>1</v></c></row>", Strings), Sound);
        foreach (var place in new[] { "", "2", "$A$2", "!", "É1", "-A1", "٢" })
            yield return Refuse($"place: {place} of no column", () => Workbook.Of($"{Head}<row><c r=\"{place}\" t=\"s\"><v>1</v></c></row>", Strings), "no sound .xlsx");
        foreach (var place in new[] { "GS2", "XFD1", "ZZZZZZZZZZ1", new string('Z', 5000) })
            yield return Refuse($"place: {Quoted.Short(place)} far out", () => Workbook.Of($"{Head}<row r=\"2\"><c r=\"{place}\" t=\"s\"><v>1</v></c></row>", Strings), "more than 200 columns");
        foreach (var row in new[] { "0", "1", "7", "1048577", "2147483647", "2147483648", "-1", "x", "", "1.5", "٢" })
            yield return Either($"place: the row {row}", () => Workbook.Of($"{Head}<row r=\"{row}\"><c t=\"s\"><v>1</v></c></row>", Strings), Sound);
        yield return Read("place: cells the wrong way round", () => Workbook.Of("<row><c r=\"C1\" t=\"str\"><v>c</v></c><c r=\"A1\" t=\"s\"><v>0</v></c></row><row><c r=\"B2\" t=\"str\"><v>b</v></c><c r=\"A2\" t=\"str\"><v>a</v></c></row>", Strings), ["Step", "", "c"], ["a", "b"]);
        yield return Read("place: a cell twice", () => Workbook.Of($"{Head}<row><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"A2\" t=\"s\"><v>1</v></c></row>", Strings), Sound);
        yield return Read("place: a row twice", () => Workbook.Of($"{Head}<row r=\"2\"><c t=\"s\"><v>1</v></c></row><row r=\"2\"><c t=\"s\"><v>0</v></c></row>", Strings), ["Step"], ["One"], ["Step"]);
        yield return Refuse("place: no rows", () => Workbook.Of(""), "empty");
        foreach (var state in new[] { "hidden", "veryHidden" }) yield return Refuse($"place: a sheet that is {state}", () => With("xl/workbook.xml", content => content.Replace("<sheet ", $"<sheet state=\"{state}\" ", StringComparison.Ordinal)), "not hidden");
        foreach (var id in new[] { "r9", "r2", "r3", "", "\u202E" }) yield return Refuse($"place: a sheet that is “{id}”", () => With("xl/workbook.xml", content => content.Replace("r:id=\"r1\"", $"r:id=\"{id}\"", StringComparison.Ordinal)));
        yield return Read("place: a thousand sheets that are one", () => With("xl/workbook.xml", content => content.Replace("<sheets>", "<sheets>" + string.Concat(Enumerable.Repeat("<sheet name=\"x\" sheetId=\"1\" r:id=\"r1\"/>", 1000)), StringComparison.Ordinal)), Sound);
    }

    private static IEnumerable<HostileFile> Extras()
    {
        foreach (var name in new[] { "xl/vbaProject.bin", "xl/activeX/activeX1.bin", "xl/embeddings/oleObject1.bin", "xl/printerSettings/p.bin", "xl/media/x.svg", "xl/drawings/vmlDrawing1.vml", "[trash]/0000.dat", "../../../../tmp/x", "/etc/passwd", "C:\\Windows\\x", "xl/worksheets/../../x", "con.txt", "xl/\u202Elmx.x", new string('n', 300) + ".x" })
            yield return Either($"beside: {Quoted.Short(name)}", () => Workbook.Zip([.. Workbook.Parts(Rows, Strings), (name, "\0\u0001<not xml")]), Sound);
        foreach (var name in new[] { "docProps/core.xml", "customXml/item1.xml", "xl/connections.xml", "xl/externalLinks/externalLink1.xml", "xl/_rels/x.rels" })
        {
            yield return Refuse($"beside: {name} with an entity", () => Workbook.Zip([.. Workbook.Parts(Rows, Strings), (name, "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><x>&a;</x>")]), "no sound .xlsx");
            yield return Either($"beside: {name}", () => Workbook.Zip([.. Workbook.Parts(Rows, Strings), (name, "<x/>")]), Sound);
        }

        foreach (var kind in new[] { "worksheet", "externalLink", "image", "hyperlink", "oleObject", "attachedTemplate", "styles", "sharedStrings" })
            yield return Either($"beside: {kind} from elsewhere", () => With("xl/_rels/workbook.xml.rels", content => Into(content, $"<Relationship Id=\"r9\" Type=\"{External}/{kind}\" Target=\"http://127.0.0.1:9/x\" TargetMode=\"External\"/>")), Sound);
        foreach (var target in new[] { "http://127.0.0.1:9/x.xml", "file:///etc/hostname", "\\\\127.0.0.1\\x", "../../../etc/hostname", "workbook.xml", "", "http://[:::" })
            yield return Either($"beside: the sheet is {target}", () => With("xl/_rels/workbook.xml.rels", content => content.Replace("worksheets/sheet1.xml", target, StringComparison.Ordinal)), Sound);
        yield return Refuse("beside: the sheet is elsewhere", () => With("xl/_rels/workbook.xml.rels", content => content.Replace("Target=\"worksheets/sheet1.xml\"", "Target=\"http://127.0.0.1:9/x.xml\" TargetMode=\"External\"", StringComparison.Ordinal)), "no sound .xlsx");
        foreach (var (name, type) in new[] { ("macros", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"), ("a template", "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"), ("an add-in", "application/vnd.ms-excel.addin.macroEnabled.main+xml"), ("a Word file", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"), ("nothing", "a/b") })
            yield return Either($"beside: a workbook that says it is {name}", () => With("[Content_Types].xml", content => content.Replace("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", type, StringComparison.Ordinal)), Sound);
    }

    private static IEnumerable<HostileFile> Zips()
    {
        for (var part = 0; part < 40; part++)
        {
            var at = part;
            yield return Refuse($"zip: cut at {at} of 40", () => [.. "PK"u8, .. SoundFile[2..Math.Max(2, SoundFile.Length * at / 40)]]);
        }

        foreach (var lost in new[] { 1, 4, 10, 21, 22, 23, 60 }) yield return Refuse($"zip: without its last {lost} bytes", () => SoundFile[..^lost], "no sound .xlsx");
        foreach (var (name, at, value) in new (string, int, byte)[] { ("said to be encrypted", 8, 0x01), ("packed in a way that nobody knows", 10, 99), ("of another sum", 16, 0x5A), ("larger than it is", 24, 0xFF), ("beginning elsewhere", 42, 0x33), ("of a longer name", 28, 0xFF), ("with more beside it", 30, 0xFF) })
            foreach (var which in new[] { 0, 4 })
                yield return Either($"zip: entry {which} {name}", () => Patched(which, at, value), Sound);
        yield return Either("zip: behind another program", () => [.. "PK"u8, .. new byte[1000], .. SoundFile], Sound);
        yield return Either("zip: twice", () => [.. SoundFile, .. SoundFile], Sound);
        yield return Either("zip: with words behind it", () => [.. SoundFile, .. "hello"u8], Sound);
        yield return Either("zip: a part twice", () => Workbook.Zip([.. Workbook.Parts(Rows, Strings), ("xl/worksheets/sheet1.xml", "<x/>")]), Sound);
        yield return Either("zip: a part twice, in capitals", () => Workbook.Zip([.. Workbook.Parts(Rows, Strings), ("XL/WORKSHEETS/SHEET1.XML", "<x/>")]), Sound);
        yield return Refuse("zip: in a zip", () => Stored(("x.xlsx", SoundFile)), "no sound .xlsx");
        yield return Refuse("zip: of nothing", () => Workbook.Zip(), "no sound .xlsx");
        yield return Refuse("zip: another", () => Workbook.Zip(("readme.txt", "hello")), "no sound .xlsx");
        yield return Refuse("zip: an OpenDocument", () => Workbook.Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>")), "no sound .xlsx");
        yield return Refuse("zip: no zip behind its first letters", () => [.. "PK\u0003\u0004"u8, .. Enumerable.Repeat((byte)7, 5000)], "no sound .xlsx");
        yield return Refuse("zip: two thousand files", () => Workbook.Zip([.. Enumerable.Range(0, 2000).Select(at => ($"{at}", ""))]), "unpacks to more");
    }

    private static IEnumerable<HostileFile> Sizes()
    {
        (string, string)[] Beside(int count) => [.. Workbook.Parts(Rows, Strings), .. Enumerable.Range(0, count - 7).Select(at => ($"x/{at}.bin", ""))];
        yield return Read("workbook size: as many parts as may be", () => Workbook.Zip(Beside(SheetLimits.EntriesMax)), Sound);
        yield return Refuse("workbook size: one part more", () => Workbook.Zip(Beside(SheetLimits.EntriesMax + 1)), "unpacks to more");
        string OfRows(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => "<row><c t=\"s\"><v>1</v></c></row>"));
        yield return Read("workbook size: as many rows as may be", () => Workbook.Of(Head + OfRows(SheetLimits.RowsMax), Strings), [["Step"], .. Enumerable.Repeat(new[] { "One" }, SheetLimits.RowsMax)]);
        yield return Refuse("workbook size: one row more", () => Workbook.Of(Head + OfRows(SheetLimits.RowsMax + 1), Strings), "more than 2,000 rows");
        string OfCells(int count) => $"<row>{string.Concat(Enumerable.Repeat("<c t=\"s\"><v>1</v></c>", count))}</row>";
        yield return Read("workbook size: as many columns as may be", () => Workbook.Of(OfCells(SheetLimits.ColumnsMax) + OfCells(SheetLimits.ColumnsMax), Strings), [.. Enumerable.Repeat(Enumerable.Repeat("One", SheetLimits.ColumnsMax).ToArray(), 2)]);
        yield return Refuse("workbook size: one column more", () => Workbook.Of(Head + OfCells(SheetLimits.ColumnsMax + 1), Strings), "more than 200 columns");
        yield return Read("workbook size: a cell as long as may be", () => Workbook.Of(Rows, $"<si><t>Step</t></si><si><t>{new string('x', SheetLimits.CellUnitsMax)}</t></si>"), ["Step"], [new string('x', SheetLimits.CellUnitsMax)]);
        yield return Refuse("workbook size: a cell of one letter more", () => Workbook.Of(Rows, $"<si><t>Step</t></si><si><t>{new string('x', SheetLimits.CellUnitsMax + 1)}</t></si>"), "more than 50,000 characters");
        yield return Refuse("workbook size: one long string in very many cells", () => Workbook.Of(Head + string.Concat(Enumerable.Repeat(OfCells(SheetLimits.ColumnsMax), 100)), $"<si><t>Step</t></si><si><t>{new string('x', SheetLimits.CellUnitsMax)}</t></si>"), "characters. Split");
        yield return Refuse("workbook size: one byte more than may be", () => [.. "PK"u8, .. new byte[SheetLimits.FileSizeBytesMax - 1]], "larger than 5 MB");
    }

    private static byte[] With(string part, Func<string, string> of) =>
        Workbook.Zip([.. Workbook.Parts(Rows, Strings).Select(one => one.Name == part ? (part, of(one.Content)) : one)]);

    private static string Into(string xml, string more) => xml.Insert(xml.LastIndexOf("</", StringComparison.Ordinal), more);

    private static byte[] Stored(params (string Name, byte[] Content)[] entries)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }

        return file.ToArray();
    }

    /// <summary>With another byte in what the zip's contents say of one entry.</summary>
    private static byte[] Patched(int which, int at, byte value)
    {
        var file = SoundFile;
        for (var from = 0; ; from++)
        {
            from += file.AsSpan(from).IndexOf("PK\u0001\u0002"u8);
            if (which-- > 0) continue;
            file[from + at] = value;
            return file;
        }
    }
}
