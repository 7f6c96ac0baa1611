using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Schema;

namespace PlanModel.Publishing;

/// <summary>What was agreed in a report, as a document of its own.</summary>
public static class AgreedConclusions
{
    /// <summary>The conclusions and recommendations that were agreed, in order, under the report's title, with the report's standing.</summary>
    /// <param name="report">The report.</param>
    /// <param name="forOutcomeDocument">Only what goes into the outcome document.</param>
    public static Document Of(Document report, bool forOutcomeDocument)
    {
        var agreed = report.Children(report.Root, AnalyticalReport.Conclusion.Kind).Where(node => IsIn(node, forOutcomeDocument)).ToArray();
        var schema = forOutcomeDocument ? AnalyticalReport.OutcomeSchema : AnalyticalReport.AgreedSchema;
        var root = new Node(NodeId.Root, schema.Root, null, false, [.. agreed.Select(node => node.Id)], report.Root.Fields);
        return Document.Of(schema, report.Standing, [root, .. agreed], ThreadMap.Empty, ProposalMap.Empty);
    }

    private static bool IsIn(Node node, bool forOutcomeDocument) =>
        AnalyticalReport.Conclusion.State.Read(node) == AnalyticalReport.Conclusion.Agreed && (!forOutcomeDocument || AnalyticalReport.Conclusion.ForOutcomeDocument.Read(node));
}
