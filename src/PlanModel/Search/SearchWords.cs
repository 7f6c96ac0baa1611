using System.Collections.Immutable;

namespace PlanModel.Search;

/// <summary>What somebody searches for: words that must all be there, in any order.</summary>
public sealed class SearchWords
{
    /// <summary>More of what was typed is not looked at, in UTF-16 units.</summary>
    public const int LengthMax = 200;

    private SearchWords(string typed)
    {
        Folded = SearchText.Fold(typed.Length <= LengthMax ? typed : typed[..LengthMax]).Trim();
        Words = [.. Folded.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>What was typed, as it is compared.</summary>
    public string Folded { get; }

    /// <summary>The words, as they are compared.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>Whether there is nothing to search for.</summary>
    public bool IsEmpty => Words.IsEmpty;

    /// <summary>Reads what somebody typed.</summary>
    public static SearchWords Of(string typed) => new(typed);
}
