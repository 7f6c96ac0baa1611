namespace PlanModel.Schema;

/// <summary>One entry of a fixed list. Codes are stored, labels shown; an unknown code shows as itself.</summary>
/// <param name="Code">The stored code.</param>
/// <param name="Label">What people read, in English.</param>
public sealed record Choice(string Code, string Label)
{
    /// <summary>A sentence or official text that explains the choice, or empty.</summary>
    public string Help { get; init; } = "";

    /// <summary>The address of the concept in a public vocabulary, or null.</summary>
    public Uri? Concept { get; init; }
}
