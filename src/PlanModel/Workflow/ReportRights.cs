namespace PlanModel.Workflow;

/// <summary>
/// Who may do what to a report: reviewers write it, everybody with an account reads it once it is circulated, and comments and suggests while it is. Who may not read it finds nothing,
/// which <see cref="Policy"/> sees to before it asks here.
/// </summary>
internal static class ReportRights
{
    /// <summary>Who reads it before it is published.</summary>
    public static bool Reads(Actor actor, PlanFacts report) => actor.Role switch
    {
        Role.Reviewer => true,
        Role.Administrator => report.Plan is { } asked && actor.ReadsDraft == asked,
        _ => report.State != PlanState.Draft,
    };

    /// <summary>Why somebody may not.</summary>
    public static Refusal? Refuse(Actor actor, PlanFacts report, PlanAct act, ThreadFacts? thread, UserId? suggestedBy)
    {
        var reviewer = actor.Role == Role.Reviewer;
        var words = act switch
        {
            PlanAct.OpenToPeers => "A report is opened to all participants by circulating it.",
            PlanAct.Approve or PlanAct.Assess => "A report is not approved: every comment on it gets a disposition.",
            PlanAct.Unpublish => actor.Role == Role.Administrator ? null : "Only an administrator takes a published report off the public pages, or puts it back.",
            PlanAct.ReturnToDraft when report.State == PlanState.Final => reviewer || actor.Role == Role.Administrator ? null : "Only a reviewer or an administrator reopens a published report.",
            >= PlanAct.Comment when actor.Role == Role.Administrator => "Administrators do not comment on reports. Participants and reviewers do.",
            PlanAct.Comment when reviewer || report.State == PlanState.InReview => null,
            PlanAct.Comment => report.State == PlanState.Final ? null : "The circulation is closed: reviewers dispose of the comments now.",
            PlanAct.Suggest when suggestedBy is { } author && author != actor.User => "Only who suggested it changes or withdraws it.",
            PlanAct.Suggest => reviewer || (report.State == PlanState.InReview && actor.Role != Role.Administrator) ? null : "Changes are suggested while the report is circulated.",
            PlanAct.Reword => thread?.SaidBy == actor.User ? null : "Only who said it changes or deletes it.",
            PlanAct.Address or PlanAct.Confirm => "A comment on a report is not marked as done: a reviewer disposes of it, with a reason.",
            PlanAct.Reopen when thread?.AskedBy == actor.User && report.State == PlanState.InReview => null,
            _ => reviewer ? null : WriterWords(act),
        };
        return words is not null ? new Refusal(RefusalCode.NotAllowed, words)
            : report.State == PlanState.Final && act is not (PlanAct.Unpublish or PlanAct.ReturnToDraft or PlanAct.NoteErratum)
                ? new Refusal(RefusalCode.PlanLocked, "This report is published. To change it, a reviewer or an administrator reopens it.")
                : null;
    }

    private static string WriterWords(PlanAct act) => act switch
    {
        PlanAct.Edit => "Reviewers write the report. Participants comment and suggest while it is circulated.",
        PlanAct.Decide => "Only reviewers accept or decline what is suggested.",
        PlanAct.Dispose => "Only reviewers dispose of comments.",
        PlanAct.Submit => "Only reviewers circulate the report.",
        PlanAct.RequestChanges => "Only reviewers close the circulation.",
        PlanAct.MarkFinal => "Only reviewers publish the report.",
        PlanAct.ReturnToDraft => "Only reviewers take the report back.",
        PlanAct.Demand => "Only reviewers ask for what must or should be done.",
        _ => "Only reviewers do that to a report.",
    };
}
