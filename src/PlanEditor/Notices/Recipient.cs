using PlanEditor.Identity;
using PlanModel.Notices;
using PlanModel.Workflow;

namespace PlanEditor.Notices;

/// <summary>Somebody who can be told of something.</summary>
/// <param name="Actor">The rights of this moment.</param>
/// <param name="Name">How others see this person.</param>
/// <param name="Email">Where mail goes; null: nowhere.</param>
/// <param name="Language">The language of mails.</param>
/// <param name="Mail">What is to be mailed.</param>
public sealed record Recipient(Actor Actor, string Name, string? Email, string Language, MailChoice Mail)
{
    private static readonly TimeOnly DailyAt = new(7, 0);

    private TimeZoneInfo Zone => CountryHabits.ZoneOf(Actor.Country);

    /// <summary>When a notice is to be mailed: at once, at the next seven o'clock of the person's country, or never.</summary>
    public DateTimeOffset? MailAt(NoticeKind kind, DateTimeOffset now) => (Email, Mail) switch
    {
        (null, _) or (_, MailChoice.None) => null,
        (_, MailChoice.AtOnce) => now,
        (_, MailChoice.Quiet) when kind is NoticeKind.Mentioned or NoticeKind.Assigned => now,
        _ => NextMorning(now),
    };

    /// <summary>Whether what is to be mailed then is part of the mail of the day.</summary>
    public bool IsMorning(DateTimeOffset mailAt) => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(mailAt, Zone).DateTime) == DailyAt;

    /// <summary>The next seven o'clock of the person's country.</summary>
    public DateTimeOffset NextMorning(DateTimeOffset now)
    {
        var here = TimeZoneInfo.ConvertTime(now, Zone);
        var day = DateOnly.FromDateTime(here.DateTime);
        var morning = (TimeOnly.FromDateTime(here.DateTime) < DailyAt ? day : day.AddDays(1)).ToDateTime(DailyAt);
        return new DateTimeOffset(morning, Zone.GetUtcOffset(morning)).ToUniversalTime();
    }
}
