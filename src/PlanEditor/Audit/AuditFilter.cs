using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Storage;
using PlanModel;

namespace PlanEditor.Audit;

/// <summary>Which entries somebody looks for.</summary>
/// <param name="Kind">Of this kind; null: any.</param>
/// <param name="Person">By this person or done to this person; null: anybody.</param>
/// <param name="Day">On this day (UTC); null: any.</param>
public sealed record AuditFilter(AuditKind? Kind, Guid? Person, DateOnly? Day)
{
    /// <summary>Reads what an address says; what it says wrong is left out.</summary>
    public static AuditFilter Of(string? kind, string? person, string? day) => new(
        Enum.TryParse<AuditKind>(kind, out var one) && Enum.IsDefined(one) ? one : null,
        IdText.TryReadGuid(person ?? "", out var id) ? id : null,
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null);

    /// <summary>The entries, the newest first.</summary>
    public IQueryable<AuditEntry> In(PlanDb database)
    {
        var entries = database.Set<AuditEntry>().AsNoTracking();
        if (Kind is { } kind) entries = entries.Where(entry => entry.Kind == kind);
        if (Person is { } person) entries = entries.Where(entry => entry.User == person || entry.Other == person);
        if (Day is { } day)
        {
            var from = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            var to = from.AddDays(1);
            entries = entries.Where(entry => entry.At >= from && entry.At < to);
        }

        // In the order in which it was written, whatever the clock said.
        return entries.OrderByDescending(entry => entry.Key);
    }
}
