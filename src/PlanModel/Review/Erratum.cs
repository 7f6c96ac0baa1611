namespace PlanModel.Review;

/// <summary>What was found wrong in a final plan after it became final. It stands beside the final, and in the next versions, where it is put right.</summary>
/// <param name="Version">The version that it is about.</param>
/// <param name="Node">The part.</param>
/// <param name="Text">What is wrong, and what is right.</param>
/// <param name="Noted">Who noted it, when, and in which revision.</param>
public sealed record Erratum(int Version, NodeId Node, string Text, Stamp Noted);

/// <summary>That a final version was taken off the public pages. People with an account go on reading it.</summary>
/// <param name="Version">The version.</param>
/// <param name="Reason">Why.</param>
/// <param name="Stamp">Who, when, and in which revision.</param>
public sealed record Unpublication(int Version, string Reason, Stamp Stamp);
