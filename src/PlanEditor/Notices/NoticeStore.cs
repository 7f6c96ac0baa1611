using Microsoft.EntityFrameworkCore;
using PlanEditor.Audit;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Notices;

namespace PlanEditor.Notices;

/// <summary>
/// Keeps who is told of what. Notices stand in the database together with the revision up to which the plan's log was read, in one transaction: whenever the server dies,
/// either both are there or neither, and what is read again tells nobody twice.
/// </summary>
public sealed class NoticeStore(IDbContextFactory<PlanDb> databases, TimeProvider time)
{
    /// <summary>Up to which revision a plan's log was read.</summary>
    public async Task<long> CursorAsync(PlanId plan, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var key = await KeyAsync(database, plan, cancellation);
        return await database.Set<NoticeCursorRow>().Where(row => row.Plan == key).Select(row => (long?)row.Revision).SingleOrDefaultAsync(cancellation) ?? 0;
    }

    /// <summary>The plans whose log was not read to its end.</summary>
    public async Task<IReadOnlyList<PlanId>> BehindAsync(CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var plans = await database.Plans.AsNoTracking()
            .Where(plan => database.Changes.Any(change => change.Plan == plan.Key && change.Revision > (database.Set<NoticeCursorRow>().Where(row => row.Plan == plan.Key).Select(row => (long?)row.Revision).FirstOrDefault() ?? 0)))
            .Select(plan => plan.Id)
            .ToListAsync(cancellation);
        return [.. plans.Select(id => new PlanId(id))];
    }

    /// <summary>Keeps what changes told, and that the log was read up to a revision.</summary>
    /// <returns>Who has something new, or something that reads otherwise now.</returns>
    public async Task<IReadOnlySet<UserId>> KeepAsync(PlanId plan, long revision, IReadOnlyList<FollowedChange> changes, IReadOnlyList<Recipient> people, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        var row = await database.Plans.AsNoTracking().SingleAsync(one => one.Id == plan.Value, cancellation);
        var cursor = await database.Set<NoticeCursorRow>().SingleOrDefaultAsync(one => one.Plan == row.Key, cancellation);
        if (cursor is null) database.Add(cursor = new NoticeCursorRow { Plan = row.Key, Revision = 0 });
        var told = new HashSet<UserId>();
        var choices = changes.Count == 0 ? [] : await ChoicesAsync(database, row.Key, cancellation);
        foreach (var change in changes.Where(change => change.Change.Revision > cursor.Revision))
        {
            foreach (var (thread, entry) in change.Reworded) told.UnionWith(await RewordAsync(database, row.Key, change, thread, entry, cancellation));
            foreach (var notice in change.Notices)
            {
                var recipient = people.First(person => person.Actor.User == notice.To);
                if (!Wants(choices, notice)) continue;
                database.Add(Row(row.Key, notice, notice.Thread is { } thread ? change.Place(notice.Node) : "", change.Said(notice), MailAt(recipient, notice)));
                told.Add(notice.To);
            }

            database.AddRange(StepEntries.Of(row.Slug, change.After.Schema.Workflow, change.Change));
        }

        cursor.Revision = Math.Max(cursor.Revision, revision);
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return told;
    }

    /// <summary>Keeps reminders, each only once however often it is given, and of the deadlines of one plan no second one on one day of the reader's.</summary>
    /// <returns>Who has something new.</returns>
    public async Task<IReadOnlySet<UserId>> KeepAsync(PlanId plan, IReadOnlyList<Notice> reminders, IReadOnlyList<Recipient> people, CancellationToken cancellation)
    {
        if (reminders.Count == 0) return new HashSet<UserId>();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        var row = await database.Plans.AsNoTracking().SingleAsync(one => one.Id == plan.Value, cancellation);
        var choices = await ChoicesAsync(database, row.Key, cancellation);
        var told = new HashSet<UserId>();
        foreach (var notice in reminders)
        {
            if (!Wants(choices, notice)) continue;
            var recipient = people.First(person => person.Actor.User == notice.To);
            var kept = database.Set<NoticeRow>().AsNoTracking().Where(one => one.User == notice.To.Value && one.Plan == row.Key);
            if (await (notice.Thread is null ? WasRemindedAsync(kept, notice, OfToday, cancellation) : WasRemindedOfCommentAsync(kept, notice, OfToday, cancellation))) continue;
            database.Add(Row(row.Key, notice, notice.Place, "", MailAt(recipient, notice)));

            bool OfToday(DateTimeOffset at) => (recipient.Actor.Country ?? row.Country) is var country && CountryHabits.DayOf(at, country) >= CountryHabits.DayOf(notice.At, country);
            told.Add(notice.To);
        }

        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return told;
    }

