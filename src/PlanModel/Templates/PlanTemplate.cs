using System.Collections.Immutable;

namespace PlanModel.Templates;

/// <summary>What a new plan starts with, beyond the sections that every plan has. What belongs into each field is the field's own help, in every plan.</summary>
/// <param name="Key">A stable name.</param>
/// <param name="Label">What people choose it by, in English.</param>
/// <param name="Help">What is in it.</param>
public sealed record PlanTemplate(string Key, string Label, string Help)
{
    /// <summary>The commitments to rewrite, in order.</summary>
    public ImmutableArray<StarterCommitment> Commitments { get; init; } = [];

    /// <summary>A commitment for each core target of the Sustainable Development Goals.</summary>
    public static PlanTemplate OpenData { get; } = new(
        "openData",
        "Open data action plan",
        "Four commitments to rewrite, one for each core SDG target, each with its steps, beside the sections that every plan has. Each field says what belongs into it.")
    {
        Commitments = StarterCommitments.OpenData,
    };

    /// <summary>Nothing but the sections.</summary>
    public static PlanTemplate Blank { get; } = new("blank", "Sections only", "The twelve sections that every plan has, empty. Each field says what belongs into it.");

    /// <summary>All of them, the one to propose first.</summary>
    public static ImmutableArray<PlanTemplate> All { get; } = [OpenData, Blank];
}
