namespace PlanModel.Schema.Vocabularies;

/// <summary>The tracks of the United Nations Public Service Forum of 2017.</summary>
public static class ForumTracks
{
    /// <summary>The list.</summary>
    public static ChoiceList List { get; } = new(
        "forumTrack",
        new Choice("healthServices", "Health services"),
        new Choice("cities", "Inclusive, safe, resilient and sustainable cities"),
        new Choice("furthestBehind", "Unlocking the potential of the furthest behind"),
        new Choice("energy", "Partnerships for sustainable energy"),
        new Choice("water", "Water and sea levels"),
        new Choice("childrenYouth", "Children and youth"),
        new Choice("jobs", "Job creation and prosperity"),
        new Choice("circularEconomy", "Circular economy"));
}
