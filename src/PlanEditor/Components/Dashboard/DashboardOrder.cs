using System.Collections.Immutable;

namespace PlanEditor.Components.Dashboard;

/// <summary>A column of the dashboard.</summary>
public enum DashboardColumn
{
    Country,
    Plan,
    State,
    Complete,
    Targets,
    Milestones,
    Activity,
    People,
}

/// <summary>By which column the dashboard is sorted.</summary>
/// <param name="Column">The column.</param>
/// <param name="Descending">Whether the largest comes first.</param>
public sealed record DashboardOrder(DashboardColumn Column, bool Descending)
{
    /// <summary>What somebody sees who has not chosen.</summary>
    public static DashboardOrder Start { get; } = new(DashboardColumn.Country, false);

    /// <summary>The order after a press on a column: names from A, figures from the largest; pressed again, the other way round.</summary>
    public DashboardOrder Press(DashboardColumn column) =>
        column == Column ? this with { Descending = !Descending } : new DashboardOrder(column, column is DashboardColumn.Targets or DashboardColumn.Milestones or DashboardColumn.Activity or DashboardColumn.People);

    public ImmutableArray<DashboardRow> Sort(IEnumerable<DashboardRow> rows)
    {
        var sorted = Column switch
        {
            DashboardColumn.Country => By(rows, row => row.CountryLabel, StringComparer.InvariantCultureIgnoreCase),
            DashboardColumn.Plan => By(rows, Title, TitleOrder.Instance),
            DashboardColumn.State => By(rows, row => row.State),
            DashboardColumn.Complete => By(rows, row => (row.Overview.Percent, -row.Overview.Blocks)),
            DashboardColumn.Targets => By(rows, row => row.Overview.Targets.Length),
            DashboardColumn.Milestones => By(rows, row => (row.Overdue.Length, row.Upcoming.Length)),
            DashboardColumn.Activity => By(rows, row => row.Changes),
            _ => By(rows, row => row.People.Length),
        };
        return [.. sorted.ThenBy(Title, TitleOrder.Instance).ThenBy(row => row.Slug, StringComparer.Ordinal)];
    }

    private static (string Language, string Title) Title(DashboardRow row) => (row.Overview.Language, row.Overview.Title);

    private IOrderedEnumerable<DashboardRow> By<TKey>(IEnumerable<DashboardRow> rows, Func<DashboardRow, TKey> key, IComparer<TKey>? comparer = null) =>
        Descending ? rows.OrderByDescending(key, comparer) : rows.OrderBy(key, comparer);
}
