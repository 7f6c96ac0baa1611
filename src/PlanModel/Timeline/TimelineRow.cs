using System.Collections.Immutable;
using PlanModel.Schema;

namespace PlanModel.Timeline;

/// <summary>A commitment or a milestone on a timeline.</summary>
/// <param name="Node">The node.</param>
/// <param name="IsCommitment">Whether it is a commitment.</param>
/// <param name="Number">Its number, as "C2.M3".</param>
/// <param name="Title">What it is called.</param>
/// <param name="Own">The days that it names itself; of a commitment its first and its last.</param>
public sealed record TimelineRow(NodeId Node, bool IsCommitment, string Number, string Title, TimelineDates Own)
{
    /// <summary>How else its first day is written; null: in no other way.</summary>
    public string? StartWritten { get; init; }

    /// <summary>How else the day by which it is done is written; null: in no other way.</summary>
    public string? DueWritten { get; init; }

    /// <summary>The day with which its bar begins: its own, or the day after the milestone before it, or the commitment's first; null: it has no length.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The day with which its bar ends; null: there is no bar.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The code of its status; null when none is said.</summary>
    public string? Status { get; init; }

    /// <summary>Its status in words; empty when none is said.</summary>
    public string StatusWords { get; init; } = "";

    /// <summary>Whether it was due before today and is neither done nor given up.</summary>
    public bool Overdue { get; init; }

    /// <summary>The milestones that it waits for, in the order of the plan.</summary>
    public ImmutableArray<NodeId> WaitsFor { get; init; } = [];

    /// <summary>Their numbers.</summary>
    public ImmutableArray<string> WaitsForNumbers { get; init; } = [];

    /// <summary>What was found about its dates.</summary>
    public ImmutableArray<TimelineWarning> Warnings { get; init; } = [];

    /// <summary>Its number among its own kind: "M3".</summary>
    public string ShortNumber => Number[(Number.LastIndexOf('.') + 1)..];

    /// <summary>What is said about it: "planned, overdue".</summary>
    public string StatusAndOverdue => (StatusWords, Overdue) switch
    {
        ("", true) => "Overdue",
        (_, true) => $"{StatusWords}, overdue",
        _ => StatusWords,
    };

    /// <summary>All of it in one line: "C2.M3 Voice and SMS pilot, 1 Apr 2018 to 31 Jul 2018, planned".</summary>
    public string Name
    {
        get
        {
            var dates = To is not { } last ? IsCommitment ? "no dates" : "no due date" : Own.Due is null ? $"until {DateField.Words(last)}" : Own.Words;
            var status = StatusAndOverdue.Length > 0 ? $", {char.ToLowerInvariant(StatusAndOverdue[0])}{StatusAndOverdue[1..]}" : "";
            var waits = WaitsForNumbers.IsEmpty ? "" : $", waits for {string.Join(", ", WaitsForNumbers)}";
            return $"{Number} {Title}, {dates}{status}{waits}";
        }
    }

    /// <inheritdoc/>
    public bool Equals(TimelineRow? other) =>
        other is not null && Node == other.Node && IsCommitment == other.IsCommitment && Number == other.Number && Title == other.Title && Own == other.Own && StartWritten == other.StartWritten && DueWritten == other.DueWritten
        && From == other.From && To == other.To && Status == other.Status && Overdue == other.Overdue
        && WaitsFor.SequenceEqual(other.WaitsFor) && WaitsForNumbers.SequenceEqual(other.WaitsForNumbers) && Warnings.SequenceEqual(other.Warnings);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Node, Number, Title, Own);
}
