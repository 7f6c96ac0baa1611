namespace PlanModel.Sdg;

/// <summary>One of the 169 targets.</summary>
/// <param name="Code">The code as the United Nations writes it: "16.10", "1.a".</param>
/// <param name="Goal">The goal it belongs to.</param>
/// <param name="Text">The official text, English and for the core targets Spanish; the goal's title where the text is not held here.</param>
/// <param name="ShortLabel">For the core targets a short name of our own, not official, in four languages; null for others.</param>
public sealed record SdgTarget(string Code, SdgGoal Goal, SdgWords Text, SdgWords? ShortLabel)
{
    /// <summary>The concept in the United Nations' vocabulary.</summary>
    public Uri Concept => new($"http://metadata.un.org/sdg/{Code}");

    /// <summary>A few words in English that tell it from the others beside its code: the short label, else the goal's name.</summary>
    public string ShortName => (ShortLabel ?? Goal.Name).English;
}
