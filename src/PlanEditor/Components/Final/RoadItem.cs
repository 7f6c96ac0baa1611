namespace PlanEditor.Components.Final;

/// <summary>One thing that stands before final, or one warning: where it can be, a link to where it is put right.</summary>
/// <param name="Key">Tells it from all others of its list, the same over time.</param>
/// <param name="Words">What it is and what to do.</param>
/// <param name="Address">The field, or the list in which something is missing; null: no page of the plan cures it.</param>
/// <param name="OfScript">Whether it only says that a text is in another script: of these there can be one for every text.</param>
public sealed record RoadItem(string Key, string Words, string? Address, bool OfScript);
