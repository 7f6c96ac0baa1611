using System.Collections.Frozen;

namespace PlanModel.Sdg;

/// <summary>The same words in several languages, by the codes that web pages use.</summary>
public sealed class SdgWords
{
    private readonly FrozenDictionary<string, string> _byLanguage;

    internal SdgWords(IReadOnlyDictionary<string, string> byLanguage) => _byLanguage = byLanguage.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The words in English.</summary>
    public string English => _byLanguage["en"];

    /// <summary>The words in a language, or null when there are none in it.</summary>
    public string? In(string language) => _byLanguage.GetValueOrDefault(language);

    /// <inheritdoc/>
    public override string ToString() => English;
}
