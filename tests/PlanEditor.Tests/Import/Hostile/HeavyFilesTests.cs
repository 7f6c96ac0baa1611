using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using OgdPlans.Tests;
using PlanEditor.Import;
using PlanModel.Documents;
using PlanModel.Publishing;
using Xunit;

namespace PlanEditor.Tests.Import.Hostile;

/// <summary>Files that would take gigabytes or break their reader: each is read in a process of its own, which ends soon, stays small, and takes nothing else along.</summary>
public sealed class HeavyFilesTests
{
    // What the reader itself works, whatever else the machine does: what it may, and what it does until it is seen to have done that.
    private static readonly TimeSpan WorkMax = FileProcess.WorkMax + TimeSpan.FromSeconds(1);

    // How long one waits for it on a machine that has much else to do.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(90);

    private static readonly Dictionary<string, Func<byte[]>> Sheets = new()
    {
        ["a zip that unpacks to 200 MB"] = () => Workbook.Bomb(megabytes: 200),
        ["a part that is larger than it says"] = () => Smaller(Workbook.Bomb(megabytes: 200)),
        ["elements in elements"] = () => Workbook.Of(string.Concat(Enumerable.Repeat("<x>", 2_000_000)) + string.Concat(Enumerable.Repeat("</x>", 2_000_000))),
        ["a million attributes"] = () => Workbook.Of("<row " + string.Concat(Enumerable.Range(0, 1_000_000).Select(at => $"a{at}=\"\" ")) + "/>"),
        ["a million cells in a row"] = () => Workbook.Of("<row r=\"1\">" + string.Concat(Enumerable.Repeat("<c><v>1</v></c>", 1_000_000)) + "</row>"),
        ["a cell of a million pieces"] = () => Workbook.Of("<row r=\"1\"><c t=\"inlineStr\"><is>" + string.Concat(Enumerable.Repeat("<r><t>x</t></r>", 1_000_000)) + "</is></c></row>"),
        ["a text of ten million letters"] = () => Workbook.Of("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>" + new string('x', 10_000_000) + "</v></c></row>"),
        ["two million strings"] = () => Workbook.Of("<row/>", strings: string.Concat(Enumerable.Repeat("<si><t>x</t></si>", 2_000_000))),
        ["a million looks"] = () => Workbook.Zip([.. Workbook.Parts("<row/>").Select(part => part.Name == "xl/styles.xml" ? (part.Name, part.Content.Replace("</cellXfs>", string.Concat(Enumerable.Repeat("<xf numFmtId=\"14\"/>", 1_000_000)) + "</cellXfs>", StringComparison.Ordinal)) : part)]),
        ["five million columns"] = () => Encoding.UTF8.GetBytes(new string(',', SheetLimits.FileSizeBytesMax - 1)),
        ["two million rows"] = () => Encoding.UTF8.GetBytes("Step\n" + string.Concat(Enumerable.Repeat("x\n", 2_000_000))),
    };

    private static readonly Dictionary<string, Func<byte[]>> Plans = new()
    {
        ["arrays in arrays"] = () => Encoding.UTF8.GetBytes(new string('[', PlanFile.SizeBytesMax)),
        ["four million numbers"] = () => Encoding.UTF8.GetBytes("[" + string.Concat(Enumerable.Repeat("1,", (PlanFile.SizeBytesMax / 2) - 2)) + "1]"),
        ["a million members"] = () => Encoding.UTF8.GetBytes("{" + string.Join(',', Enumerable.Range(0, 600_000).Select(at => $"\"{at}\":1")) + "}"),
        ["a name of eight million letters"] = () => Encoding.UTF8.GetBytes("{\"" + new string('x', PlanFile.SizeBytesMax - 6) + "\":1}"),
        ["one part more than may be"] = () => PlanOf(Limits.NodesMax + 1),
    };

    public static TheoryData<string> SheetNames => [.. Sheets.Keys];

