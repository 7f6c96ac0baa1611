using System.Threading.Channels;

namespace PlanEditor.Storage;

/// <summary>
/// The one writer of the log. Whatever waits, of all plans, goes into one transaction, so that a flush of the disk is shared and durability does not cost one per
/// keystroke. An append is answered after the commit only. When a commit fails its outcome is looked up on a new connection before anything is said.
/// </summary>
internal sealed partial class GroupCommit : IAsyncDisposable
{
    private const int QueueMax = 10_000;
    private const int AppendsMax = 4_000;
    private const int SizeBytesMax = 4 * 1024 * 1024;
    private const int LookupsMax = 4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    private readonly Channel<LogAppend> _queue = Channel.CreateBounded<LogAppend>(new BoundedChannelOptions(QueueMax) { SingleReader = true });
    private readonly SqliteFile _file;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Task _running;
    private LogWriter? _writer;

    public GroupCommit(SqliteFile file, TimeProvider time, ILogger logger)
    {
        (_file, _time, _logger) = (file, time, logger);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Called when everything stands in the transaction but is not committed; for tests.</summary>
    internal Action? Committing { get; set; }

    /// <summary>Called when the commit is on disk and nobody was told; for tests.</summary>
    internal Action? Committed { get; set; }

    /// <summary>Completes when the append is on disk. Appends are written in the order of the calls.</summary>
    public Task WriteAsync(LogAppend append, CancellationToken cancellation) => !cancellation.IsCancellationRequested && _queue.Writer.TryWrite(append) ? append.Written : WaitAndWriteAsync(append, cancellation);

    /// <summary>Writes what waits and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running;
    }

    private async Task WaitAndWriteAsync(LogAppend append, CancellationToken cancellation)
    {
        try
        {
            await _queue.Writer.WriteAsync(append, cancellation);
        }
        catch (ChannelClosedException)
        {
            throw new LogUnavailableException("the log is closed: the server is stopping");
        }

        await append.Written;
    }

    private async Task RunAsync()
    {
        var batch = new List<LogAppend>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            var sizeBytes = 0;
            while (batch.Count < AppendsMax && sizeBytes < SizeBytesMax && _queue.Reader.TryRead(out var append))
            {
                batch.Add(append);
                sizeBytes += append.SizeBytes;
            }

            var outcomes = Commit(batch, out var failure) ?? await LookUpAsync(batch, failure!);
            for (var at = 0; at < batch.Count; at++)
            {
                if (outcomes[at] is { } why) batch[at].Fail(why);
                else batch[at].Complete();
            }

            batch.Clear();
        }

        CloseWriter();
    }

    /// <summary>Why each was not written, null for those that are on disk; null for all when the transaction failed.</summary>
    private Exception?[]? Commit(List<LogAppend> batch, out Exception? failure)
    {
        failure = null;
        try
        {
            _writer ??= LogWriter.Open(_file);
            _writer.Begin();
            var refused = _writer.Append(batch);
            Committing?.Invoke();
            _writer.Commit();
            Committed?.Invoke();
            return refused;
        }
        catch (Exception problem)
        {
            Log.Failed(_logger, batch.Count, problem);
            failure = problem;
            return null;
        }
    }

    private async Task<Exception?[]> LookUpAsync(List<LogAppend> batch, Exception failure)
    {
        var problem = SqlitePlanDb.Tell(failure);
        LogUnavailableException NotWritten() => new(WordsFor(problem), failure) { Problem = problem };
        var committing = _writer is { Committing: true };
        CloseWriter();
        if (!committing) return [.. batch.Select(_ => NotWritten())];
        for (var (tries, pause) = (1, FirstPause); ; tries++, pause *= 2)
        {
            try
            {
                _writer = LogWriter.Open(_file);
                // On a full disk the commit record itself was not written, and nothing else could be written now.
                if (problem != StoreProblem.Full) _writer.Fence();
                return [.. batch.Select(append => _writer.IsWritten(append) ? null : NotWritten())];
            }
            catch (Exception again)
            {
                CloseWriter();
                Log.NotLookedUp(_logger, batch.Count, again);
                if (tries == LookupsMax) return [.. batch.Select(_ => new LogOutcomeUnknownException("the database does not say whether the change was written", failure))];
            }

            await Task.Delay(pause, _time);
        }
    }

    private void CloseWriter()
    {
        try
        {
            _writer?.Dispose();
        }
        catch (Exception problem)
        {
            // What it had open is rolled back by whoever opens the file next.
            Log.NotClosed(_logger, problem);
        }

        _writer = null;
    }

    private static string WordsFor(StoreProblem problem) => problem switch
    {
        StoreProblem.Full => "the disk is full",
        StoreProblem.Busy => "the database was busy for too long",
        _ => "the database could not write",
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A transaction of {Appends} appends to the log failed")]
        public static partial void Failed(ILogger logger, int appends, Exception problem);

        [LoggerMessage(LogLevel.Error, "Whether {Appends} appends were written could not be looked up")]
        public static partial void NotLookedUp(ILogger logger, int appends, Exception problem);

        [LoggerMessage(LogLevel.Warning, "The log's connection could not be closed")]
        public static partial void NotClosed(ILogger logger, Exception problem);
    }
}
