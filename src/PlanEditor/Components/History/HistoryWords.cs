using PlanModel;
using PlanModel.History;

namespace PlanEditor.Components.History;

/// <summary>Sittings as people say them.</summary>
public static class HistoryWords
{
    private const int LinesShown = 2;

    /// <summary>"Moved C2.M3 to C4, wrote 120 words in “Inclusion” and 3 more".</summary>
    public static string Summary(Sitting sitting, Func<UserId, string> nameOf)
    {
        var lines = sitting.Lines;
        if (lines.IsEmpty) return sitting.Changes == 1 ? "1 change that left nothing" : $"{sitting.Changes} changes that left nothing";
        var more = lines.Length - LinesShown;
        return Shared.CountWords.Capital(string.Join(", ", lines.Take(LinesShown).Select(line => Of(line, nameOf)))) + (more > 0 ? $" and {more} more" : "");
    }

    /// <summary>A line, with whose it was that was accepted or declined: "accepted 2 suggested changes by Asha Rai".</summary>
    public static string Of(SittingLine line, Func<UserId, string> nameOf) =>
        line.SuggestedBy is { } by ? $"{line.Words} by {(nameOf(by) is "You" ? "you" : nameOf(by))}" : line.Words;
}