    public static TheoryData<string> PlanNames => [.. Plans.Keys];

    [Theory]
    [MemberData(nameof(SheetNames))]
    [Trait("Runs", "long")]
    public Task A_heavy_spreadsheet_is_refused_in_words_and_soon(string name) => AssertRefusedAsync(Sheets[name](), async (process, file) => await process.ReadSheetAsync(file, CancellationToken.None));

    [Theory]
    [MemberData(nameof(PlanNames))]
    public Task A_heavy_plan_is_refused_in_words_and_soon(string name) => AssertRefusedAsync(Plans[name](), async (process, file) => await process.ReadPlanAsync(file, CancellationToken.None));

    [Fact]
    public async Task A_sound_spreadsheet_and_a_sound_plan_are_read_there()
    {
        using var process = new FileProcess(NullLogger<FileProcess>.Instance);
        var sheet = process.ReadSheetAsync(HostileWorkbooks.SoundFile, CancellationToken.None);
        var file = PlanFile.Write(new WholePlan().Plan.Document);
        var plan = await process.ReadPlanAsync(file, CancellationToken.None);
        Assert.Equal("One", (await sheet)[0, 0].Text);
        Assert.Equal("NP", plan.Country);
    }

    [Fact]
    public async Task The_largest_plan_that_may_be_is_read_there()
    {
        var (_, _, bytes) = await PeakAsync(async process => Assert.NotNull(await process.ReadPlanAsync(PlanOf(Limits.NodesMax), CancellationToken.None)));
        Assert.InRange(bytes, 0, HostileBounds.BytesMax);
    }

    /// <summary>As many parts as may be, in letters of three bytes, each naming many that come later, up to the last byte that a file may have.</summary>
    [Fact]
    public async Task The_largest_plan_in_letters_and_references_is_read_there()
    {
        var file = LargestPlan(references: 15);
        Assert.Equal(PlanFile.SizeBytesMax, file.Length);
        var (time, work, bytes) = await PeakAsync(async process => Assert.NotNull(await process.ReadPlanAsync(file, CancellationToken.None)));
        Assert.InRange(bytes, 0, HostileBounds.BytesMax);
        TestContext.Current.TestOutputHelper?.WriteLine($"{time}, of them {work} of work, {bytes / 1024 / 1024} MiB");
    }

    private static async Task AssertRefusedAsync(byte[] file, Func<FileProcess, byte[], Task> read)
    {
        var (time, work, bytes) = await PeakAsync(async process => HostileBounds.AssertWords((await Assert.ThrowsAsync<FileException>(() => read(process, file))).Message));
        Assert.True(work < WorkMax, $"it worked for {work}");
        Assert.True(time < Soon, $"it took {time}");
        Assert.True(bytes < HostileBounds.BytesMax, $"it took up {bytes} bytes");
        TestContext.Current.TestOutputHelper?.WriteLine($"{time}, of them {work} of work, {bytes / 1024 / 1024} MiB");
    }

    /// <summary>How long something takes, how long the process that reads for this one worked, and how much memory it had in use meanwhile; 0 where the system does not say.</summary>
    private static async Task<(TimeSpan Time, TimeSpan Work, long Bytes)> PeakAsync(Func<FileProcess, Task> read)
    {
        using var process = new FileProcess(NullLogger<FileProcess>.Instance);
        var (clock, work, peak) = (Stopwatch.StartNew(), TimeSpan.Zero, 0L);
        var reading = read(process);
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!reading.IsCompleted)
        {
            foreach (var reader in Readers()) (work, peak) = (reader.Work > work ? reader.Work : work, Math.Max(peak, reader.Bytes));
            await Task.WhenAny(reading, looks.WaitForNextTickAsync(TestContext.Current.CancellationToken).AsTask());
        }

