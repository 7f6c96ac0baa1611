using System.Collections.Immutable;
using PlanEditor.Collaboration;
using PlanEditor.Components.Plans;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Overview;
using PlanModel.Sdg;
using PlanModel.Workflow;

namespace PlanEditor.Components.Dashboard;

/// <summary>A plan's row of the dashboard, as of a moment. What is due goes by the day that it is in the plan's country, activity by the days of UTC.</summary>
/// <param name="Slug">The plan's name in addresses.</param>
/// <param name="Country">Its country, as stored.</param>
/// <param name="CountryLabel">Its country, as people read it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="OpenToPeers">Whether peers may read it.</param>
/// <param name="Overview">What its document says.</param>
public sealed record DashboardRow(string Slug, string Country, string CountryLabel, PlanState State, bool OpenToPeers, PlanOverview Overview)
{
    /// <summary>How far ahead milestones are looked at.</summary>
    public const int DaysAhead = 90;

    /// <summary>How far back activity is looked at, today included.</summary>
    public const int DaysBack = 14;

    /// <summary>The milestones whose day has passed, the earliest first.</summary>
    public ImmutableArray<DueMilestone> Overdue { get; private init; } = [];

    /// <summary>The milestones of the next days, the earliest first.</summary>
    public ImmutableArray<DueMilestone> Upcoming { get; private init; } = [];

    /// <summary>The first of the days of <see cref="ChangesByDay"/>.</summary>
    public DateOnly FirstDay { get; private init; }

    /// <summary>How many changes were made on each of the last days, today last.</summary>
    public ImmutableArray<int> ChangesByDay { get; private init; } = [];

    /// <summary>Who made them, the most active first.</summary>
    public ImmutableArray<Writer> Writers { get; private init; } = [];

    /// <summary>Who is in it now.</summary>
    public ImmutableArray<PersonHere> People { get; private init; } = [];

    public int Changes => ChangesByDay.Sum();

    /// <summary>The core targets that no commitment serves.</summary>
    public IEnumerable<string> Missing => SdgTargets.Core.Where(target => !Overview.Targets.Contains(target));

    public static DashboardRow Of(PlanSummary plan, IReadOnlyDictionary<UserId, string> names, DateTimeOffset now)
    {
        var today = CountryHabits.DayOf(now, plan.Plan.Country);
        var last = PlanActivity.DayOf(now);
        var first = last.AddDays(1 - DaysBack);
        var activity = plan.Activity.Since(first).Where(one => one.Day <= last).ToArray();
        return new DashboardRow(plan.Plan.Slug, plan.Plan.Country, HomeWords.Country(plan), plan.Facts.State, plan.Facts.OpenToPeers, plan.Overview)
        {
            Overdue = [.. plan.Overview.Milestones.Where(milestone => milestone.Due < today)],
            Upcoming = [.. plan.Overview.Milestones.Where(milestone => milestone.Due >= today && milestone.Due <= today.AddDays(DaysAhead))],
            FirstDay = first,
            ChangesByDay = ByDay(activity, first),
            Writers =
            [
                .. activity.GroupBy(one => one.Author)
                    .Select(own => new Writer(names.GetValueOrDefault(own.Key, ""), ByDay(own, first), own.Sum(one => one.Changes), own.Sum(one => one.Units)))
                    .OrderByDescending(writer => writer.Changes),
            ],
            // Where they are in the plan does not concern this page.
            People = [.. plan.People.Select(person => person with { Node = null, Field = null, Anchor = null, Head = null, Revision = 0 })],
        };
    }

    private static ImmutableArray<int> ByDay(IEnumerable<ActivityDay> activity, DateOnly first)
    {
        var days = new int[DaysBack];
        foreach (var one in activity) days[one.Day.DayNumber - first.DayNumber] += one.Changes;
        return [.. days];
    }

    public bool Equals(DashboardRow? other) =>
        other is not null && Slug == other.Slug && State == other.State && OpenToPeers == other.OpenToPeers && Overview.Equals(other.Overview) && FirstDay == other.FirstDay
        && Overdue.SequenceEqual(other.Overdue) && Upcoming.SequenceEqual(other.Upcoming) && ChangesByDay.SequenceEqual(other.ChangesByDay)
        && Writers.SequenceEqual(other.Writers) && People.SequenceEqual(other.People);

    public override int GetHashCode() => HashCode.Combine(Slug, State, Overview);

    /// <summary>What one person did.</summary>
    /// <param name="Name">The person's name.</param>
    /// <param name="ByDay">Changes on each day.</param>
    /// <param name="Changes">All of them.</param>
    /// <param name="Units">How much text they put in.</param>
    public sealed record Writer(string Name, ImmutableArray<int> ByDay, int Changes, long Units)
    {
        public bool Equals(Writer? other) => other is not null && Name == other.Name && Changes == other.Changes && Units == other.Units && ByDay.SequenceEqual(other.ByDay);

        public override int GetHashCode() => HashCode.Combine(Name, Changes, Units);
    }
}
