using PlanEditor.Collaboration;

namespace PlanEditor.Components.Shared;

/// <summary>What stands before final, counted.</summary>
public static class FinalWords
{
    /// <summary>What a plan, or a report, is on its way to.</summary>
    public static string Goal(PlanInfo plan) => plan.IsPlan ? "final" : "publication";

    /// <summary>"3 things before final".</summary>
    /// <param name="count">How many things.</param>
    /// <param name="goal">What they stand before; of a report "publication".</param>
    public static string Blocks(int count, string goal = "final") => count switch
    {
        0 => $"Nothing stands before {goal}",
        1 => $"1 thing before {goal}",
        _ => $"{count} things before {goal}",
    };

    /// <summary>"6 warnings".</summary>
    public static string Warnings(int count) => count == 1 ? "1 warning" : $"{count} warnings";
}