        await reading;
        return (clock.Elapsed, work, peak);
    }

    private static IEnumerable<(TimeSpan Work, long Bytes)> Readers()
    {
        var tasks = $"/proc/{Environment.ProcessId}/task";
        if (!Directory.Exists(tasks)) yield break;
        foreach (var child in Directory.GetDirectories(tasks).SelectMany(task => Lines($"{task}/children")).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            if (Lines($"/proc/{child}/cmdline").Any(line => line.Contains("--read-sheet", StringComparison.Ordinal) || line.Contains("--check-plan", StringComparison.Ordinal)))
                foreach (var line in Lines($"/proc/{child}/status").Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)))
                    yield return (Lines($"/proc/{child}/stat") is [var stat, ..] ? HostileBounds.WorkIn(stat) : default, long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024);
    }

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (IOException)
        {
            // It has just ended.
            return [];
        }
    }

    private static byte[] PlanOf(int parts)
    {
        var whole = new WholePlan();
        var file = Encoding.UTF8.GetString(PlanFile.Write(whole.Plan.Document));
        var there = file.Split("\"id\":").Length - 1;
        var at = 1_000_000UL;
        string Part(string kind, string children = "") => $"{{\"id\":\"{new PlanModel.NodeId(++at)}\",\"kind\":\"{kind}\",\"fields\":{{\"title\":\"{new string('x', 100)}\"}},\"children\":[{children}]}}";
        var more = new StringBuilder();
        for (var left = parts - there; left > 0; left -= 101) more.Append(',').Append(Part("commitment", string.Join(',', Enumerable.Range(0, Math.Min(100, left - 1)).Select(_ => Part("milestone")))));
        var end = file.LastIndexOf(']');
        return Encoding.UTF8.GetBytes(file[..end] + more + file[end..]);
    }

    private static byte[] LargestPlan(int references)
    {
        const ulong first = 1_000_000;
        const ulong inOne = 101;
        var whole = Encoding.UTF8.GetString(PlanFile.Write(new WholePlan().Plan.Document));
        var (start, end) = (whole[..whole.LastIndexOf(']')], whole[whole.LastIndexOf(']')..]);
        var left = Limits.NodesMax - (whole.Split("\"id\":").Length - 1);
        var room = PlanFile.SizeBytesMax - Encoding.UTF8.GetByteCount(whole);
        var parts = Parts((room - Encoding.UTF8.GetByteCount(Parts(0))) / left / 3);
        return Encoding.UTF8.GetBytes(start + parts + new string(' ', room - Encoding.UTF8.GetByteCount(parts)) + end);

        string Parts(int letters)
        {
            var written = new StringBuilder();
            for (var (at, there) = (first, left); there > 0; at += inOne, there -= (int)inOne)
            {
                // The steps of a commitment wait for those of the next.
                var named = Enumerable.Range(1, Math.Min(references, Math.Max(0, there - (int)inOne - 1))).Select(step => $"\"{new PlanModel.NodeId(at + inOne + (ulong)step)}\"");
                var waits = $",\"dependsOn\":[{string.Join(',', named)}]";
                var steps = Enumerable.Range(1, Math.Min((int)inOne, there) - 1).Select(step => Part(at + (ulong)step, "milestone", letters, waits, ""));
                written.Append(',').Append(Part(at, "commitment", letters, "", string.Join(',', steps)));
            }

            return written.ToString();
        }

        static string Part(ulong id, string kind, int letters, string waits, string children) =>
            $"{{\"id\":\"{new PlanModel.NodeId(id)}\",\"kind\":\"{kind}\",\"fields\":{{\"title\":\"{new string('ক', letters)}\"{waits}}},\"children\":[{children}]}}";
    }

    /// <summary>A zip that says of its part that it holds a hundred bytes.</summary>
    private static byte[] Smaller(byte[] file)
    {
        var entry = file.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(file.AsSpan(entry + 24), 100);
        using var zip = new ZipArchive(new MemoryStream(file));
        Assert.Equal(100, zip.Entries[0].Length);
        return file;
    }
}
