using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Asks somebody to see to a comment, by a day; or nobody any more.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Person">Who; null: nobody.</param>
/// <param name="Due">By which day; null: none.</param>
public sealed record AssignThread(ThreadId Thread, UserId? Person, DateOnly? Due) : ThreadOperation(Thread)
{
    /// <summary>The written name.</summary>
    public const string OperationName = "assignThread";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.Assign;

    /// <inheritdoc/>
    public override Refusal? Check(Document document)
    {
        _ = Find(document, out var refusal);
        return refusal;
    }

    /// <inheritdoc/>
    public override Document Apply(Document document)
    {
        var thread = document.Threads[Thread];
        return thread.Assignee == Person && thread.Due == Due ? document : document.With(document.Threads.With(thread with { Assignee = Person, Due = Due }));
    }

    /// <inheritdoc/>
    public override string Label(Document document) => $"{(Person is null && Due is null ? "unassigned" : "assigned")} a comment on {Place(document)}";

    private protected override void WriteOthers(Utf8JsonWriter writer)
    {
        if (Person is { } person) writer.WriteString("person"u8, person.ToString());
        else writer.WriteNull("person"u8);
        if (Due is { } due) writer.WriteString("due"u8, ThreadJson.WriteDay(due));
        else writer.WriteNull("due"u8);
    }

    internal static Operation? Read(OperationMembers members) =>
        members.Thread is { } thread ? new AssignThread(thread, members.Person, members.Due) { Stamp = members.Stamp ?? Stamp.None } : null;
}