    private static async Task<bool> WasRemindedAsync(IQueryable<NoticeRow> rows, Notice notice, Func<DateTimeOffset, bool> ofToday, CancellationToken cancellation)
    {
        var kept = await rows.Where(one => one.Kind == NoticeKind.DueSoon || one.Kind == NoticeKind.DueNext || one.Kind == NoticeKind.Overdue).OrderByDescending(one => one.At).ToListAsync(cancellation);
        return kept.Any(one => one.Revision == notice.Revision && one.Kind == notice.Kind) || (kept is [var last, ..] && ofToday(last.At));
    }

    // Who was asked today to see to it by today needs no reminder.
    private static async Task<bool> WasRemindedOfCommentAsync(IQueryable<NoticeRow> rows, Notice notice, Func<DateTimeOffset, bool> ofToday, CancellationToken cancellation)
    {
        var thread = Bits(notice.Thread!.Value.Value);
        var kept = await rows.Where(one => one.Thread == thread && one.Day == notice.Day && (one.Kind == NoticeKind.CommentDue || one.Kind == NoticeKind.Assigned)).ToListAsync(cancellation);
        return kept.Any(one => one.Kind == NoticeKind.CommentDue || ofToday(one.At));
    }

    private static Task<int> KeyAsync(PlanDb database, PlanId plan, CancellationToken cancellation) =>
        database.Plans.Where(one => one.Id == plan.Value).Select(one => one.Key).SingleAsync(cancellation);

    private static async Task<Dictionary<(Guid User, long Thread), Attention>> ChoicesAsync(PlanDb database, int plan, CancellationToken cancellation) =>
        await database.Set<NoticeChoiceRow>().AsNoTracking().Where(choice => choice.Plan == plan).ToDictionaryAsync(choice => (choice.User, choice.Thread), choice => choice.Attention, cancellation);

    private static bool Wants(Dictionary<(Guid User, long Thread), Attention> choices, Notice notice)
    {
        var ofPlan = choices.GetValueOrDefault((notice.To.Value, 0));
        var attention = notice.Thread is { } thread ? choices.GetValueOrDefault((notice.To.Value, Bits(thread.Value)), ofPlan) : ofPlan;
        return attention == Attention.All || (attention == Attention.Personal && notice.IsPersonal);
    }

    // What an import or a restored backup brings of long ago is not mailed.
    private DateTimeOffset? MailAt(Recipient recipient, Notice notice) =>
        time.GetUtcNow() is var now && notice.At > now - TimeSpan.FromDays(2) ? recipient.MailAt(notice.Kind, now) : null;

    private static NoticeRow Row(int plan, Notice notice, string place, string said, DateTimeOffset? mailAt) => new()
    {
        User = notice.To.Value,
        Plan = plan,
        Revision = notice.Revision,
        Kind = notice.Kind,
        Thread = Bits(notice.Thread?.Value ?? 0),
        Proposal = Bits(notice.Proposal?.Value ?? 0),
        Entry = Bits(notice.Entry?.Value ?? 0),
        Node = Bits(notice.Node.Value),
        Place = place,
        By = notice.By.Value,
        At = notice.At,
        Day = notice.Day,
        Said = said,
        MailAt = mailAt,
    };

    private static async Task<IEnumerable<UserId>> RewordAsync(PlanDb database, int plan, FollowedChange change, ThreadId thread, EntryId entry, CancellationToken cancellation)
    {
        var (threadBits, entryBits) = (Bits(thread.Value), Bits(entry.Value));
        var rows = await database.Set<NoticeRow>().Where(row => row.Plan == plan && row.Thread == threadBits && row.Entry == entryBits).ToListAsync(cancellation);
        foreach (var row in rows) row.Said = change.Said(thread, entry);
        foreach (var row in database.ChangeTracker.Entries<NoticeRow>().Where(one => one.State == EntityState.Added && one.Entity.Thread == threadBits && one.Entity.Entry == entryBits)) row.Entity.Said = change.Said(thread, entry);
        return rows.Select(row => new UserId(row.User));
    }

    /// <summary>Bits as the database keeps them.</summary>
    internal static long Bits(ulong bits) => unchecked((long)bits);
}
