using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Digests;
using PlanEditor.Identity;
using PlanModel.Notices;

namespace PlanEditor.Notices;

/// <summary>Looks every hour whose deadline is near or over, by the days of each reader's country. What was said once is not said again.</summary>
public sealed partial class DeadlineReminders(PlanDigests digests, NoticeStore store, Recipients recipients, NoticeBoard board, TimeProvider time, ILogger<DeadlineReminders> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Reminds of what is due now.</summary>
    internal async Task RemindAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        IReadOnlyList<Recipient>? people = null;
        foreach (var plan in (await digests.ListAsync(cancellation)).Plans)
        {
            var deadline = plan.Document is { } open ? open.Standing.Deadline : plan.Digest.Overview.Deadline;
            if (deadline is null) continue;
            people ??= await recipients.ListAsync(cancellation);
            var reminders = DeadlineNotices.Of(deadline, plan.Facts, now, CountryHabits.DayOf, [.. people.Select(person => person.Actor)]);
            board.Tell(await store.KeepAsync(plan.Plan.Id, reminders, people, cancellation));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            using var timer = new PeriodicTimer(Every, time);
            do await TryAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task TryAsync(CancellationToken cancellation)
    {
        try
        {
            await RemindAsync(cancellation);
        }
        catch (Exception problem) when (problem is DbException or DbUpdateException)
        {
            Log.NotReminded(logger, problem);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Deadlines could not be looked at")]
        public static partial void NotReminded(ILogger logger, Exception problem);
    }
}
