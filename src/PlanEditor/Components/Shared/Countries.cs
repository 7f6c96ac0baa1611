using System.Collections.Immutable;

namespace PlanEditor.Components.Shared;

/// <summary>The countries that write plans, by code.</summary>
public static class Countries
{
    public static ImmutableArray<string> Codes { get; } = ["BD", "NP", "PA", "UY"];

    /// <summary>The name in English; the code itself for another country.</summary>
    public static string Name(string code) => code switch
    {
        "BD" => "Bangladesh",
        "NP" => "Nepal",
        "PA" => "Panama",
        "UY" => "Uruguay",
        _ => code,
    };
}
