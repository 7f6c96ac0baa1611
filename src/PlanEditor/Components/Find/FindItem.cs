namespace PlanEditor.Components.Find;

/// <summary>Something that was found: to go to, or to do.</summary>
/// <param name="Group">Among what it is listed.</param>
/// <param name="Key">Tells it from all others of one search.</param>
/// <param name="Icon">The name of its icon.</param>
/// <param name="Words">What it is called, or says.</param>
public sealed record FindItem(FindGroup Group, string Key, string Icon, MarkedText Words)
{
    /// <summary>The number of a part: "C2.M3".</summary>
    public string Number { get; init; } = "";

    /// <summary>Where it stands, or what it is.</summary>
    public string Where { get; init; } = "";

    /// <summary>The address to go to, relative to the site.</summary>
    public string? Address { get; init; }

    /// <summary>What is done, where nothing is gone to.</summary>
    public Func<Task>? DoAsync { get; init; }
}

/// <summary>The lists of what was found, in their order.</summary>
public enum FindGroup
{
    Parts,
    Acts,
    Texts,
    Plans,
    Elsewhere,
}

/// <summary>The headings of the lists.</summary>
public static class FindGroupWords
{
    public static string Of(FindGroup group) => group switch
    {
        FindGroup.Parts => "Parts of this plan",
        FindGroup.Acts => "Do",
        FindGroup.Texts => "Texts of this plan",
        FindGroup.Plans => "Plans",
        _ => "Texts of other plans",
    };
}
