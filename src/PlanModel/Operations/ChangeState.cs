using System.Collections.Immutable;
using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>A step of the plan's review, to another state. Who may take it is the policy's matter, what it asks of the plan that of <see cref="ReviewGate"/>.</summary>
/// <param name="To">The state.</param>
/// <param name="Note">What was said on that occasion: the summary of a request, the reason of a reopening. May be empty elsewhere.</param>
public sealed record ChangeState(PlanState To, string Note) : StampedOperation
{
    /// <summary>The written name.</summary>
    public const string OperationName = "changeState";

    /// <summary>The warnings that were confirmed when the plan was marked final (<see cref="ReviewGate.WarningsOf"/>); elsewhere none.</summary>
    public ImmutableArray<string> Confirmed { get; init; } = [];

    /// <summary>The day until which the state that it leads to lasts; null: none is set with it.</summary>
    public DateOnly? Due { get; init; }

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => ReviewGate.ActOf(To);

    /// <inheritdoc/>
    public override OperationTarget Target => new(null, "state");

    /// <inheritdoc/>
    public override Refusal? Check(Document document) => ReviewGate.Refuse(document, To, Note, Confirmed, Due, Stamp.At);

    /// <inheritdoc/>
    public override Document Apply(Document document)
    {
        if (document.State == To) return document;
        var standing = document.Standing with { State = To, Note = Note, Since = Stamp, Deadline = Due is { } day ? new Deadline(day, Stamp) : null };
        return document.With(To switch
        {
            PlanState.InReview => standing with { Round = standing.Round + 1 },
            PlanState.Draft when document.State == PlanState.Final => standing with { Version = standing.Version + 1, Round = 0, Approvals = [], Checklist = Checklist.Empty },
            PlanState.Draft => standing with { Approvals = [] },
            _ => standing,
        });
    }

    /// <inheritdoc/>
    /// <remarks>A step is not undone: the next one leads on, or back to draft.</remarks>
    public override Operation? Invert(Document before) => null;

    /// <inheritdoc/>
    public override string Label(Document document)
    {
        // The words may be asked for of the document after the step, where the state that it was taken in is not known any more.
        var workflow = document.Schema.Workflow;
        if (document.State != To && workflow.Find(document.State, To) is { } step) return step.Done + Until(step);
        var reopened = document.Standing is { State: PlanState.Draft, Version: > 1, Round: 0 };
        var taken = workflow.Steps.First(one => one.To == To && (To != PlanState.Draft || (one.From == PlanState.Final) == reopened));
        return taken.Done + Until(taken);

        string Until(PlanStep of) => Due is { } day ? $", {(of.DueAsked is null ? "with the deadline" : "for comments until")} {Schema.DateField.Words(day)}" : "";
    }

    /// <inheritdoc/>
    public bool Equals(ChangeState? other) => other is not null && To == other.To && Note == other.Note && Stamp == other.Stamp && Due == other.Due && Confirmed.SequenceEqual(other.Confirmed);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(To, Note, Confirmed.Length);

    private protected override void WriteAct(Utf8JsonWriter writer)
    {
        writer.WriteString("to"u8, PlanStateText.Write(To));
        writer.WriteString("note"u8, Note);
        if (Due is { } day) writer.WriteString("due"u8, ThreadJson.WriteDay(day));
        if (Confirmed.IsEmpty) return;
        writer.WriteStartArray("confirmed"u8);
        foreach (var warning in Confirmed) writer.WriteStringValue(warning);
        writer.WriteEndArray();
    }

    internal static Operation? Read(OperationMembers members) =>
        members is { To: { } to, Note: { } note } ? new ChangeState(to, note) { Confirmed = members.Confirmed ?? [], Due = members.Due, Stamp = members.Stamp ?? Stamp.None } : null;
}
