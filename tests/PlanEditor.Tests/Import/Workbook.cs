using System.IO.Compression;
using System.Text;

namespace PlanEditor.Tests.Import;

/// <summary>Makes .xlsx workbooks by hand, sound ones and others: a sheet's XML in, a file out.</summary>
internal static class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>A workbook of one sheet with rows such as <c>&lt;row r="1">…&lt;/row></c>. Style 1 shows a day, style 2 a day in a format of its own.</summary>
    public static byte[] Of(string rows, string strings = "", string head = "") => Zip(Parts(rows, strings, head));

    /// <summary>The parts of such a workbook by their names.</summary>
    public static (string Name, string Content)[] Parts(string rows, string strings = "", string head = "") =>
    [
        ("[Content_Types].xml", $"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"""),
        ("_rels/.rels", $"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
        ("xl/workbook.xml", $"""<?xml version="1.0"?><workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets><sheet name="Rows" sheetId="1" r:id="r1"/></sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels", $"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{Relations}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="{Relations}/styles" Target="styles.xml"/></Relationships>"""),
        ("xl/worksheets/sheet1.xml", $"""<?xml version="1.0"?>{head}<worksheet xmlns="{Main}"><sheetData>{rows}</sheetData></worksheet>"""),
        ("xl/sharedStrings.xml", $"""<?xml version="1.0"?><sst xmlns="{Main}">{strings}</sst>"""),
        ("xl/styles.xml", $"""<?xml version="1.0"?><styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="170" formatCode="d\ mmm\ yyyy"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>"""),
    ];

    /// <summary>A small file with a large one in it.</summary>
    public static byte[] Bomb(int megabytes)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            var spaces = new byte[1024 * 1024];
            for (var at = 0; at < megabytes; at++) entry.Write(spaces);
        }

        return file.ToArray();
    }

    public static byte[] Zip(params (string Name, string Content)[] entries)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }

        return file.ToArray();
    }
}
