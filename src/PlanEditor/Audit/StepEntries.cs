using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanEditor.Audit;

/// <summary>The steps of plans among the changes of their logs.</summary>
public static class StepEntries
{
    /// <summary>The entries of a change, in the words of the document's workflow. What was said with a step is not among it.</summary>
    public static IEnumerable<AuditEntry> Of(string plan, PlanWorkflow workflow, CommittedChange change) =>
        from operation in change.Operations
        let what = What(operation, workflow)
        where what is not null
        select new AuditEntry { At = change.At, Kind = AuditKind.PlanStep, User = change.Author.Value, Plan = plan, Detail = $"{what} (revision {change.Revision})" };

    private static string? What(Operation operation, PlanWorkflow workflow) => operation switch
    {
        ChangeState { Due: { } day } state => $"To “{workflow.NameOf(state.To)}”, until {DateField.Words(day)}",
        ChangeState state => $"To “{workflow.NameOf(state.To)}”",
        ApprovePlan => "Approved",
        OpenToPeers peers => peers.Open ? "Opened to peers" : "Closed to peers",
        NoteErratum => "Erratum noted",
        Unpublish => "Taken off the public pages",
        PublishAgain => "Put back on the public pages",
        SetDeadline { Due: { } day } => $"Deadline set to {day:yyyy-MM-dd}",
        SetDeadline => "Deadline taken away",
        _ => null,
    };
}
