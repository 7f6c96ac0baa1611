using PlanModel.Workflow;

namespace PlanModel.Schema.Rules;

/// <summary>APPR: a plan in review becomes final when enough reviewers approve it as it is. Before it is submitted nobody can, so nothing is said.</summary>
internal static class ApprovalRules
{
    public static void Check(PlanCheck check)
    {
        var standing = check.Document.Standing;
        if (standing.State != PlanState.InReview) return;
        var lacking = ReviewGate.ApprovalsAsked - standing.FreshApprovals;
        if (lacking <= 0) return;
        if (standing.Approvals.IsEmpty) check.BlockPlan("APPR.missing", $"Approval: {Reviewers(lacking)} to approve the plan.");
        else if (standing.Approvals.All(approval => !approval.Stale)) check.BlockPlan("APPR.earlier", $"Approval: changes were asked for after the plan was approved, so {Reviewers(lacking)} to approve it in this round.");
        else check.BlockPlan("APPR.stale", $"Approval: the plan changed after it was approved, so {Reviewers(lacking)} to look at what changed and approve it again.");
    }

    private static string Reviewers(int count) => count == 1 ? "a reviewer has" : FormattableString.Invariant($"{count} reviewers have");
}
