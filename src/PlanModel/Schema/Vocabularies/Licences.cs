using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PlanModel.Search;

namespace PlanModel.Schema.Vocabularies;

/// <summary>Licences under which data and plans may be reused. A choice's concept is the licence's own address.</summary>
public static partial class Licences
{
    // As licences are called in the languages of the plans; Creative Commons joins the words.
    private static readonly ImmutableArray<string> Forbidding =
    [
        "noncommercial", "non commercial", "noderivatives", "no derivatives", "no derivative", "noderivs", "no derivs",
        "nocomercial", "no comercial", "sinderivadas", "sin derivadas", "sinderivados", "sin derivados", "sinobraderivada", "sin obra derivada", "sin obras derivadas",
        "অবাণিজ্যিক", "অ বাণিজ্যিক",
        "गैरव्यावसायिक", "गैर व्यावसायिक", "गैरव्यापारिक", "गैर व्यापारिक",
    ];

    /// <summary>The licence that is proposed for plans and datasets.</summary>
    public const string Default = "CC-BY-4.0";

    /// <summary>A national open licence, named beside the choice.</summary>
    public const string National = "national";

    /// <summary>Any other licence, named beside the choice.</summary>
    public const string Other = "other";

    /// <summary>No licence was chosen yet.</summary>
    public const string Undecided = "undecided";

    /// <summary>The list for datasets and distributions.</summary>
    public static ChoiceList List { get; } = new(
        "licence",
        [
            .. Standard(),
            new Choice(National, "National open licence") { Help = "A licence that the country has published itself. Give its name and address." },
            new Choice(Other, "Other licence") { Help = "Give its name and address. Data whose licence forbids commercial use or adaptation are not open." },
            new Choice(Undecided, "Not decided yet") { Help = "A plan with a dataset whose licence is not decided cannot become final." },
        ]);

    /// <summary>The list for the plan itself, which has no room to name another licence.</summary>
    public static ChoiceList ForPlans { get; } = new("planLicence", [.. Standard()]);

    /// <summary>Whether data under a licence of this code are open; null when the code alone does not tell.</summary>
    public static bool? IsOpen(string code) => code switch
    {
        National or Other => null,
        Undecided => false,
        _ => List.Find(code) is null ? null : true,
    };

    /// <summary>Whether the licence must be named in words.</summary>
    public static bool NeedsName(string? code) => code is National or Other;

    /// <summary>Whether the name of a licence says that it forbids commercial use (NC) or adaptation (ND), in letters of either case, in one word or two.</summary>
    public static bool ForbidsReuse(string name) => Has(name, [.. Forbidding, "nc", "nd"]);

    /// <summary>Whether the address of a licence says so: "https://creativecommons.org/licenses/by-nc/4.0/".</summary>
    public static bool AddressForbidsReuse(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && Has(uri.AbsolutePath, [.. Forbidding, "by nc", "by nd"]);

    private static bool Has(string text, ImmutableArray<string> phrases)
    {
        var words = $" {string.Join(' ', Word().Matches(SearchText.Fold(text)).Select(match => match.Value))} ";
        return phrases.Any(phrase => words.Contains($" {phrase} ", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}]+")]
    private static partial Regex Word();

    private static IEnumerable<Choice> Standard() =>
    [
        new("CC0-1.0", "CC0 1.0") { Help = "No rights reserved.", Concept = new Uri("https://creativecommons.org/publicdomain/zero/1.0/") },
        new(Default, "CC BY 4.0") { Help = "Anyone may reuse it who names the source.", Concept = new Uri("https://creativecommons.org/licenses/by/4.0/") },
        new("CC-BY-SA-4.0", "CC BY-SA 4.0")
        {
            Help = "Anyone may reuse it who names the source and shares the result under the same licence.",
            Concept = new Uri("https://creativecommons.org/licenses/by-sa/4.0/"),
        },
        new("ODC-BY-1.0", "ODC-BY 1.0") { Help = "For databases: anyone may reuse it who names the source.", Concept = new Uri("https://opendatacommons.org/licenses/by/1-0/") },
        new("ODbL-1.0", "ODbL 1.0")
        {
            Help = "For databases: as ODC-BY, and the result is shared under the same licence.",
            Concept = new Uri("https://opendatacommons.org/licenses/odbl/1-0/"),
        },
        new("PDDL-1.0", "PDDL 1.0") { Help = "For databases: no rights reserved.", Concept = new Uri("https://opendatacommons.org/licenses/pddl/1-0/") },
    ];
}
