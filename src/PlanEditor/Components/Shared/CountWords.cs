namespace PlanEditor.Components.Shared;

/// <summary>Small numbers in words.</summary>
public static class CountWords
{
    private static readonly string[] Words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>"three" up to twelve, then digits.</summary>
    public static string Of(int count) => count < Words.Length ? Words[count] : count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>"one thing", "three things".</summary>
    public static string Of(int count, string one, string several) => $"{Of(count)} {(count == 1 ? one : several)}";

    /// <summary>"a milestone", "an organisation", "an SDG target".</summary>
    public static string A(string noun) => noun[0] is 'a' or 'e' or 'i' or 'o' or 'u' or 'S' ? $"an {noun}" : $"a {noun}";

    /// <summary>Words as they begin a sentence.</summary>
    public static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
