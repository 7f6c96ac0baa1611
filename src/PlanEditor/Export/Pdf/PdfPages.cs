using System.Collections.Frozen;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace PlanEditor.Export.Pdf;

/// <summary>
/// The pages of a printed file. Of it, what the printer writes plainly is read: the table of where each object begins, the catalogue, the pages and the named destinations. Where a file is written
/// otherwise, it has no pages.
/// </summary>
internal sealed partial class PdfPages
{
    private readonly int[] _places;
    private readonly int[] _begins;
    private readonly int _table;
    private readonly List<int> _pages = [];

    public PdfPages(byte[] file)
    {
        File = file;
        _table = Number(Start().Match(Tail)) is { } at && at < file.Length ? at : file.Length;
        _places = [.. Place().Matches(Encoding.Latin1.GetString(file.AsSpan(_table))).Select(place => int.Parse(place.Groups[1].Value, CultureInfo.InvariantCulture))];
        _begins = [.. _places.Order()];
        if (_places.Length == 0 || Number(Catalogue().Match(Tail)) is not { } root || Number(Pages().Match(Read(root))) is not { } pages) return;
        Add(pages);
        if (Number(NamedPlaces().Match(Read(root))) is not { } destinations) return;
        var numbers = _pages.Index().ToDictionary(page => page.Item, page => page.Index + 1);
        Destinations = Destination().Matches(Read(destinations))
            .Select(found => (Name: found.Groups[1].Value, Page: numbers.GetValueOrDefault(int.Parse(found.Groups[2].Value, CultureInfo.InvariantCulture))))
            .Where(found => found.Page > 0).DistinctBy(found => found.Name).ToFrozenDictionary(found => found.Name, found => found.Page, StringComparer.Ordinal);
    }

    /// <summary>The file.</summary>
    public byte[] File { get; }

    /// <summary>How many there are.</summary>
    public int Count => _pages.Count;

    /// <summary>On which page each place stands that something leads to, from 1, by its name.</summary>
    public IReadOnlyDictionary<string, int> Destinations { get; } = FrozenDictionary<string, int>.Empty;

    private string Tail => Encoding.Latin1.GetString(File.AsSpan(Math.Max(0, File.Length - 2_048)));

    /// <summary>
    /// The file with its first pages drawn as in another print of them, behind what it has, as a PDF is altered: tags, links and all else stay. Null where these are not the pages before the first place that
    /// something leads to, or are not tagged alike.
    /// </summary>
    public byte[]? With(PdfPages first)
    {
        if (first.Count == 0 || Destinations.Count == 0 || Destinations.Values.Min() != first.Count + 1) return null;
        var copied = new Copied(_places.Length);
        var altered = new SortedDictionary<int, byte[]>();
        foreach (var (own, other) in _pages.Zip(first._pages))
        {
            var (page, with) = (Read(own), first.Read(other));
            if (Number(Contents().Match(page)) is not { } drawn || Number(Contents().Match(with)) is not { } redrawn || Resources(page) is not { } resources || Resources(with) is not { } others) return null;
            var (before, after) = (Stream(drawn), first.Stream(redrawn));
            if (before == after) continue;
            if (!Marked().Matches(before).Select(mark => mark.Value).SequenceEqual(Marked().Matches(after).Select(mark => mark.Value))) return null;
            page = page.Replace(resources, copied.Renumbered(others), StringComparison.Ordinal);
            altered.Add(own, Encoding.Latin1.GetBytes(Contents().Replace(page, _ => copied.Renumbered($"/Contents {redrawn} 0 R"))));
        }

        for (var at = 0; at < copied.Sources.Count; at++) altered.Add(_places.Length + at, first.Copy(copied.Sources[at], copied));
        return Appended(altered);
    }

