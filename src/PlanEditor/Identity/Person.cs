using System.Globalization;
using PlanModel.Workflow;

namespace PlanEditor.Identity;

/// <summary>Somebody with an account, as of a moment ago.</summary>
/// <param name="Actor">What the policy needs to know.</param>
/// <param name="Name">How others see this person.</param>
public sealed record Person(Actor Actor, string Name)
{
    /// <summary>Two letters for the avatar: "FC" for "Focal point, CBS Nepal", "MG" for "Maria Gomez".</summary>
    public string Initials => InitialsOf(Name);

    public static string InitialsOf(string name)
    {
        var parts = name.Split(name.Contains(',', StringComparison.Ordinal) ? ',' : ' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return (parts.Length switch
        {
            0 => "?",
            1 => string.Concat(Letters(parts[0]).Take(2)),
            _ => Letters(parts[0]).First() + Letters(parts[1]).First(),
        }).ToUpperInvariant();
    }

    private static IEnumerable<string> Letters(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            yield return text.Substring(at, length);
            at += length;
        }
    }
}
