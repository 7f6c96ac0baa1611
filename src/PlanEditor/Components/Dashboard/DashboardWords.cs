using System.Globalization;
using System.Text;
using PlanEditor.Components.Shared;

namespace PlanEditor.Components.Dashboard;

/// <summary>The sentences of the dashboard.</summary>
public static class DashboardWords
{
    private const double BarWidth = 4;
    private const double BarHeight = 20;

    /// <summary>All plans in a line or two: "Four plans. 2 milestones are overdue, 5 are due in the next 90 days. 3 people are writing now."</summary>
    public static string Stand(IReadOnlyCollection<DashboardRow> rows)
    {
        var (overdue, upcoming) = (rows.Sum(row => row.Overdue.Length), rows.Sum(row => row.Upcoming.Length));
        var people = rows.SelectMany(row => row.People).DistinctBy(person => person.User).Count();
        var milestones = (overdue, upcoming) switch
        {
            (0, 0) => $"No milestone is overdue or due in the next {DashboardRow.DaysAhead} days.",
            (_, 0) => $"{Count(overdue, "milestone is", "milestones are")} overdue, none is due in the next {DashboardRow.DaysAhead} days.",
            (0, _) => $"No milestone is overdue, {Count(upcoming, "is", "are")} due in the next {DashboardRow.DaysAhead} days.",
            _ => $"{Count(overdue, "milestone is", "milestones are")} overdue, {Count(upcoming, "is", "are")} due in the next {DashboardRow.DaysAhead} days.",
        };
        return $"{CountWords.Capital(CountWords.Of(rows.Count, "plan", "plans"))}. {milestones} {(people == 0 ? "Nobody is in one now." : $"{CountWords.Capital(CountWords.Of(people, "person is", "people are"))} in one now.")}";
    }

    /// <summary>What stands between a plan and final.</summary>
    public static string Before(DashboardRow row) => row.Overview.Blocks == 0 ? "nothing before final" : $"{Count(row.Overview.Blocks, "thing", "things")} before final";

    /// <summary>Which of the four core targets are served: "All four", "Without 16.7, 17.18".</summary>
    public static string Targets(DashboardRow row) => row.Missing.ToArray() switch
    {
        [] => "All four",
        { Length: 4 } => "None of the four",
        var missing => $"Without {string.Join(", ", missing)}",
    };

    /// <summary>"31 Jul 2018".</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>How much was written: "412 changes on 6 days".</summary>
    public static string Activity(DashboardRow row) => row.Changes == 0 ? "Nothing" : $"{Count(row.Changes, "change", "changes")} on {Count(row.ChangesByDay.Count(changes => changes > 0), "day", "days")}";

    /// <summary>The bars of the last days as the path of a drawing 20 high. Twice the changes are a step higher, the same on every row.</summary>
    public static string Bars(DashboardRow row)
    {
        var path = new StringBuilder();
        for (var day = 0; day < row.ChangesByDay.Length; day++)
        {
            var height = Math.Min(BarHeight, row.ChangesByDay[day] == 0 ? 1 : 2 + (2 * Math.Log2(1 + row.ChangesByDay[day])));
            path.Append(CultureInfo.InvariantCulture, $"M{day * BarWidth:0.#} {BarHeight:0.#}v-{height:0.#}h{BarWidth - 1:0.#}v{height:0.#}z");
        }

        return path.ToString();
    }

    /// <summary>"1 day", "1,240 characters".</summary>
    public static string Count(long count, string one, string several) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? one : several)}");
}
