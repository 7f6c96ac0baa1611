using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace PlanModel.Schema.Vocabularies;

/// <summary>A country that makes a plan.</summary>
/// <param name="Code">Two letters (ISO 3166-1).</param>
/// <param name="Code3">Three letters, as the EU's vocabulary has it.</param>
/// <param name="Language">The language of plans that its people are taken to write in, until they say otherwise.</param>
/// <param name="TimeZone">The name of its hours of the day ("Asia/Ulaanbaatar").</param>
/// <param name="Name">What it is called in English.</param>
public sealed partial record PlanningCountry(string Code, string Code3, string Language, string TimeZone, string Name)
{
    private static readonly ImmutableArray<PlanningCountry> Four =
    [
        new("BD", "BGD", "bn", "Asia/Dhaka", "Bangladesh"),
        new("NP", "NPL", "ne", "Asia/Kathmandu", "Nepal"),
        new("PA", "PAN", "es", "America/Panama", "Panama"),
        new("UY", "URY", "es", "America/Montevideo", "Uruguay"),
    ];

    /// <summary>The four of the workshop, then further ones.</summary>
    /// <param name="lines">A line for each further one.</param>
    /// <exception cref="FormatException">A line cannot be read, or a country is there already; the message says which.</exception>
    public static ImmutableArray<PlanningCountry> WithFurther(IEnumerable<string> lines)
    {
        var all = Four.ToBuilder();
        foreach (var line in lines)
        {
            var country = Parse(line) ?? throw new FormatException($"“{line}” is no country. Write it as “MN MNG en Asia/Ulaanbaatar Mongolia”");
            if (all.Any(one => one.Code == country.Code || one.Code3 == country.Code3 || one.Name == country.Name)) throw new FormatException($"“{line}” is there already");
            all.Add(country);
        }

        return all.ToImmutable();
    }

    /// <summary>Reads "MN MNG en Asia/Ulaanbaatar Mongolia"; null when it is not written like that, or no plan is written in the language.</summary>
    public static PlanningCountry? Parse(string line) =>
        Form().Match(line) is { Success: true, Groups: var parts } && Languages.OfPlans.Find(parts[3].Value) is not null
            ? new PlanningCountry(parts[1].Value, parts[2].Value, parts[3].Value, parts[4].Value, parts[5].Value)
            : null;

    [GeneratedRegex(@"^([A-Z]{2}) ([A-Z]{3}) ([a-z]{2}) ([A-Za-z0-9_+/-]{1,60}) ([A-Za-z][\p{L}\p{M} .,'’()-]{1,60})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
