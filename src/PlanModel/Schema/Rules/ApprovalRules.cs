using PlanModel.Workflow;

namespace PlanModel.Schema.Rules;

/// <summary>APPR: a plan in review becomes final when enough reviewers approve it as it is. Before it is submitted nobody can, so nothing is said.</summary>
internal static class ApprovalRules
{
    public static void Check(PlanCheck check)
    {
        var standing = check.Document.Standing;
        if (standing.State != PlanState.InReview) return;
        var lacking = check.Document.Schema.Terms.Approvals - standing.FreshApprovals;
        if (lacking <= 0) return;
        var more = standing.FreshApprovals > 0;
        if (standing.Approvals.IsEmpty || more) check.BlockPlan("APPR.missing", $"Approval: {Reviewers(lacking, more)} to approve the plan.");
        else if (standing.Approvals.All(approval => !approval.Stale)) check.BlockPlan("APPR.earlier", $"Approval: changes were asked for after the plan was approved, so {Reviewers(lacking, more)} to approve it in this round.");
        else check.BlockPlan("APPR.stale", $"Approval: the plan changed after it was approved, so {Reviewers(lacking, more)} to look at what changed and approve it again.");
    }

    private static string Reviewers(int count, bool more) => (count, more) switch
    {
        (1, false) => "a reviewer has",
        (1, true) => "one more reviewer has",
        _ => FormattableString.Invariant($"{count}{(more ? " more" : "")} reviewers have"),
    };
}
