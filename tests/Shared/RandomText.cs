using CsCheck;

namespace OgdPlans.Tests;

/// <summary>Texts as people write them: Latin, Bengali, Devanagari, signs outside the basic plane, line breaks of all sorts.</summary>
internal static class RandomText
{
    private static readonly string[] Words =
    [
        "a", "b", "c", " ", "yz", "open", "data", "\n", "\n", "\n\n", "\t", "\u2028", "\u00A0",
        "ক", "ক্ষ", "প্রকল্প", "্", "নী", "न", "क्ष", "योजना", "ि", "😀", "👩‍🌾", "🇳🇵", "𝒜", "é", "e\u0301", "中",
    ];

    /// <summary>A text of up to a few words.</summary>
    public static Gen<string> UpTo(int words) => Gen.OneOf(Words).Array[0, words].Select(string.Concat);
}
