using System.Collections.Immutable;
using PlanModel.History;

namespace PlanEditor.History;

/// <summary>Some sittings of a plan.</summary>
/// <param name="Sittings">By their last change, the newest first.</param>
/// <param name="Before">Where the next page begins; null when this is the last.</param>
public sealed record HistoryPage(ImmutableArray<Sitting> Sittings, long? Before)
{
    /// <summary>With what another page of the same filter, which begins within this one or where it ends, has beyond it.</summary>
    public HistoryPage With(HistoryPage older)
    {
        if (Before is not { } before || older.Before >= before) return this;
        var known = Sittings.Select(sitting => (sitting.Author, sitting.First)).ToHashSet();
        // Whoever goes on with an old sitting has it at the top now.
        return new HistoryPage([.. Sittings, .. older.Sittings.Where(sitting => sitting.Last < before && !known.Contains((sitting.Author, sitting.First)))], older.Before);
    }
}
