using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;

namespace PlanEditor.Digests;

/// <summary>What was last done to a plan.</summary>
/// <param name="Author">Who did it.</param>
/// <param name="What">What, in words that follow a name: "wrote in “The public problem” of C2".</param>
/// <param name="At">When.</param>
public sealed record LastChange(UserId Author, string What, DateTimeOffset At)
{
    /// <summary>Reads a change in the document that it made.</summary>
    public static LastChange Of(CommittedChange change, Document after) =>
        new(change.Author, change.Revision == 1 ? "started the plan" : WhatOf(change, after), change.At);

    private static string WhatOf(CommittedChange change, Document after) =>
        change.Operations is [InsertNode, InsertNode, ..] ? Change.Label(after, change.Operations) : change.Operations[^1].Label(after);
}
