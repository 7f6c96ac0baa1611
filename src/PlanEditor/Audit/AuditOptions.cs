using System.ComponentModel.DataAnnotations;

namespace PlanEditor.Audit;

/// <summary>The settings under "Audit".</summary>
public sealed class AuditOptions
{
    public const string Section = "Audit";

    /// <summary>The fewest days: what is younger, the database does not give up.</summary>
    public const int KeepDaysMin = 30;

    /// <summary>After how many days entries go.</summary>
    [Range(KeepDaysMin, 36_500)]
    public int KeepDays { get; init; } = 730;
}
