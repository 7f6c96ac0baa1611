using System.Collections.Immutable;

namespace PlanModel.Templates;

/// <summary>A commitment that a new plan starts with: a title to rewrite, the target that it is made for, and steps.</summary>
/// <param name="Target">The code of the SDG target that it is made for.</param>
/// <param name="Title">A verb and a result.</param>
/// <param name="Steps">The titles of its milestones, in order.</param>
public sealed record StarterCommitment(string Target, StarterWords Title, ImmutableArray<StarterWords> Steps)
{
    /// <summary>The values of open government that it advances.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>The public services it touches.</summary>
    public ImmutableArray<string> Areas { get; init; } = [];

    /// <summary>What its data are broken down by.</summary>
    public ImmutableArray<string> Disaggregation { get; init; } = [];
}

/// <summary>The same words in the languages of plans.</summary>
/// <param name="English">In English.</param>
/// <param name="Spanish">In Spanish.</param>
/// <param name="Bengali">In Bengali.</param>
/// <param name="Nepali">In Nepali.</param>
public sealed record StarterWords(string English, string Spanish, string Bengali, string Nepali)
{
    /// <summary>The words in a language of plans; in English for others.</summary>
    public string In(string? language) => language switch { "es" => Spanish, "bn" => Bengali, "ne" => Nepali, _ => English };
}
