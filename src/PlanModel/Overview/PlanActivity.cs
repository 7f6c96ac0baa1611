using System.Collections.Immutable;
using PlanModel.Changes;
using PlanModel.Operations;

namespace PlanModel.Overview;

/// <summary>Who wrote how much in a plan, by day (UTC). Only the last days before the newest change are kept.</summary>
public sealed class PlanActivity
{
    /// <summary>How many days are kept.</summary>
    public const int DaysKept = 30;

    private PlanActivity(ImmutableArray<ActivityDay> days) => Days = days;

    /// <summary>Nothing was written.</summary>
    public static PlanActivity None { get; } = new([]);

    /// <summary>One entry for each day and author, by day.</summary>
    public ImmutableArray<ActivityDay> Days { get; }

    /// <summary>The activity that its entries say.</summary>
    public static PlanActivity Of(IEnumerable<ActivityDay> days) => Kept(days);

    /// <summary>The activity with further changes.</summary>
    public PlanActivity With(IEnumerable<CommittedChange> changes)
    {
        var further = changes.Select(change => new ActivityDay(DayOf(change.At), change.Author, 1, change.Operations.OfType<EditText>().Sum(edit => edit.Edit.UnitsInserted)));
        return Kept(Days.Concat(further).GroupBy(one => (one.Day, one.Author)).Select(all => new ActivityDay(all.Key.Day, all.Key.Author, all.Sum(one => one.Changes), all.Sum(one => one.Units))));
    }

    /// <summary>What was written from a day on.</summary>
    public IEnumerable<ActivityDay> Since(DateOnly first) => Days.Where(one => one.Day >= first);

    /// <summary>The day to which a change counts.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    private static PlanActivity Kept(IEnumerable<ActivityDay> days)
    {
        var ordered = days.OrderBy(one => one.Day).ThenBy(one => one.Author.Value).ToArray();
        return ordered.Length == 0 ? None : new PlanActivity([.. ordered.Where(one => one.Day > ordered[^1].Day.AddDays(-DaysKept))]);
    }
}

/// <summary>What one person wrote in a plan on one day.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Author">The person.</param>
/// <param name="Changes">How many changes.</param>
/// <param name="Units">How much text they put in, in UTF-16 units.</param>
public sealed record ActivityDay(DateOnly Day, UserId Author, int Changes, long Units);
