using PlanModel.Documents;

namespace PlanModel.Schema.Rules;

/// <summary>CONC: no number is given twice, and what nobody agreed on is not published.</summary>
internal static class ConclusionRules
{
    public static void Check(PlanCheck check)
    {
        foreach (var same in check.Of(AnalyticalReport.Conclusion.Kind).GroupBy(AnalyticalReport.Conclusion.Number.Read).Where(same => same.Key is not null))
            foreach (var node in same.Skip(1))
                check.Block("CONC.number", node, AnalyticalReport.Conclusion.Number, $"{check.Name(node)} is given twice. Give this one the number {AnalyticalReport.Conclusion.Next(check.Document)}.");
        foreach (var node in check.Of(AnalyticalReport.Conclusion.Kind).Where(IsProposed))
            check.Warn("CONC.proposed", node, AnalyticalReport.Conclusion.State, $"{check.Name(node)} is only proposed: it is not published. Agree on it, or drop it.");
    }

    private static bool IsProposed(Node node) => AnalyticalReport.Conclusion.State.Read(node) == AnalyticalReport.Conclusion.Proposed;
}
