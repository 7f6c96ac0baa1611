using System.Globalization;
using PlanModel.Schema;

namespace PlanEditor.Components.Dashboard;

/// <summary>
/// Titles in the order of a dictionary of their own language. Those in Latin letters stand together, as Spanish orders them (ñ after n; English orders the same
/// without it), then Nepali, then Bengali.
/// </summary>
public sealed class TitleOrder : IComparer<(string Language, string Title)>
{
    private static readonly CompareInfo[] Dictionaries = [Dictionary("es"), Dictionary("ne"), Dictionary("bn")];

    public static TitleOrder Instance { get; } = new();

    public int Compare((string Language, string Title) x, (string Language, string Title) y)
    {
        var (first, second) = (PlaceOf(x), PlaceOf(y));
        return first != second ? first.CompareTo(second) : Dictionaries[first].Compare(x.Title, y.Title, CompareOptions.IgnoreCase);
    }

    private static int PlaceOf((string Language, string Title) title) => TextLanguage.Of(title.Language, title.Title) switch
    {
        "ne" => 1,
        "bn" => 2,
        _ => 0,
    };

    private static CompareInfo Dictionary(string language) => CultureInfo.GetCultureInfo(language).CompareInfo;
}
