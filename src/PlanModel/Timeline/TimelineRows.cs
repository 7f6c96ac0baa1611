using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanModel.Timeline;

/// <summary>Makes the rows of a timeline from a document.</summary>
internal sealed class TimelineRows
{
    private readonly Document _document;
    private readonly Completeness _found;
    private readonly DateOnly _today;
    private readonly Dictionary<NodeId, (int Place, string Number)> _milestones = [];

    public TimelineRows(Document document, Completeness found, DateOnly today)
    {
        (_document, _found, _today) = (document, found, today);
        foreach (var milestone in Commitments.SelectMany(MilestonesOf))
            _milestones.Add(milestone.Id, (_milestones.Count, document.Number(milestone)));
    }

    /// <summary>For each commitment its row and those of its milestones.</summary>
    public IEnumerable<ImmutableArray<TimelineRow>> ByCommitment() => Commitments.Select(RowsOf);

    /// <summary>What was found about the dates of a node.</summary>
    public IEnumerable<TimelineWarning> WarningsOf(Node node, string number) =>
        _found.At(node.Id).Where(finding => finding.Rule == "DATE").Select(finding => new TimelineWarning(finding, number));

    private IEnumerable<Node> Commitments => _document.Children(_document.Root, ActionPlan.Commitment.Kind);

    private IEnumerable<Node> MilestonesOf(Node commitment) => _document.Children(commitment, ActionPlan.Milestone.Kind);

    private ImmutableArray<TimelineRow> RowsOf(Node commitment)
    {
        var own = TimelineDates.Of(commitment);
        var steps = new List<TimelineRow>();
        DateOnly? before = null;
        foreach (var milestone in MilestonesOf(commitment))
        {
            var step = RowOf(milestone, before, own.Start);
            before = step.To ?? before;
            steps.Add(step);
        }

        var row = RowFor(commitment, _document.Number(commitment), own) with
        {
            From = own.Start ?? steps.Min(step => step.From ?? step.To),
            To = own.Due ?? steps.Max(step => step.To),
            Status = ActionPlan.Commitment.Progress.Read(commitment),
            StatusWords = WordsOf(ActionPlan.Commitment.Progress, commitment),
        };
        return [InOrder(row), .. steps];
    }

    private TimelineRow RowOf(Node milestone, DateOnly? before, DateOnly? commitmentStart)
    {
        var own = TimelineDates.Of(milestone);
        var status = ActionPlan.Milestone.Status.Read(milestone);
        var waitsFor = ActionPlan.Milestone.DependsOn.ReadReferences(milestone).Where(_milestones.ContainsKey).OrderBy(first => _milestones[first].Place).ToArray();
        var row = RowFor(milestone, _milestones[milestone.Id].Number, own) with
        {
            From = own.Start ?? (before < own.Due ? before?.AddDays(1) : commitmentStart <= own.Due ? commitmentStart : null),
            To = own.Due,
            Status = status,
            StatusWords = WordsOf(ActionPlan.Milestone.Status, milestone),
            Overdue = own.Due < _today && status is not (ActionPlan.Milestone.Done or ActionPlan.Milestone.Cancelled),
            WaitsFor = [.. waitsFor],
            WaitsForNumbers = [.. waitsFor.Select(first => _milestones[first].Number)],
        };
        return own.Due is null ? row with { From = null } : InOrder(row);
    }

    private TimelineRow RowFor(Node node, string number, TimelineDates own) =>
        new(node.Id, node.Kind == ActionPlan.Commitment.Kind, number, _document.Title(node), own)
        {
            StartWritten = own.Start is null ? null : TimelineDates.FieldsOf(node).Start.AsWritten.Read(node),
            DueWritten = own.Due is null ? null : TimelineDates.FieldsOf(node).Due.AsWritten.Read(node),
            Warnings = [.. WarningsOf(node, number)],
        };

    // A bar that would end before it begins stands from the one day to the other all the same; the warning says what is wrong.
    private static TimelineRow InOrder(TimelineRow row) => row.To < row.From ? row with { From = row.To, To = row.From } : row;

    private static string WordsOf(ChoiceField field, Node node) => field.Read(node) is { } code ? field.Choices.Label(code) : "";
}
