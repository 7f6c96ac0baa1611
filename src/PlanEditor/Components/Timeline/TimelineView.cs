using System.Collections.Immutable;
using PlanEditor.Components.Shared;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Timeline;

namespace PlanEditor.Components.Timeline;

/// <summary>All that the timeline shows.</summary>
/// <param name="Scale">Where days stand.</param>
/// <param name="Today">The day on which somebody looks.</param>
/// <param name="Only">The one commitment that is shown; null: all.</param>
/// <param name="AsTable">Whether it is shown as a table.</param>
/// <param name="MayEdit">Whether this person may change dates.</param>
public sealed record TimelineView(TimelineScale Scale, DateOnly Today, NodeId? Only, bool AsTable, bool MayEdit)
{
    /// <summary>What somebody may choose to see alone, each with its words.</summary>
    public ImmutableArray<(NodeId Id, string Words)> Commitments { get; private init; } = [];

    public ImmutableArray<TimelineRow> Rows { get; private init; } = [];

    /// <summary>What is suggested, by the row on which it is shown.</summary>
    public ImmutableArray<TimelineGhost> Ghosts { get; private init; } = [];

    /// <summary>What is suggested that stands on no row yet.</summary>
    public IEnumerable<TimelineGhost> WithoutRow => Ghosts.Where(ghost => ghost.Row is null && Only is null);

    /// <summary>What is suggested that no bar can show.</summary>
    public IEnumerable<TimelineGhost> WithoutBar => WithoutRow.Concat(Ghosts.Where(ghost => !ghost.HasDays && Rows.Any(row => row.Node == ghost.Row)));

    public ImmutableArray<TimelineLine> Lines { get; private init; } = [];

    public ImmutableArray<TimelineWarning> Warnings { get; private init; } = [];

    /// <summary>What an address asks for, from the plan as it is.</summary>
    public static TimelineView Of(Document document, DateOnly today, string? commitment, string? scale, bool asTable, bool mayEdit)
    {
        var commitments = document.Children(document.Root, ActionPlan.Commitment.Kind).ToArray();
        NodeId? only = NodeId.TryParse(commitment, out var asked) && commitments.Any(one => one.Id == asked) ? asked : null;
        var timeline = PlanTimeline.Of(document, CompletenessOf.Get(document), today, only);
        var shownScale = timeline.Scale(UnitOf(scale));
        return new TimelineView(shownScale, today, only, asTable, mayEdit)
        {
            Commitments = [.. commitments.Select(one => (one.Id, $"{document.Number(one)} {document.Title(one)}"))],
            Rows = timeline.Rows,
            Ghosts = [.. TimelineGhost.Of(document)],
            Lines = timeline.Lines(shownScale),
            Warnings = timeline.Warnings,
        };
    }

    public bool Equals(TimelineView? other) =>
        other is not null && Scale == other.Scale && Today == other.Today && Only == other.Only && AsTable == other.AsTable && MayEdit == other.MayEdit
        && Commitments.SequenceEqual(other.Commitments) && Rows.SequenceEqual(other.Rows) && Ghosts.SequenceEqual(other.Ghosts) && Lines.SequenceEqual(other.Lines) && Warnings.SequenceEqual(other.Warnings);

    public override int GetHashCode() => HashCode.Combine(Scale, Today, Only, AsTable, MayEdit, Rows.Length);

    /// <summary>The name of a unit in addresses.</summary>
    public static string NameOf(TimelineUnit unit) => unit switch
    {
        TimelineUnit.Quarters => "quarters",
        TimelineUnit.FiscalYears => "fiscalYears",
        _ => "months",
    };

    private static TimelineUnit UnitOf(string? name) => Enum.GetValues<TimelineUnit>().FirstOrDefault(unit => NameOf(unit) == name);
}
