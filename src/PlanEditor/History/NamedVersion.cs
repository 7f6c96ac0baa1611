using PlanModel;

namespace PlanEditor.History;

/// <summary>A revision that has a name.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="Title">The name.</param>
/// <param name="Note">What to know of it; may be empty.</param>
/// <param name="By">Who named it.</param>
/// <param name="At">When.</param>
public sealed record NamedVersion(long Revision, string Title, string Note, UserId By, DateTimeOffset At)
{
    /// <summary>Whether a step of the review gave it its name, and not a person.</summary>
    public bool ByStep { get; init; }

    /// <summary>How many warnings were confirmed with it.</summary>
    public int Confirmed { get; init; }
}
