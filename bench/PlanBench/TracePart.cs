using System.Diagnostics;
using System.Text.Json;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Text;

namespace PlanBench;

/// <summary>One row of the trace bench, in a process of its own: what a server does, or opening what it left. Prints the figures as JSON.</summary>
internal static class TracePart
{
    public const string Text = "text";
    public const string Operations = "operations";
    public const string Log = "log";
    public const string Open = "open-";

    private const string Slug = "trace";

    // As many as the log's queue holds.
    private const int UnwrittenMax = 10_000;

    public static async Task<int> RunAsync(string row, string part, string messages, string directory)
    {
        var read = MessageFile.Read(messages);
        var end = File.ReadAllText(Path.Combine(directory, "end"));
        var figures = (row, part) switch
        {
            (Text, "server") => ServeText(read, end),
            (Operations, "server") => ServeOperations(read, end, directory),
            (Log, "server") => await ServeLogAsync(read, end, directory),
            (Operations, "open") => OpenOperations(read, end, directory),
            (Log, "open") => await OpenLogAsync(end, directory),
            _ => throw new ArgumentException($"there is no part {part} of {row}"),
        };
        Console.WriteLine(JsonSerializer.Serialize(figures));
        return 0;
    }

    private static TraceRow ServeText(MessageFile messages, string end)
    {
        var text = PlanText.Empty;
        var log = new MemoryLog();
        var watch = new MessageWatch();
        foreach (var message in messages)
        {
            var reader = new Utf8JsonReader(message);
            if (!TextChangeSetJson.TryRead(ref reader, out var change, out var problem, text.Length)) throw new InvalidDataException(problem);
            text = change.Apply(text);
            log.Append(message);
            watch.Lap();
        }

        return watch.Row(text, end, log.SizeBytes);
    }

    private static TraceRow ServeOperations(MessageFile messages, string end, string directory)
    {
        var document = TracePlan.Start;
        var log = new MemoryLog();
        var watch = new MessageWatch();
        foreach (var message in messages)
        {
            document = TracePlan.Apply(document, TracePlan.Read(message));
            log.Append(message);
            watch.Lap();
        }

        var row = watch.Row(TracePlan.TextOf(document), end, log.SizeBytes);
        File.WriteAllBytes(Path.Combine(directory, "document"), DocumentJson.ToUtf8(document));
        return row;
    }

    private static async Task<TraceRow> ServeLogAsync(MessageFile messages, string end, string directory)
    {
        PlanId plan;
        await using (var store = await BenchStore.OpenAsync(directory, TracePlan.Schema))
        {
            plan = await store.CreatePlanAsync(Slug, TracePlan.Schema, TracePlan.Country);
            await store.Log.AppendAllAsync(plan, [.. TracePlan.History.Select(BenchStore.Logged)], CancellationToken.None);
        }

        var before = BenchStore.SizeBytes(directory);
        TraceRow row;
        await using (var store = await BenchStore.OpenAsync(directory, TracePlan.Schema))
        {
            var (document, revision) = (TracePlan.Start, (long)TracePlan.History.Length);
            var session = new SessionId(Guid.NewGuid());
            var unwritten = new Queue<Task>();
            var landmarks = Task.CompletedTask;
            var watch = new MessageWatch();
            foreach (var message in messages)
            {
                var change = TracePlan.Read(message);
                document = TracePlan.Apply(document, change);
                var committed = new CommittedChange(++revision, change.Id, TracePlan.Author.User, session, TimeProvider.System.GetUtcNow(), change.Operations);
                var onDisk = store.Log.AppendAsync(plan, BenchStore.Logged(committed));
                unwritten.Enqueue(onDisk);
                if (revision % Snapshots.LandmarkEvery == 0) landmarks = LeaveAsync(landmarks, onDisk, store.Reader, plan, revision);
                watch.Lap();
                while (unwritten.Count > UnwrittenMax || unwritten.TryPeek(out var first) && first.IsCompleted) Wait(unwritten.Dequeue());
            }

            await Task.WhenAll(unwritten);
            row = watch.Row(TracePlan.TextOf(document), end, 0);
            await landmarks;
            await store.Snapshots.SaveAsync(plan, revision, document, CancellationToken.None);
        }

        // Closed, the database has taken its write-ahead log over.
        return row with { StoredBytes = BenchStore.SizeBytes(directory) - before };
    }

    // As the server does it behind the commits.
    private static async Task LeaveAsync(Task before, Task onDisk, PlanReader reader, PlanId plan, long revision)
    {
        await Task.WhenAll(before, onDisk);
        await reader.AtAsync(plan, revision, CancellationToken.None);
    }

    private static TraceRow OpenOperations(MessageFile messages, string end, string directory)
    {
        var bytes = File.ReadAllBytes(Path.Combine(directory, "document"));
        string OpenAgain() => TracePlan.TextOf(DocumentJson.Read(bytes, TracePlan.Schema)).ToString();
        string Replay()
        {
            var document = TracePlan.Start;
            foreach (var message in messages) document = Change.Apply(document, TracePlan.Read(message).Operations);
            return TracePlan.TextOf(document).ToString();
        }

        // What is no part of opening.
        _ = TracePlan.Schema;
        return Opened(Time(OpenAgain, end), Time(OpenAgain, end), () => (_ = TracePlan.Start, Time(Replay, end)).Item2, () => Time(Replay, end));
    }

    private static async Task<TraceRow> OpenLogAsync(string end, string directory)
    {
        _ = TracePlan.Schema;
        await using var store = await BenchStore.OpenAsync(directory, TracePlan.Schema);
        var plan = new PlanId((await store.Plans.FindAsync(Slug, CancellationToken.None))!.Id);
        string OpenAgain() => TracePlan.TextOf(Result(store.Reader.FoldAsync(plan, CancellationToken.None)).Document).ToString();
        double Replay()
        {
            store.DropSnapshots();
            return Time(OpenAgain, end);
        }

        return Opened(Time(OpenAgain, end), Time(OpenAgain, end), Replay, Replay);
    }

    private static TraceRow Opened(double open, double openWarm, Func<double> replay, Func<double> replayWarm) =>
        new()
        {
            Edits = 0,
            Ms = 0,
            CpuMs = 0,
            P99Micros = 0,
            MaxMs = 0,
            PeakRssBytes = 0,
            StoredBytes = 0,
            OpenMs = open,
            OpenWarmMs = openWarm,
            ReplayMs = replay(),
            ReplayWarmMs = replayWarm(),
        };

    private static double Time(Func<string> read, string end)
    {
        var watch = Stopwatch.StartNew();
        var text = read();
        var ms = watch.Elapsed.TotalMilliseconds;
        return text == end ? ms : throw new InvalidDataException("what was stored reads back differently");
    }

#pragma warning disable RS0030 // A program without a synchronisation context; a span of messages cannot live across an await.
    private static T Result<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static void Wait(Task task) => task.GetAwaiter().GetResult();
#pragma warning restore RS0030
}
