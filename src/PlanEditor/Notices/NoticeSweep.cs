using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanEditor.Hosting;
using PlanEditor.Mail;
using PlanEditor.Storage;

namespace PlanEditor.Notices;

/// <summary>Drops what was read and mailed long ago: some at a time, so that nobody who writes waits for it. What nobody read stays.</summary>
public sealed partial class NoticeSweep(IDbContextFactory<PlanDb> databases, IOptions<NoticeOptions> options, TimeProvider time, ILogger<NoticeSweep> logger) : PeriodicWork(TimeSpan.FromHours(6), time)
{
    internal const int AtATime = 500;

    internal override async Task WorkAsync(CancellationToken cancellation)
    {
        var before = Time.GetUtcNow() - TimeSpan.FromDays(options.Value.KeepDays);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        // A mail that is still to be sent is made of its notices.
        var notices = database.Set<NoticeRow>().Where(row => row.At < before && row.ReadAt != null && row.ReadAt < before && !database.Set<MailRow>().Any(mail => mail.Key == row.Mail && mail.NextTry != null));
        while (await notices.OrderBy(row => row.Key).Take(AtATime).ExecuteDeleteAsync(cancellation) == AtATime)
        {
        }

        var mails = database.Set<MailRow>().Where(mail => mail.MadeAt < before && mail.NextTry == null);
        while (await mails.OrderBy(mail => mail.Key).Take(AtATime).ExecuteDeleteAsync(cancellation) == AtATime)
        {
        }
    }

    protected override void NotDone(Exception problem) => Log.NotSwept(logger, problem);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Old notices and mails could not be dropped")]
        public static partial void NotSwept(ILogger logger, Exception problem);
    }
}
