using System.Text.RegularExpressions;

namespace PlanModel.Review;

/// <summary>
/// People named in what somebody said: <c>@</c> and the id of the person, since names live beside the log. Screens show the name in its place.
/// </summary>
public static partial class Mentions
{
    /// <summary>How a person is written.</summary>
    public static string Write(UserId person) => $"@{person}";

    /// <summary>Everybody who is named, once each, in order.</summary>
    public static IEnumerable<UserId> In(string text) => Form().Matches(text).Select(Read).OfType<UserId>().Distinct();

    /// <summary>The text with something else in place of each person.</summary>
    public static string Replace(string text, Func<UserId, string> show) => Form().Replace(text, match => Read(match) is { } person ? show(person) : match.Value);

    private static UserId? Read(Match match) => IdText.TryReadGuid(match.ValueSpan[1..], out var person) ? new UserId(person) : null;

    [GeneratedRegex("(?<![A-Za-z0-9_-])@[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
