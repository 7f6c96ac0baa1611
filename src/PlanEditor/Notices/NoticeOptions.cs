using System.ComponentModel.DataAnnotations;
using PlanModel.Notices;

namespace PlanEditor.Notices;

/// <summary>The settings under "Notices".</summary>
public sealed class NoticeOptions
{
    public const string Section = "Notices";

    /// <summary>The fewest days: as long as a deadline reminds, what it said is remembered, so that nothing is said twice.</summary>
    public const int KeepDaysMin = DeadlineNotices.OverdueDaysMax + 30;

    /// <summary>After how many days notices that were read, and mails that are done with, go.</summary>
    [Range(KeepDaysMin, 36_500)]
    public int KeepDays { get; init; } = 180;
}