    /// <summary>The file with what draws its pages written otherwise; it shows the same. A page that is drawn in a way not known here stays.</summary>
    /// <param name="written">Makes it of what it is, and of the numbers of the page's fonts by their names.</param>
    public byte[] Redrawn(Func<string, IReadOnlyDictionary<string, int>, string> written)
    {
        var other = new Dictionary<int, byte[]>();
        foreach (var page in _pages.Select(Read))
        {
            if (Number(Contents().Match(page)) is not { } number || Resources(page) is not { } resources) continue;
            var (before, fonts) = (Stream(number), Font().Matches(resources).ToDictionary(font => font.Groups[1].Value, font => int.Parse(font.Groups[2].ValueSpan, CultureInfo.InvariantCulture)));
            var after = written(before, fonts);
            if (after != before) other[number] = Packed(number, after);
        }

        return other.Count == 0 ? File : Written(other);
    }

    private void Add(int number)
    {
        if (Kids().Match(Read(number)) is not { Success: true } kids)
        {
            _pages.Add(number);
            return;
        }

        foreach (var kid in Reference().Matches(kids.Groups[1].Value).Select(found => Number(found)!.Value)) Add(kid);
    }

    /// <summary>The bytes of an object, from its number to its end.</summary>
    private ReadOnlySpan<byte> Bytes(int number)
    {
        if (number >= _places.Length || _places[number] >= _table) return [];
        var next = Array.BinarySearch(_begins, _places[number] + 1);
        next = next < 0 ? ~next : next;
        return File.AsSpan(_places[number]..Math.Min(_table, next < _begins.Length ? _begins[next] : _table));
    }

    /// <summary>An object but for the bytes of its stream.</summary>
    public string Read(int number)
    {
        var bytes = Bytes(number);
        var stream = bytes.IndexOf(">> stream\n"u8);
        return Encoding.Latin1.GetString(stream < 0 ? bytes : bytes[..(stream + ">>"u8.Length)]);
    }

    /// <summary>What stands in the stream of an object, unpacked.</summary>
    public string Stream(int number)
    {
        var written = Read(number);
        var bytes = Bytes(number)[(written.Length + " stream\n"u8.Length)..][..(Number(Length().Match(written)) ?? 0)];
        if (!written.Contains("/FlateDecode", StringComparison.Ordinal)) return Encoding.Latin1.GetString(bytes);
        using var unpacked = new MemoryStream();
        using (var packed = new ZLibStream(new MemoryStream(bytes.ToArray()), CompressionMode.Decompress)) packed.CopyTo(unpacked);
        return Encoding.Latin1.GetString(unpacked.GetBuffer().AsSpan(0, (int)unpacked.Length));
    }

