using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using PlanEditor.Import;
using PlanEditor.Import.Word;
using PlanModel;
using Xunit;

namespace PlanEditor.Tests.Import.Word;

/// <summary>Word files made to break whoever reads them, or to make a server load something: each is answered in words, soon.</summary>
public sealed class AwkwardWordFiles
{
    private const string W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    // The reader may work for fifteen seconds; on a busy machine it waits for the processor too.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(90);

    private static readonly Dictionary<string, Func<byte[]>> Files = new()
    {
        ["empty"] = () => [],
        ["zeros"] = () => new byte[100_000],
        ["an old file"] = () => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[512]],
        ["a PDF"] = () => [.. "%PDF-1.7\n"u8, 0, 1, 2, 3],
        ["too large"] = () => new byte[WordLimits.FileSizeBytesMax + 1],
        ["no zip behind its first letters"] = () => [.. "PK\u0003\u0004"u8, .. Enumerable.Repeat((byte)7, 5000)],
        ["another zip"] = () => Workbook.Zip(("readme.txt", "hello")),
        ["a workbook"] = () => Workbook.Of("<row/>"),
        ["half a file"] = () => Of("<w:p/>")[..400],
        ["a zip of two thousand files"] = () => Workbook.Zip([.. Enumerable.Range(0, 2000).Select(at => ($"{at}", ""))]),
        ["a zip that unpacks to 200 MB"] = () => Workbook.Bomb(megabytes: 200),
        ["many types"] = () => Zip("<w:p/>", types: string.Concat(Enumerable.Range(0, 40_000).Select(at => $"<Default Extension=\"x{at}\" ContentType=\"a/b\"/>"))),
        ["a billion laughs"] = () => Zip("<w:p><w:r><w:t>&h;</w:t></w:r></w:p>", head: "<!DOCTYPE l [<!ENTITY a \"ha\">" + string.Concat("bcdefgh".Select((c, at) => $"<!ENTITY {c} \"{string.Concat(Enumerable.Repeat($"&{"abcdefg"[at]};", 10))}\">")) + "]>"),
        ["an entity from elsewhere"] = () => Zip("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", head: "<!DOCTYPE l [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"),
        ["no XML"] = () => Of("<w:p><w:r></w:p>"),
        ["elements in elements"] = () => Of(string.Concat(Enumerable.Repeat("<w:sdt><w:sdtContent>", 40_000)) + string.Concat(Enumerable.Repeat("</w:sdtContent></w:sdt>", 40_000))),
        ["macros"] = () => Workbook.Zip(("[Content_Types].xml", "<Types/>"), ("word/vbaProject.bin", "x")),
        ["a file that may hold macros"] = () => Zip("<w:p/>", main: "application/vnd.ms-word.document.macroEnabled.main+xml"),
        ["another file in it"] = () => Of("<w:altChunk r:id=\"r9\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"/>"),
        ["a file that was not made here"] = () => Of("<w:p><w:r><w:t>hello</w:t></w:r></w:p>"),
        ["a picture from elsewhere in a file that was not made here"] = () => Zip("<w:p/>", relations: "<Relationship Id=\"r9\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"http://127.0.0.1:9/x.png\" TargetMode=\"External\"/>"),
        ["a number that is none"] = () => Of("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"many\"/><w:numId w:val=\"x\"/></w:numPr></w:pPr></w:p>"),
        ["an address that is none"] = () => Zip("<w:p/>", relations: "<Relationship Id=\"r9\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\"http://[:::\" TargetMode=\"External\"/>"),
        ["more paragraphs than any plan"] = () => Of(string.Concat(Enumerable.Repeat("<w:p/>", WordLimits.ParagraphsMax + 10)), isOurs: true),
        ["more words than any plan"] = () => Of(string.Concat(Enumerable.Repeat("<w:p><w:r><w:t>" + new string('x', 90_000) + "</w:t></w:r></w:p>", 100)), isOurs: true),
    };

    public static TheoryData<string> Names => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_awkward_file_is_refused_in_words_and_soon(string name)
    {
        var file = Files[name]();
        var clock = Stopwatch.StartNew();
        var problem = Assert.Throws<FileException>(() => WordFileReader.Read(file));
        Assert.True(clock.Elapsed < Soon, $"{clock.Elapsed}");
        Assert.EndsWith(".", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a million attributes")]
    [InlineData("a million runs")]
    [InlineData("a million styles")]
    public async Task What_takes_more_memory_or_time_than_a_file_may_ends_its_process_and_nothing_else(string name)
    {
        var file = name switch
        {
            "a million attributes" => Of("<w:p " + string.Concat(Enumerable.Range(0, 1_000_000).Select(at => $"w:a{at}=\"\" ")) + "/>", isOurs: true),
            "a million runs" => Of("<w:p>" + string.Concat(Enumerable.Repeat("<w:r><w:t>x</w:t></w:r>", 1_500_000)) + "</w:p>", isOurs: true),
            _ => Zip("<w:p/>", styles: string.Concat(Enumerable.Range(0, 1_000_000).Select(at => $"<w:style w:styleId=\"s{at}\"/>"))),
        };
        using var process = new FileProcess(NullLogger<FileProcess>.Instance);
        var clock = Stopwatch.StartNew();
        var problem = await Assert.ThrowsAsync<FileException>(() => process.ReadWordAsync(file, CancellationToken.None));
        Assert.True(clock.Elapsed < Soon, $"{clock.Elapsed}");
        Assert.EndsWith(".", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_says_much_more_than_it_holds_is_not_heard_to_its_end()
    {
        var file = Under($"{NodeId.Root}:{new string('é', 188)}", 59_000);
        using var process = new FileProcess(NullLogger<FileProcess>.Instance);
        var problem = await Assert.ThrowsAsync<FileException>(() => process.ReadWordAsync(file, CancellationToken.None));
        Assert.Contains("much larger inside than it looks", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_that_is_longer_than_any_of_a_field_is_none()
    {
        var file = Under($"{NodeId.Root}:{new string('x', 1_000_000)}", 50_000);
        using var process = new FileProcess(NullLogger<FileProcess>.Instance);
        var reading = await process.ReadWordAsync(file, CancellationToken.None);
        Assert.Equal(50_000, reading.Paragraphs.Length);
        Assert.All(reading.Paragraphs, paragraph => Assert.Equal((null, null), (paragraph.Tag, paragraph.Near)));
    }

    [Fact]
    public async Task Two_files_are_compared_at_once_and_the_next_one_waits()
    {
        using var process = new FileProcess(NullLogger<FileProcess>.Instance);
        var first = new TaskCompletionSource<bool>();
        var both = new[] { process.CompareWordAsync(_ => first.Task, CancellationToken.None), process.CompareWordAsync(_ => first.Task, CancellationToken.None) };
        var next = process.CompareWordAsync(_ => Task.FromResult(first.Task.IsCompleted), CancellationToken.None);
        first.SetResult(true);
        Assert.True(await next);
        await Task.WhenAll(both);
    }

    [Fact]
    public async Task A_sound_file_is_read_in_the_process_of_its_own_as_in_this_one()
    {
        var file = await Export.Word.WordReader.WriteAsync(Export.Word.WordReader.Sample("nepal") with { WithReview = true });
        using var process = new FileProcess(NullLogger<FileProcess>.Instance);
        var reading = await process.ReadWordAsync(file, CancellationToken.None);
        var here = WordFileReader.Read(file);
        Assert.Equal((here.Plan, here.Revision, here.WithReview), (reading.Plan, reading.Revision, reading.WithReview));
        Assert.Equal(here.Paragraphs.Select(paragraph => (paragraph.Tag, paragraph.Form, paragraph.Text)), reading.Paragraphs.Select(paragraph => (paragraph.Tag, paragraph.Form, paragraph.Text)));
    }

    /// <summary>Empty paragraphs in one control.</summary>
    private static byte[] Under(string tag, int paragraphs) =>
        Of($"<w:sdt><w:sdtPr><w:tag w:val=\"{tag}\"/></w:sdtPr><w:sdtContent>{string.Concat(Enumerable.Repeat("<w:p/>", paragraphs))}</w:sdtContent></w:sdt>", isOurs: true);

    private static byte[] Of(string body, bool isOurs = false) => Zip(body, isOurs: isOurs);

    private static byte[] Zip(string body, string head = "", string types = "", string relations = "", string styles = "", string main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", bool isOurs = true)
    {
        var parts = new List<(string, string)>
        {
            ("[Content_Types].xml", $"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{main}"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>{types}</Types>"""),
            ("_rels/.rels", """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/></Relationships>"""),
            ("word/_rels/document.xml.rels", $"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>{relations}</Relationships>"""),
            ("word/styles.xml", $"""<?xml version="1.0"?><w:styles xmlns:w="{W}">{styles}</w:styles>"""),
            ("docProps/custom.xml", isOurs && relations.Length == 0 ? Properties : """<?xml version="1.0"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>"""),
            ("word/document.xml", $"""<?xml version="1.0"?>{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>"""),
        };
        return Workbook.Zip([.. parts]);
    }

    private static string Properties => """<?xml version="1.0"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="OgdPlansPlan"><vt:lpwstr>np</vt:lpwstr></property><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="3" name="OgdPlansRevision"><vt:lpwstr>1</vt:lpwstr></property></Properties>""";
}
