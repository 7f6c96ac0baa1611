using System.Globalization;
using System.Xml.Linq;
using PlanEditor.Components.Public;
using PlanEditor.Finals;
using Xunit;

namespace PlanEditor.Tests.Public;

/// <summary>The feed of new finals, by the rules of Atom (RFC 4287) and as a site serves it.</summary>
public sealed class FeedTests(PublicSiteTests.Published published) : IClassFixture<PublicSiteTests.Published>
{
    private const string Site = "https://plans.example.org";

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly DateTimeOffset At = new(2018, 1, 1, 6, 30, 0, TimeSpan.FromHours(6));

    [Fact]
    public async Task A_site_s_feed_is_Atom_and_its_files_are_there()
    {
        var reader = published.Site.CreateClient();
        using var answer = await reader.GetAsync("/public/feed.atom");
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        var entry = Assert.Single(Check(await answer.Content.ReadAsByteArrayAsync()));
        Assert.Equal(published.Final.Manifest.Address.AbsoluteUri, entry.Element(Atom + "id")!.Value);
        Assert.Equal("2017-09-29T16:00:00Z", entry.Element(Atom + "updated")!.Value);
        foreach (var file in entry.Elements(Atom + "link").Where(link => (string?)link.Attribute("rel") == "enclosure"))
        {
            using var download = await reader.GetAsync(new Uri((string)file.Attribute("href")!).AbsolutePath);
            Assert.Equal(((string)file.Attribute("type")!, (long)file.Attribute("length")!), (download.Content.Headers.ContentType!.MediaType!, (await download.Content.ReadAsByteArrayAsync()).LongLength));
        }
    }

    [Fact]
    public void Without_a_final_it_is_an_empty_feed() => Assert.Empty(Check(FinalsFeed.Write([], Site)));

    [Fact]
    public void Titles_of_all_kinds_and_many_versions_make_a_feed_with_the_newest_first()
    {
        string[] titles = ["<b>&amp; \"quoted\"</b>", "]]>", " ", "नेपाल 😀", "বাংলাদেশ <script>", new string('x', 200)];
        var finals = Enumerable.Range(1, 70).Select(at => Final(titles[at % titles.Length], at % 7 == 0 ? "" : "NP", at)).ToArray();
        var entries = Check(FinalsFeed.Write(finals, Site));
        Assert.Equal(Enumerable.Range(21, 50).Reverse().Select(version => $"{Site}/public/p/v{version}"), entries.Select(entry => entry.Element(Atom + "id")!.Value));
        Assert.Equal(titles[70 % titles.Length], entries[0].Element(Atom + "title")!.Value);
    }

    [Fact]
    public void What_is_found_wrong_in_an_older_version_is_news()
    {
        var noted = At.AddDays(9);
        PublishedFinal[] finals = [Final("Older", "NP", 1) with { Errata = [new PublicErratum("C1", "2018, not 2017", "en", noted)] }, Final("Newer", "NP", 2)];
        var entries = Check(FinalsFeed.Write(finals, Site));
        Assert.Equal(["Older", "Newer"], entries.Select(entry => entry.Element(Atom + "title")!.Value));
        Assert.Equal(("Final plan, version 1, with an erratum", "Final plan, version 2"), (entries[0].Element(Atom + "summary")!.Value, entries[1].Element(Atom + "summary")!.Value));
        Assert.StartsWith($"{noted:yyyy-MM-dd}", entries[0].Element(Atom + "updated")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NP", 20, "2018-02-01")]
    [InlineData("NP", 18, "2018-01-31")]
    [InlineData("PA", 3, "2018-01-30")]
    [InlineData("", 20, "2018-01-31")]
    public void The_day_of_a_final_is_that_of_its_country(string country, int hour, string day)
    {
        var final = Final("Plan", country, 1);
        Assert.Equal(day, $"{new PublicFinal(final with { Manifest = final.Manifest with { At = new DateTimeOffset(2018, 1, 31, hour, 0, 0, TimeSpan.Zero) } }, null).Day:yyyy-MM-dd}");
    }

    private static PublishedFinal Final(string title, string country, int version) => new(
        new FinalManifest("p", "1", country, title, "ne", version, 10, At.AddDays(version), new Uri($"{Site}/public/p/v{version}"), [new FinalFile("p.pdf", "PDF", "application/pdf", 12, "00")], []), null);

    /// <summary>What a feed and an entry must have, once each, and in which form.</summary>
    private static IReadOnlyList<XElement> Check(byte[] file)
    {
        var feed = XDocument.Load(new MemoryStream(file)).Root!;
        Assert.Equal(Atom + "feed", feed.Name);
        var entries = feed.Elements(Atom + "entry").ToList();
        foreach (var one in entries.Prepend(feed))
        {
            foreach (var name in new[] { "id", "title", "updated" }) Assert.Single(one.Elements(Atom + name));
            Assert.True(Uri.TryCreate(one.Element(Atom + "id")!.Value, UriKind.Absolute, out _));
            foreach (var day in one.Elements().Where(element => element.Name.LocalName is "updated" or "published"))
                Assert.True(DateTimeOffset.TryParseExact(day.Value, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _), day.Value);
            foreach (var link in one.Elements(Atom + "link")) Assert.True(Uri.TryCreate((string?)link.Attribute("href"), UriKind.Absolute, out _));
            Assert.Single(one.Elements(Atom + "link"), link => (string?)link.Attribute("rel") == "alternate");
            foreach (var kind in one.Elements(Atom + "category")) Assert.NotEmpty((string)kind.Attribute("term")!);
        }

        Assert.NotEmpty(Assert.Single(feed.Elements(Atom + "author")).Element(Atom + "name")!.Value);
        Assert.Single(feed.Elements(Atom + "link"), link => (string?)link.Attribute("rel") == "self");
        Assert.Distinct(entries.Select(entry => entry.Element(Atom + "id")!.Value));
        Assert.Equal(entries.Select(entry => entry.Element(Atom + "updated")!.Value).OrderDescending(StringComparer.Ordinal), entries.Select(entry => entry.Element(Atom + "updated")!.Value));
        return entries;
    }
}
