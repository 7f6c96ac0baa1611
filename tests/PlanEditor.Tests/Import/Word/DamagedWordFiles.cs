using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using OgdPlans.Tests;
using PlanEditor.Import.Word;
using PlanEditor.Tests.Export.Word;
using PlanEditor.Tests.Import.Hostile;
using PlanModel;
using Xunit;

namespace PlanEditor.Tests.Import.Word;

/// <summary>A Word file that was saved here and then damaged, in hundreds of ways: each is read or refused in words, soon and in little memory.</summary>
public sealed partial class DamagedWordFiles
{
    private static readonly Lazy<Task<byte[]>> Sound = new(async () => await WordReader.WriteAsync(WordReader.Of(new WholePlan().Plan.Document, new Dictionary<UserId, string>())));

    private static readonly Dictionary<string, Func<byte[], IEnumerable<HostileFile>>> Families = new()
    {
        ["cut off"] = file => Enumerable.Range(0, 60).Select(at => Damaged($"after {at} of 60 parts", () => file[..(file.Length * at / 60)])),
        ["bits turned over"] = file => Enumerable.Range(0, 100).Select(seed => Damaged($"by seed {seed}", () => Turned(file, seed))),
        ["a part is missing"] = file => Names(file).Select(name => Damaged(name, () => With(file, name, null))),
        ["a part is empty"] = file => Names(file).Select(name => Damaged(name, () => With(file, name, _ => ""))),
        ["a part is cut off"] = file => Names(file).Select(name => Damaged(name, () => With(file, name, xml => xml[..(xml.Length / 2)]))),
        ["a part is another one"] = file => Names(file).Select(name => Damaged(name, () => With(file, name, _ => "<other xmlns=\"urn:other\"><w:p/></other>"))),
        ["a part has a type of document"] = file => Names(file).Select(name => Damaged(name, () => With(file, name, xml => Declared().Replace(xml, "<!DOCTYPE l [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>", 1)))),
        ["a part says everything twice"] = file => Names(file).Select(name => Damaged(name, () => With(file, name, xml => xml + xml))),
        ["numbers are none"] = file => Names(file).Select(name => Damaged(name, () => With(file, name, xml => Numbers().Replace(xml, "=\"99999999999999999999\"")))),
        ["values are odd"] = file => Names(file).SelectMany(name => new[] { "", "\u202e../../../etc/passwd", new string('9', 5_000) }.Select((value, at) => Damaged($"{name}, {at}", () => With(file, name, xml => Values().Replace(xml, match => match.Index % 7 == 0 ? $"{match.Groups[1].Value}=\"{value}\"" : match.Value))))),
        ["elements are missing"] = file => Enumerable.Range(0, 60).Select(seed => Damaged($"by seed {seed}", () => With(file, "word/document.xml", xml => WithoutSome(xml, seed)))),
        ["ids are all the same"] = file => Names(file).Select(name => Damaged(name, () => With(file, name, xml => Ids().Replace(xml, "w:id w:val=\"1\"")))),
    };

    public static TheoryData<string> FamilyNames => [.. Families.Keys];

    [Fact]
    public async Task There_are_hundreds()
    {
        var file = await Sound.Value;
        Assert.InRange(Families.Values.SelectMany(family => family(file)).Count(), 300, 1_000);
    }

    [Theory]
    [MemberData(nameof(FamilyNames))]
    public async Task Each_is_read_or_refused_in_words(string family) => HostileBounds.All(Families[family](await Sound.Value), file =>
    {
        var bytes = file.Make();
        if (HostileBounds.Within(() => WordFileReader.Read(bytes), out _) is { } read) Assert.False(read.Paragraphs.IsDefault);
    });

    private static HostileFile Damaged(string name, Func<byte[]> make) => HostileFile.Either(name, make);

    private static byte[] Turned(byte[] file, int seed)
    {
        var (turned, random) = ((byte[])[.. file], new Random(seed));
        for (var times = 1 + (seed % 8); times > 0; times--) turned[random.Next(turned.Length)] ^= (byte)(1 << random.Next(8));
        return turned;
    }

    private static string WithoutSome(string xml, int seed)
    {
        var random = new Random(seed);
        return Element().Replace(xml, match => random.Next(25) == 0 ? "" : match.Value);
    }

    private static IEnumerable<string> Names(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    /// <summary>A file with one part changed.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">The part.</param>
    /// <param name="change">What its text becomes; null: it is left out.</param>
    private static byte[] With(byte[] file, string name, Func<string, string>? change)
    {
        using var damaged = new MemoryStream();
        using (var zip = new ZipArchive(new MemoryStream(file)))
        using (var to = new ZipArchive(damaged, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in zip.Entries.Where(entry => entry.FullName != name || change is not null))
            {
                using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
                using var writer = new StreamWriter(to.CreateEntry(entry.FullName, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
                var text = reader.ReadToEnd();
                writer.Write(entry.FullName == name ? change!(text) : text);
            }
        }

        return damaged.ToArray();
    }

    [GeneratedRegex("(?<=\\?>)|^(?=<)")]
    private static partial Regex Declared();

    [GeneratedRegex("=\"[0-9]+\"")]
    private static partial Regex Numbers();

    [GeneratedRegex("([a-zA-Z]+)=\"[^\"]*\"")]
    private static partial Regex Values();

    [GeneratedRegex("w:id w:val=\"[^\"]*\"")]
    private static partial Regex Ids();

    [GeneratedRegex("<w:[a-zA-Z]+[^>]*/>|</?w:[a-zA-Z]+[^>]*>")]
    private static partial Regex Element();
}
