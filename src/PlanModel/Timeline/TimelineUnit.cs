namespace PlanModel.Timeline;

/// <summary>What the scale of a timeline is divided into.</summary>
public enum TimelineUnit
{
    /// <summary>Months under calendar years.</summary>
    Months,

    /// <summary>Quarters of calendar years.</summary>
    Quarters,

    /// <summary>The country's fiscal years with their quarters.</summary>
    FiscalYears,
}
