using System.Globalization;

namespace PlanModel.Schema.Vocabularies;

/// <summary>The five stars of open data, and none.</summary>
public static class Openness
{
    /// <summary>Fewer stars than this raise a warning for what a dataset is meant to reach: an open format needs three.</summary>
    public const int TargetLeast = 3;

    /// <summary>The list, codes "0" to "5".</summary>
    public static ChoiceList List { get; } = new(
        "openness",
        new Choice("0", "No star") { Help = "Not on the web, or without an open licence." },
        new Choice("1", "★ On the web") { Help = "On the web with an open licence, in any format." },
        new Choice("2", "★★ Structured") { Help = "Machines can read its structure, as in an Excel file." },
        new Choice("3", "★★★ Open format") { Help = "In a format that belongs to nobody, such as CSV, JSON or GeoJSON." },
        new Choice("4", "★★★★ Things have addresses") { Help = "Things in the data are named by web addresses, with W3C standards." },
        new Choice("5", "★★★★★ Linked") { Help = "Linked to the data of others." });

    /// <summary>The number of stars of a code; null for codes that are not in the list.</summary>
    public static int? Stars(string? code) =>
        code is not null && List.Find(code) is not null ? int.Parse(code, NumberStyles.None, CultureInfo.InvariantCulture) : null;
}