    private static byte[] Packed(int number, string stream)
    {
        using var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) packing.Write(Encoding.Latin1.GetBytes(stream));
        return [.. Encoding.Latin1.GetBytes($"{number} 0 obj\n<</Filter /FlateDecode\n/Length {packed.Length}>> stream\n"), .. packed.GetBuffer().AsSpan(0, (int)packed.Length), .. "\nendstream\nendobj\n"u8];
    }

    /// <summary>The file with some of its objects otherwise.</summary>
    private byte[] Written(Dictionary<int, byte[]> other)
    {
        using var file = new MemoryStream(File.Length);
        var table = new string[_places.Length];
        file.Write(File.AsSpan(.._begins.First(place => place > 0)));
        foreach (var number in Enumerable.Range(0, _places.Length).OrderBy(number => _places[number]))
        {
            var isFree = _places[number] == 0;
            table[number] = isFree ? $"{0:D10} 65535 f \n" : string.Create(CultureInfo.InvariantCulture, $"{file.Length:D10} 00000 n \n");
            if (isFree) continue;
            if (other.TryGetValue(number, out var written)) file.Write(written);
            else file.Write(Bytes(number));
        }

        var start = file.Length;
        file.Write(Encoding.Latin1.GetBytes($"xref\n0 {table.Length}\n{string.Concat(table)}trailer\n<<{Trailer().Match(Tail).Groups[1].Value}>>\nstartxref\n{start}\n%%EOF\n"));
        return file.ToArray();
    }

    /// <summary>An object for another file, under its number there.</summary>
    private byte[] Copy(int number, Copied copied)
    {
        var written = Read(number);
        // Another part of a font has another name.
        var begun = FontPart().Replace(copied.Renumbered(written[(written.IndexOf("obj", StringComparison.Ordinal))..]), "/$1Z+");
        return [.. Encoding.Latin1.GetBytes($"{copied.NumberOf(number)} 0 {begun}"), .. Bytes(number)[written.Length..]];
    }

    /// <summary>The file with other objects behind it, and a table of where they begin.</summary>
    private byte[] Appended(SortedDictionary<int, byte[]> objects)
    {
        using var file = new MemoryStream();
        file.Write(File);
        if (File[^1] != '\n') file.WriteByte((byte)'\n');
        var table = new StringBuilder("xref\n");
        foreach (var (number, bytes) in objects)
        {
            table.Append(CultureInfo.InvariantCulture, $"{number} 1\n{file.Length:D10} 00000 n \n");
            file.Write(bytes);
        }

        var size = Math.Max(_places.Length, objects.Keys.LastOrDefault() + 1);
        var trailer = Size().Replace(Trailer().Match(Tail).Groups[1].Value, $"/Size {size}");
        table.Append(CultureInfo.InvariantCulture, $"trailer\n<<{trailer}\n/Prev {_table}>>\nstartxref\n{file.Length}\n%%EOF\n");
        file.Write(Encoding.Latin1.GetBytes(table.ToString()));
        return file.ToArray();
    }

    /// <summary>The dictionary of what a page draws with.</summary>
    private static string? Resources(string page)
    {
        const string name = "/Resources <<";
        var from = page.IndexOf(name, StringComparison.Ordinal);
        if (from < 0) return null;
        var (at, open) = (from + name.Length, 1);
        for (; open > 0 && at + 1 < page.Length; at++)
        {
            if (page.AsSpan(at).StartsWith("<<", StringComparison.Ordinal)) (open, at) = (open + 1, at + 1);
            else if (page.AsSpan(at).StartsWith(">>", StringComparison.Ordinal)) (open, at) = (open - 1, at + 1);
        }

        return open == 0 ? page[from..at] : null;
    }

    /// <summary>The number that was found; null: none.</summary>
    public static int? Number(Match found) => found.Success && int.TryParse(found.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"startxref\s+(\d+)")]
    private static partial Regex Start();

    [GeneratedRegex(@"(\d{10}) \d{5} [nf]")]
    private static partial Regex Place();

    [GeneratedRegex(@"trailer\s*<<(.*)>>\s*startxref", RegexOptions.Singleline)]
    private static partial Regex Trailer();

    [GeneratedRegex(@"/Size \d+")]
    private static partial Regex Size();

    [GeneratedRegex(@"/Root (\d+) 0 R")]
    private static partial Regex Catalogue();

    [GeneratedRegex(@"/Dests (\d+) 0 R")]
    private static partial Regex NamedPlaces();

    [GeneratedRegex(@"/Pages (\d+) 0 R")]
    private static partial Regex Pages();

    [GeneratedRegex(@"/Kids\s*\[([^\]]*)\]")]
    private static partial Regex Kids();

    [GeneratedRegex(@"/(F\d+) (\d+) 0 R")]
    private static partial Regex Font();

    [GeneratedRegex(@"/Contents (\d+) 0 R")]
    private static partial Regex Contents();

    [GeneratedRegex(@"/Length (\d+)")]
    private static partial Regex Length();

    [GeneratedRegex(@"/\w+ <</MCID \d+")]
    private static partial Regex Marked();

    [GeneratedRegex(@"/([A-Z]{5})[A-Z]\+")]
    private static partial Regex FontPart();

    [GeneratedRegex(@"\b(\d+) 0 R\b")]
    private static partial Regex Reference();

    [GeneratedRegex(@"/([^\s/\[\]<>()]+)\s*\[\s*(\d+) 0 R")]
    private static partial Regex Destination();

    /// <summary>Which objects of another file are copied, and the numbers they get: those from here on.</summary>
    private sealed class Copied(int from)
    {
        private readonly Dictionary<int, int> _numbers = [];

        public List<int> Sources { get; } = [];

        public int NumberOf(int source)
        {
            if (_numbers.TryGetValue(source, out var number)) return number;
            Sources.Add(source);
            return _numbers[source] = from + Sources.Count - 1;
        }

        public string Renumbered(string written) => Reference().Replace(written, found => $"{NumberOf(Number(found)!.Value)} 0 R");
    }
}
