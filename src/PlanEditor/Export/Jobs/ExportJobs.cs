using System.Collections.Immutable;
using System.Security.Cryptography;
using PlanEditor.Collaboration;
using PlanEditor.Hosting;
using PlanModel;

namespace PlanEditor.Export.Jobs;

/// <summary>
/// Makes files behind the pages: few at once, of each person one, the others in turn. A file is kept for some minutes and then deleted; none outlives the server.
/// </summary>
public sealed partial class ExportJobs : IHostedService, IDisposable
{
    /// <summary>How many files are made at once, of one person one.</summary>
    public const int AtOnce = 2;

    /// <summary>How many of one person wait at most.</summary>
    public const int WaitingMax = 5;

    /// <summary>How many files of one person are kept at most; the oldest gives way.</summary>
    public const int KeptMax = 10;

    /// <summary>How many files there are at most, made or to be made.</summary>
    public const int AllMax = 200;

    /// <summary>How long a file is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    /// <summary>How long the making of one takes at most.</summary>
    public static readonly TimeSpan TimeMax = TimeSpan.FromMinutes(2);

    private readonly ExportSource _source;
    private readonly Dictionary<string, IPlanFormat> _formats;
    private readonly DataDirectory _data;
    private readonly TimeProvider _time;
    private readonly ILogger<ExportJobs> _logger;
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private ImmutableArray<(UserId User, Action Changed)> _watching = [];
    private bool _stopped;

    public ExportJobs(ExportSource source, IEnumerable<IPlanFormat> formats, DataDirectory data, TimeProvider time, ILogger<ExportJobs> logger)
    {
        (_source, _data, _time, _logger) = (source, data, time, logger);
        _formats = formats.ToDictionary(format => format.Extension, StringComparer.Ordinal);
        Formats = [.. formats];
    }

    /// <summary>The forms in which a plan can be saved.</summary>
    public ImmutableArray<IPlanFormat> Formats { get; }

    /// <summary>Asks for a file.</summary>
    public ExportStart Start(UserId user, ExportRequest request)
    {
        if (!_formats.TryGetValue(request.Extension, out var format)) return new ExportStart(null, "There is no file of this form.");
        if (format.WhyNot is { } why) return new ExportStart(null, why);
        Entry entry;
        lock (_gate)
        {
            if (_stopped) return new ExportStart(null, "The server is about to restart. Try again in a minute.");
            if (_entries.Count(one => one.Job.User == user && !one.Job.HasEnded) > WaitingMax) return new ExportStart(null, "Five files wait for you already. Wait until one is made, or cancel one.") { TooMany = true };
            if (_entries.Where(one => one.Job.User == user).Take(KeptMax + 1).Count() >= KeptMax && _entries.Find(one => one.Job.User == user && one.Job.HasEnded) is { } oldest) Drop(oldest);
            if (_entries.Count >= AllMax) return new ExportStart(null, "Many people are making files just now. Try again in some minutes.") { TooMany = true };
            var id = new Guid(RandomNumberGenerator.GetBytes(16));
            entry = new Entry(new ExportJob(id, user, request, _time.GetUtcNow()) { MediaType = format.MediaType }, format);
            _entries.Add(entry);
        }

        Tell(user);
        Next();
        return new ExportStart(entry.Job, null);
    }

    /// <summary>The files of a person, the newest first.</summary>
    public ImmutableArray<ExportJob> Of(UserId user)
    {
        lock (_gate) return [.. _entries.Where(entry => entry.Job.User == user).Select(entry => entry.Job).Reverse()];
    }

    /// <summary>A file of a person, or null.</summary>
    public ExportJob? Find(UserId user, Guid id) => EntryOf(user, id)?.Job;

    /// <summary>Waits until nothing more happens to a file.</summary>
    public async Task<ExportJob?> EndAsync(UserId user, Guid id, CancellationToken cancellation)
    {
        if (EntryOf(user, id) is not { } entry) return null;
        await entry.Ended.Task.WaitAsync(cancellation);
        return entry.Job;
    }

