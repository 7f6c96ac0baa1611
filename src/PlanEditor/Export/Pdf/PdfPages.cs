using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PlanEditor.Export.Pdf;

/// <summary>
/// On which page of a printed file each place stands that something leads to. Of the file it reads what the printer writes plainly: the table of where each object begins, the catalogue, the pages and the
/// named destinations.
/// </summary>
internal static partial class PdfPages
{
    /// <summary>The page of each destination, from 1; none where the file is written otherwise.</summary>
    public static IReadOnlyDictionary<string, int> Of(ReadOnlySpan<byte> file)
    {
        var places = PlacesOf(file);
        if (places.Length == 0 || Number(Catalogue().Match(Tail(file))) is not { } root) return FrozenDictionary<string, int>.Empty;
        var catalogue = Read(file, places, root);
        if (Number(Destinations().Match(catalogue)) is not { } destinations || Number(Pages().Match(catalogue)) is not { } pages) return FrozenDictionary<string, int>.Empty;
        var numbers = new Dictionary<int, int>();
        Count(file, places, pages, numbers);
        return Destination().Matches(Read(file, places, destinations))
            .Select(found => (Name: found.Groups[1].Value, Page: numbers.GetValueOrDefault(int.Parse(found.Groups[2].Value, CultureInfo.InvariantCulture))))
            .Where(found => found.Page > 0).DistinctBy(found => found.Name).ToFrozenDictionary(found => found.Name, found => found.Page, StringComparer.Ordinal);
    }

    /// <summary>How many pages a file has; 0 where it is written otherwise.</summary>
    public static int CountOf(ReadOnlySpan<byte> file)
    {
        var places = PlacesOf(file);
        if (places.Length == 0 || Number(Catalogue().Match(Tail(file))) is not { } root || Number(Pages().Match(Read(file, places, root))) is not { } pages) return 0;
        return Number(Counted().Match(Read(file, places, pages))) ?? 0;
    }

    /// <summary>Where each object begins, by its number.</summary>
    private static int[] PlacesOf(ReadOnlySpan<byte> file)
    {
        if (Start().Match(Tail(file)) is not { Success: true } start || !int.TryParse(start.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= file.Length) return [];
        return [.. Place().Matches(Encoding.Latin1.GetString(file[at..])).Select(place => int.Parse(place.Groups[1].Value, CultureInfo.InvariantCulture))];
    }

    private static void Count(ReadOnlySpan<byte> file, int[] places, int number, Dictionary<int, int> numbers)
    {
        if (Kids().Match(Read(file, places, number)) is not { Success: true } kids)
        {
            numbers.TryAdd(number, numbers.Count + 1);
            return;
        }

        foreach (var kid in Reference().Matches(kids.Groups[1].Value).Select(found => Number(found)!.Value)) Count(file, places, kid, numbers);
    }

    private static string Read(ReadOnlySpan<byte> file, int[] places, int number)
    {
        if (number >= places.Length || places[number] >= file.Length) return "";
        var from = file[places[number]..];
        var length = from.IndexOf("endobj"u8);
        return length < 0 ? "" : Encoding.Latin1.GetString(from[..length]);
    }

    private static string Tail(ReadOnlySpan<byte> file) => Encoding.Latin1.GetString(file[Math.Max(0, file.Length - 2_048)..]);

    private static int? Number(Match found) => found.Success ? int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"startxref\s+(\d+)")]
    private static partial Regex Start();

    [GeneratedRegex(@"(\d{10}) \d{5} [nf]")]
    private static partial Regex Place();

    [GeneratedRegex(@"/Root (\d+) 0 R")]
    private static partial Regex Catalogue();

    [GeneratedRegex(@"/Dests (\d+) 0 R")]
    private static partial Regex Destinations();

    [GeneratedRegex(@"/Pages (\d+) 0 R")]
    private static partial Regex Pages();

    [GeneratedRegex(@"/Count (\d+)")]
    private static partial Regex Counted();

    [GeneratedRegex(@"/Kids\s*\[([^\]]*)\]")]
    private static partial Regex Kids();

    [GeneratedRegex(@"(\d+) 0 R")]
    private static partial Regex Reference();

    [GeneratedRegex(@"/([^\s/\[\]<>()]+)\s*\[\s*(\d+) 0 R")]
    private static partial Regex Destination();
}
