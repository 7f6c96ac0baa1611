using System.Globalization;

namespace Shared;

/// <summary>How many random cases each law is tried with.</summary>
internal static class LawCases
{
    /// <summary>The environment variable that sets the number for long runs.</summary>
    private const string Variable = "OGDPLANS_LAW_CASES";

    private const int Usual = 20_000;

    public static int Count { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set
            ? int.Parse(set, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)
            : Usual;
}
