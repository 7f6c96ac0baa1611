using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PlanEditor.Collaboration;
using PlanEditor.Export;
using PlanEditor.Export.Pdf;
using PlanEditor.Export.Word;
using PlanEditor.Hosting;
using PlanEditor.Samples;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanBench;

/// <summary>
/// What a plan as a file costs: a plan with many milestones and one with many commitments, each the commitments of a sample many times. The first time is that of a process that has made
/// small files only; again is the median of further ones. Chromium, which prints PDF, is warm after the first, and its memory is not counted. With --files, the sample plans are written there too.
/// </summary>
internal static class ExportBench
{
    private const int Again = 5;
    private const int MilestonesOfOne = 4;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var (milestones, commitments) = (arguments.Number("milestones", 100), arguments.Number("commitments", 500));
        var data = new DataDirectory(Options.Create(new SiteOptions { Data = Path.GetTempPath() }), new HostingEnvironment { ContentRootPath = Path.GetTempPath() });
        var format = new WordFormat(new WordTemplate(data));
        var rows = new List<(string What, double FirstMs, double AgainMs, double SizeMb, double PeakMb)>();
        foreach (var file in SampleFile.ReadAll())
        {
            var history = SampleHistory.Of(file, ActionPlan.Schema);
            var export = Of(file, history.Document, history.Changes.Count) with { WithReview = true, Texts = ExportTexts.Both };
            await WriteAsync(format, export);
            if (arguments.Text("files") is not { } directory) continue;
            await File.WriteAllBytesAsync(Path.Combine(directory, $"{file.Slug}-review.docx"), await WriteAsync(format, export));
            await File.WriteAllBytesAsync(Path.Combine(directory, $"{file.Slug}.docx"), await WriteAsync(format, export with { WithReview = false, Texts = ExportTexts.Source }));
        }

        await using var services = new ServiceCollection().BuildServiceProvider();
        var emblem = new PrintEmblem(data);
        await using var printer = new PrintBrowser(Options.Create(new SiteOptions()), data, emblem, new BenchEnvironment(), TimeProvider.System, NullLoggerFactory.Instance);
        foreach (var one in new IPlanFormat[] { format, new PdfFormat(printer, new PrintTemplate(data), emblem, services, NullLoggerFactory.Instance) })
        {
            await RowAsync(one, $"{one.Label}, {milestones} milestones", milestones / MilestonesOfOne, Again);
            await RowAsync(one, $"{one.Label}, {commitments} commitments with {MilestonesOfOne} milestones each", commitments, one == format ? Again : 1);
        }

        if (arguments.Json) Console.WriteLine(JsonSerializer.Serialize(new { bench = "export", rows = rows.Select(row => new { row.What, row.FirstMs, row.AgainMs, row.SizeMb, row.PeakMb }) }));
        else Table.Print(["file", "first ms", "again ms", "MB", "peak RSS MB"], rows.Select(row => new[] { row.What, Number(row.FirstMs), Number(row.AgainMs), Number(row.SizeMb), Number(row.PeakMb) }));
        return 0;

        async Task RowAsync(IPlanFormat format, string what, int count, int times)
        {
            var sample = SampleFile.ReadAll().Single(file => file.Slug == "nepal");
            var export = Of(sample, Grown(SampleHistory.Of(sample, ActionPlan.Schema).Document, count), 1);
            var watch = Stopwatch.StartNew();
            var size = (await WriteAsync(format, export)).Length;
            var first = watch.Elapsed.TotalMilliseconds;
            var again = new Samples();
            for (var time = 0; time < times; time++)
            {
                watch.Restart();
                await WriteAsync(format, export);
                again.Add(watch.Elapsed.TotalMilliseconds);
            }

            using var process = Process.GetCurrentProcess();
            rows.Add((what, first, again.At(0.5), size / 1048576.0, process.PeakWorkingSet64 / 1048576.0));
        }
    }

    private static PlanExport Of(SampleFile file, Document document, long revision) =>
        new(new PlanInfo(new PlanId(new Guid(1, 0, 0, new byte[8])), file.Slug, file.Country, "actionPlan"), document, revision, new Uri("https://plans.example.org"))
        {
            At = new DateTimeOffset(2017, 10, 12, 9, 30, 0, TimeSpan.Zero),
            Names = PlanEditor.Identity.SampleAccounts.All.ToDictionary(account => account.Id, account => account.Name),
        };

    private static async Task<byte[]> WriteAsync(IPlanFormat format, PlanExport export)
    {
        using var stream = new MemoryStream();
        await format.WriteAsync(export, stream, new Progress<double>(), CancellationToken.None);
        return stream.ToArray();
    }

    /// <summary>A plan with so many commitments, copies of its own, each with as many milestones.</summary>
    private static Document Grown(Document document, int count)
    {
        var sources = document.Children(document.Root, ActionPlan.Commitment.Kind).ToArray();
        var last = 1_000_000UL;
        for (var made = sources.Length; made < count; made++)
        {
            var source = sources[made % sources.Length];
            var commitment = Add(source, NodeId.Root);
            foreach (var mapping in document.Children(source, ActionPlan.SdgMapping.Kind).ToArray()) Add(mapping, commitment);
            var milestones = document.Children(source, ActionPlan.Milestone.Kind).ToArray();
            for (var at = 0; at < MilestonesOfOne; at++) Add(milestones[at % milestones.Length], commitment);
        }

        return document;

        NodeId Add(Node source, NodeId parent)
        {
            var id = new NodeId(++last);
            var fields = source.Fields.Where(field => !source.Kind.Find(field.Key)!.RefersToNodes && field.Value is not TextValue && field.Key != NodeKind.StaleTranslations.Key).Concat(
                source.Fields.Where(field => field.Value is TextValue).Select(field => KeyValuePair.Create(field.Key, (FieldValue)Scalar.Of(((TextValue)field.Value).Text.ToString()))));
            document = new InsertNode(id, source.Kind.Key, parent, document[parent].Children is { IsEmpty: false } children ? children[^1] : null, Node.NoFields.AddRange(fields)).Apply(document);
            return id;
        }
    }

    private static string Number(double number) => number.ToString("N1", CultureInfo.InvariantCulture);
}
