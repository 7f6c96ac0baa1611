using Microsoft.EntityFrameworkCore;
using PlanEditor.Notices;
using PlanEditor.Storage;
using PlanModel;

namespace PlanEditor.Mail;

/// <summary>Which mails are to be sent, and what is in them.</summary>
public sealed class MailStore(IDbContextFactory<PlanDb> databases, Recipients recipients, TimeProvider time)
{
    /// <summary>After how long to try again, by the number of tries. After the last it is given up.</summary>
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    /// <summary>How many mails of what is told at once somebody gets in an hour. The rest comes with the mail of the day.</summary>
    public const int AtOnceMax = 10;

    /// <summary>Makes a mail for everybody of what is due and was not read.</summary>
    public async Task GatherAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var due = database.Set<NoticeRow>().Where(row => row.MailAt != null && row.MailAt <= now && row.Mail == null && row.ReadAt == null);
        if (!await due.AnyAsync(cancellation)) return;
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        foreach (var rows in (await due.ToListAsync(cancellation)).GroupBy(row => row.User))
        {
            var notices = await WithinBoundAsync(database, rows, now, cancellation);
            if (notices.Count == 0) continue;
            var mail = new MailRow { User = rows.Key, MadeAt = now, NextTry = now };
            database.Add(mail);
            await database.SaveChangesAsync(cancellation);
            foreach (var notice in notices) notice.Mail = mail.Key;
        }

        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The mails that are to be sent now, the oldest first.</summary>
    public async Task<IReadOnlyList<MailRow>> DueAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<MailRow>().AsNoTracking().Where(mail => mail.NextTry != null && mail.NextTry <= now).OrderBy(mail => mail.Key).ToListAsync(cancellation);
    }

    /// <summary>What of a mail's notices was not read meanwhile.</summary>
    public async Task<IReadOnlyList<NoticeRow>> NoticesAsync(MailRow mail, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Set<NoticeRow>().AsNoTracking().Where(row => row.Mail == mail.Key && row.ReadAt == null).OrderBy(row => row.At).ToListAsync(cancellation);
    }

    /// <summary>The server took it.</summary>
    public Task SentAsync(MailRow mail, CancellationToken cancellation) => EndAsync(mail, time.GetUtcNow(), cancellation);

    /// <summary>It is not sent any more: nobody wants it, or the server never will take it.</summary>
    public Task DropAsync(MailRow mail, CancellationToken cancellation) => EndAsync(mail, null, cancellation);

    /// <summary>It could not be sent now.</summary>
    /// <returns>When it is tried again; null: it is given up.</returns>
    public async Task<DateTimeOffset?> PutOffAsync(MailRow mail, CancellationToken cancellation)
    {
        DateTimeOffset? next = mail.Tries < Pauses.Length ? time.GetUtcNow() + Pauses[mail.Tries] : null;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await database.Set<MailRow>().Where(one => one.Key == mail.Key).ExecuteUpdateAsync(set => set.SetProperty(one => one.NextTry, next).SetProperty(one => one.Tries, mail.Tries + 1), cancellation);
        return next;
    }

    /// <summary>Somebody wants no mail any more.</summary>
    public async Task StopAsync(UserId user, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await database.Users.Where(one => one.Id == user.Value).ExecuteUpdateAsync(set => set.SetProperty(one => one.Mail, Identity.MailChoice.None), cancellation);
        await database.Set<NoticeRow>().Where(row => row.User == user.Value && row.Mail == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.MailAt, (DateTimeOffset?)null), cancellation);
    }

    /// <summary>How somebody is mailed, from now on.</summary>
    public async Task ChooseAsync(UserId user, Identity.MailChoice choice, string language, CancellationToken cancellation)
    {
        if (choice == Identity.MailChoice.None) await StopAsync(user, cancellation);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await database.Users.Where(one => one.Id == user.Value).ExecuteUpdateAsync(set => set.SetProperty(one => one.Mail, choice).SetProperty(one => one.Language, language), cancellation);
    }

    /// <summary>What goes into a mail now: all of it, or the day's alone where this person got enough mails within the hour; the rest waits for the morning.</summary>
    private async Task<IReadOnlyList<NoticeRow>> WithinBoundAsync(PlanDb database, IGrouping<Guid, NoticeRow> due, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = now.AddHours(-1);
        if (await database.Set<MailRow>().CountAsync(mail => mail.User == due.Key && mail.MadeAt > since, cancellation) < AtOnceMax) return [.. due];
        if (await recipients.FindAsync(new UserId(due.Key), cancellation) is not { } to) return [.. due];
        if (due.Any(row => to.IsMorning(row.MailAt!.Value))) return [.. due];
        foreach (var row in due) row.MailAt = to.NextMorning(now);
        return [];
    }

    private async Task EndAsync(MailRow mail, DateTimeOffset? sent, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await database.Set<MailRow>().Where(one => one.Key == mail.Key)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.NextTry, (DateTimeOffset?)null).SetProperty(one => one.SentAt, sent).SetProperty(one => one.Tries, mail.Tries + 1), cancellation);
    }
}
