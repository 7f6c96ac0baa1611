namespace PlanEditor.Components.Shared;

/// <summary>What stands before final, counted.</summary>
public static class FinalWords
{
    /// <summary>"3 things before final".</summary>
    public static string Blocks(int count) => count switch
    {
        0 => "Nothing stands before final",
        1 => "1 thing before final",
        _ => $"{count} things before final",
    };

    /// <summary>"6 warnings".</summary>
    public static string Warnings(int count) => count == 1 ? "1 warning" : $"{count} warnings";
}
