using System.Collections.Concurrent;
using System.Threading.Channels;
using PlanEditor.Collaboration;
using PlanEditor.Hosting;
using PlanEditor.Storage;
using PlanModel.Operations;

namespace PlanEditor.Finals;

/// <summary>
/// Sees to it that every final has its files: looks at all plans when the server starts, and at one when it takes a step. Wherever the server is stopped, what is missing is made after the next
/// start; what could not be made is tried again, later each time.
/// </summary>
public sealed partial class FinalFollower(Plans plans, FinalMaker maker, TimeProvider time, ILogger<FinalFollower> logger) : BackgroundService, IFollowRooms
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)];

    private readonly Channel<string> _waiting = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<string, bool> _again = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _tries = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Opened(PlanRoom room)
    {
        room.Subscribe(update =>
        {
            if (update.Changes.Any(change => change.Operations.Any(operation => operation is ChangeState or PublicationOperation or NoteErratum))) _waiting.Writer.TryWrite(room.Plan.Slug);
        });
        // A room that stopped between a commit and its word of it told nobody.
        if (room.Durable.Document.Standing.Finals.Any()) _waiting.Writer.TryWrite(room.Plan.Slug);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await AskAllAsync(stoppingToken);
            await foreach (var slug in _waiting.Reader.ReadAllAsync(stoppingToken))
                if (!await TryAsync(slug, stoppingToken)) _ = AgainAsync(slug, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is missing is made after the next start.
        }
    }

    private async Task AskAllAsync(CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                foreach (var plan in await plans.ListAsync(cancellation)) _waiting.Writer.TryWrite(plan.Slug);
                return;
            }
            catch (Exception problem) when (!problem.IsStopOf(cancellation))
            {
                Log.NotListed(logger, problem);
                await Task.Delay(Pauses[Math.Min(tries, Pauses.Length) - 1], time, cancellation);
            }
        }
    }

    private async Task<bool> TryAsync(string slug, CancellationToken cancellation)
    {
        try
        {
            if (await plans.FindAsync(slug, cancellation) is not { } plan || !await maker.MakeAsync(plan, cancellation)) return false;
            _tries.TryRemove(slug, out _);
            return true;
        }
        catch (Exception problem) when (!problem.IsStopOf(cancellation))
        {
            Log.NotMade(logger, slug, problem);
            return false;
        }
    }

    private async Task AgainAsync(string slug, CancellationToken cancellation)
    {
        // One that waits already is tried again all the same.
        if (!_again.TryAdd(slug, true)) return;
        var tries = _tries.AddOrUpdate(slug, 1, (_, before) => before + 1);
        try
        {
            await Task.Delay(Pauses[Math.Min(tries, Pauses.Length) - 1], time, cancellation);
            _again.TryRemove(slug, out _);
            _waiting.Writer.TryWrite(slug);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The plans could not be listed to publish their finals; it is tried again")]
        public static partial void NotListed(ILogger logger, Exception problem);

        [LoggerMessage(LogLevel.Error, "The finals of {Plan} could not be made; it is tried again")]
        public static partial void NotMade(ILogger logger, string plan, Exception problem);
    }
}