    /// <summary>Opens a file that was made; null when it is gone. What is open can be read to its end.</summary>
    public Stream? Open(ExportJob job)
    {
        lock (_gate)
        {
            var path = PathOf(job);
            return job.State == ExportState.Done && File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, useAsync: true) : null;
        }
    }

    /// <summary>Takes a file back: what is being made ends, what was made is deleted.</summary>
    public void Cancel(UserId user, Guid id)
    {
        if (EntryOf(user, id) is not { } entry) return;
        lock (_gate)
        {
            if (entry.Job.HasEnded) Drop(entry);
            else if (entry.Job.State == ExportState.Waiting) End(entry, ExportState.Cancelled, null);
        }

        // One that runs says itself that it has ended.
        entry.Cancel();
        Tell(user);
    }

    /// <summary>Calls back, from any thread, whenever something about a person's files changed.</summary>
    public IDisposable Watch(UserId user, Action changed)
    {
        var one = (user, changed);
        ImmutableInterlocked.Update(ref _watching, static (all, added) => all.Add(added), one);
        return new Watching(() => ImmutableInterlocked.Update(ref _watching, static (all, gone) => all.Remove(gone), one));
    }

    /// <summary>What an earlier server left behind is deleted.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var file in _data.Subdirectory("exports").EnumerateFiles()) file.Delete();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Entry[] running;
        lock (_gate)
        {
            _stopped = true;
            foreach (var waiting in _entries.Where(entry => entry.Job.State == ExportState.Waiting)) End(waiting, ExportState.Cancelled, null);
            running = [.. _entries.Where(entry => !entry.Job.HasEnded)];
        }

        foreach (var entry in running) entry.Cancel();
        return Task.WhenAll(running.Select(entry => entry.Ended.Task)).WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            foreach (var entry in _entries.ToArray()) Drop(entry);
        }
    }

    /// <summary>Begins what may be made now: of the people who wait, who waits longest.</summary>
    private void Next()
    {
        while (true)
        {
            Entry? next;
            lock (_gate)
            {
                var running = _entries.Where(entry => entry.Job.State == ExportState.Running).ToArray();
                next = running.Length >= AtOnce ? null
                    : _entries.Find(entry => entry.Job.State == ExportState.Waiting && !running.Any(one => one.Job.User == entry.Job.User));
                if (next is null) return;
                next.Job = next.Job with { State = ExportState.Running };
            }

            Tell(next.Job.User);
            _ = Task.Run(() => RunAsync(next));
        }
    }

    private async Task RunAsync(Entry entry)
    {
        var (state, problem) = (ExportState.Failed, "The file could not be made. Try again; if it stays so, tell the operator.");
        try
        {
            using var late = new CancellationTokenSource(TimeMax, _time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(entry.Cancellation, late.Token);
            (state, problem) = await MakeAsync(entry, both.Token) ? (ExportState.Done, null!) : (state, "You may no longer read this plan.");
        }
        catch (OperationCanceledException)
        {
            (state, problem) = entry.Cancellation.IsCancellationRequested ? (ExportState.Cancelled, null!) : (state, "The file takes too long to make.");
        }
        catch (ExportException words)
        {
            problem = words.Message;
        }
        catch (RoomUnavailableException unavailable)
        {
            problem = unavailable.Refusal.Words;
        }
#pragma warning disable CA1031 // Whatever a form of file fails with, the person is told and the server goes on.
        catch (Exception unknown)
#pragma warning restore CA1031
        {
            Log.Failed(_logger, entry.Job.Request.Extension, entry.Job.Request.Plan, unknown);
        }

        lock (_gate) End(entry, state, problem);
        Tell(entry.Job.User);
        Next();
    }

    private async Task<bool> MakeAsync(Entry entry, CancellationToken cancellation)
    {
        if (await _source.ReadAsync(entry.Job.User, entry.Job.Request, cancellation) is not { } export) return false;
        long size;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var file = new FileStream(PathOf(entry.Job), options))
        {
            await entry.Format.WriteAsync(export, file, new Progress(part => Report(entry, part)), cancellation);
            size = file.Length;
        }

        cancellation.ThrowIfCancellationRequested();
        lock (_gate) entry.Job = entry.Job with { FileName = $"{export.Plan.Slug}-{export.Revision}.{entry.Format.Extension}", SizeBytes = size };
        return true;
    }

    private void Report(Entry entry, double part)
    {
        var percent = (int)Math.Clamp(part * 100, 0, 100);
        lock (_gate)
        {
            if (percent <= entry.Job.Percent || entry.Job.State != ExportState.Running) return;
            entry.Job = entry.Job with { Percent = percent };
        }

        Tell(entry.Job.User);
    }

    private void End(Entry entry, ExportState state, string? problem)
    {
        entry.Job = entry.Job with { State = state, Problem = problem, Until = _time.GetUtcNow() + Kept, Percent = state == ExportState.Done ? 100 : entry.Job.Percent };
        entry.Keep = _time.CreateTimer(_ => Forget(entry), null, Kept, Timeout.InfiniteTimeSpan);
        entry.Ended.TrySetResult();
        if (state != ExportState.Done) Delete(entry.Job);
    }

    private void Forget(Entry entry)
    {
        lock (_gate) Drop(entry);
        Tell(entry.Job.User);
    }

    private void Drop(Entry entry)
    {
        _entries.Remove(entry);
        entry.Dispose();
        Delete(entry.Job);
    }

    // What a disk does not let go now goes at the next start.
    private void Delete(ExportJob job)
    {
        try
        {
            File.Delete(PathOf(job));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Log.NotDeleted(_logger, job.Id, problem);
        }
    }

    private Entry? EntryOf(UserId user, Guid id)
    {
        lock (_gate) return _entries.Find(entry => entry.Job.Id == id && entry.Job.User == user);
    }

    private string PathOf(ExportJob job) => Path.Combine(_data.Subdirectory("exports").FullName, $"{job.Id:N}");

    private void Tell(UserId user)
    {
        foreach (var one in _watching)
            if (one.User == user) one.Changed();
    }

    private sealed class Entry(ExportJob job, IPlanFormat format) : IDisposable
    {
        private readonly CancellationTokenSource _ending = new();

        public ExportJob Job { get; set; } = job;

        public IPlanFormat Format => format;

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ITimer? Keep { get; set; }

        public CancellationToken Cancellation => _ending.Token;

        public void Cancel() => _ending.Cancel();

        public void Dispose() => Keep?.Dispose();
    }

    private sealed class Progress(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }

    private sealed class Watching(Action stop) : IDisposable
    {
        public void Dispose() => stop();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A file ({Extension}) of {Plan} could not be made")]
        public static partial void Failed(ILogger logger, string extension, string plan, Exception problem);

        [LoggerMessage(LogLevel.Warning, "The exported file {Id} could not be deleted; it goes at the next start")]
        public static partial void NotDeleted(ILogger logger, Guid id, Exception problem);
    }
}
