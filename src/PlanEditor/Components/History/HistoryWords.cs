using PlanModel.History;

namespace PlanEditor.Components.History;

/// <summary>Sittings as people say them.</summary>
public static class HistoryWords
{
    private const int LinesShown = 2;

    /// <summary>"Moved C2.M3 to C4, wrote 120 words in “Inclusion” and 3 more".</summary>
    public static string Summary(Sitting sitting)
    {
        var lines = sitting.Lines;
        if (lines.IsEmpty) return sitting.Changes == 1 ? "1 change that left nothing" : $"{sitting.Changes} changes that left nothing";
        var more = lines.Length - LinesShown;
        return Shared.CountWords.Capital(string.Join(", ", lines.Take(LinesShown).Select(line => line.Words))) + (more > 0 ? $" and {more} more" : "");
    }
}
