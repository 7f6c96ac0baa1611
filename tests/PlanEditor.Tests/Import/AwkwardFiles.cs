using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PlanEditor.Import;
using Xunit;

namespace PlanEditor.Tests.Import;

/// <summary>Files made to break whoever reads them: each is answered in words, soon, and this process does not notice.</summary>
public sealed class AwkwardFiles
{
    // The reader gets five seconds; its start and end come on top on a busy machine.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, Func<byte[]>> Files = new()
    {
        ["empty"] = () => [],
        ["one line"] = () => "Step,Due\n"u8.ToArray(),
        ["zeros"] = () => new byte[100_000],
        ["a picture"] = () => [0x89, .. "PNG\r\n\u001a\n"u8, .. new byte[1000]],
        ["a PDF"] = () => [.. "%PDF-1.7\n"u8, 0, 1, 2, 3],
        ["an old workbook"] = () => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[512]],
        ["letters of another time"] = () => Encoding.Latin1.GetBytes("Step\nAño de la niñez\n"),
        ["UTF-16 that does not say so"] = () => Encoding.Unicode.GetBytes("Step\nOne\n"),
        ["half a pair in UTF-16"] = () => [0xFF, 0xFE, (byte)'S', 0, (byte)'\n', 0, 0x00, 0xD8, (byte)'x', 0],
        ["a quotation mark that is never closed"] = () => Encoding.UTF8.GetBytes("Step\n\"" + new string('x', 4_000_000)),
        ["a million columns"] = () => Encoding.UTF8.GetBytes(new string(',', 1_000_000) + "\n" + new string(',', 1_000_000)),
        ["five million columns"] = () => Encoding.UTF8.GetBytes(new string(',', SheetLimits.FileSizeBytesMax - 1)),
        ["too many rows"] = () => Encoding.UTF8.GetBytes("Step\n" + string.Concat(Enumerable.Repeat("x\n", SheetLimits.RowsMax + 1))),
        ["two million rows"] = () => Encoding.UTF8.GetBytes("Step\n" + string.Concat(Enumerable.Repeat("x\n", 2_000_000))),
        ["too large"] = () => new byte[SheetLimits.FileSizeBytesMax + 1],
        ["no zip behind its first letters"] = () => [.. "PK\u0003\u0004"u8, .. Enumerable.Repeat((byte)7, 5000)],
        ["another zip"] = () => Workbook.Zip(("readme.txt", "hello")),
        ["half a workbook"] = () => Sound()[..(Sound().Length / 2)],
        ["a workbook without its end"] = () => Sound()[..^30],
        ["a workbook with a wrong byte"] = () => Broken(Sound()),
        ["a zip that unpacks to 200 MB"] = () => Workbook.Bomb(megabytes: 200),
        ["a zip of two thousand files"] = () => Workbook.Zip([.. Enumerable.Range(0, 2000).Select(at => ($"{at}", ""))]),
        ["a billion laughs"] = () => Workbook.Of("<row><c t=\"str\"><v>&h;</v></c></row>", head: "<!DOCTYPE l [<!ENTITY a \"ha\">" + string.Concat("bcdefgh".Select((c, at) => $"<!ENTITY {c} \"{string.Concat(Enumerable.Repeat($"&{"abcdefg"[at]};", 10))}\">")) + "]>"),
        ["an entity from elsewhere"] = () => Workbook.Of("<row><c t=\"str\"><v>&x;</v></c></row>", head: "<!DOCTYPE l [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"),
        ["no XML"] = () => Workbook.Of("<row><c></row>"),
        ["a word where a number is"] = () => Workbook.Of("<row r=\"1\"><c r=\"A1\"><v>many</v></c></row>"),
        ["a string that is not there"] = () => Workbook.Of("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>9</v></c></row>"),
        ["a row of no number"] = () => Workbook.Of("<row r=\"99999999999\"><c><v>1</v></c></row>"),
        ["a cell of no place"] = () => Workbook.Of("<row r=\"1\"><c r=\"111\"><v>1</v></c></row>"),
        ["a type of no kind"] = () => Workbook.Of("<row r=\"1\"><c r=\"A1\" t=\"zzz\"><v>1</v></c></row>"),
        ["a cell far out"] = () => Workbook.Of("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>"),
        ["a million cells in a row"] = () => Workbook.Of("<row r=\"1\">" + string.Concat(Enumerable.Repeat("<c><v>1</v></c>", 1_000_000)) + "</row>"),
        ["a million attributes"] = () => Workbook.Of("<row " + string.Concat(Enumerable.Range(0, 1_000_000).Select(at => $"a{at}=\"\" ")) + "/>"),
        ["elements in elements in a cell"] = () => Workbook.Of("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\">" + string.Concat(Enumerable.Repeat("<is>", 200_000)) + string.Concat(Enumerable.Repeat("</is>", 200_000)) + "</c></row>"),
        ["elements in elements"] = () => Workbook.Of(string.Concat(Enumerable.Repeat("<x>", 2_000_000)) + string.Concat(Enumerable.Repeat("</x>", 2_000_000))),
        ["a text of ten million letters"] = () => Workbook.Of("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>" + new string('x', 10_000_000) + "</v></c></row>"),
        ["two million strings"] = () => Workbook.Of("<row/>", strings: string.Concat(Enumerable.Repeat("<si><t>x</t></si>", 2_000_000))),
    };

    public static TheoryData<string> Names => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_awkward_file_is_refused_in_words_and_soon(string name)
    {
        var file = Files[name]();
        var clock = Stopwatch.StartNew();
        var problem = await Assert.ThrowsAsync<FileException>(() => new FileProcess(NullLogger<FileProcess>.Instance).ReadSheetAsync(file, CancellationToken.None));
        Assert.True(clock.Elapsed < Soon, $"{clock.Elapsed}");
        Assert.EndsWith(".", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sound_file_is_read_in_the_process_of_its_own()
    {
        var sheet = await new FileProcess(NullLogger<FileProcess>.Instance).ReadSheetAsync(Sound(), CancellationToken.None);
        Assert.Equal(["Step"], sheet.Headers);
        Assert.Equal("One", sheet[0, 0].Text);
    }

    private static byte[] Sound() => Workbook.Of("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c></row>", strings: "<si><t>Step</t></si><si><t>One</t></si>");

    private static byte[] Broken(byte[] file)
    {
        for (var at = 200; at < file.Length; at += 97) file[at] ^= 0xFF;
        return file;
    }
}
