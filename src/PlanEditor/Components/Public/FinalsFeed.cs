using System.Globalization;
using System.Text;
using System.Xml;
using PlanEditor.Finals;

namespace PlanEditor.Components.Public;

/// <summary>New finals, and the published report, as an Atom feed (RFC 4287), the newest first.</summary>
public static class FinalsFeed
{
    private const int EntriesMax = 50;
    private const string Atom = "http://www.w3.org/2005/Atom";

    public static byte[] Write(IEnumerable<PublishedFinal> finals, string site)
    {
        var newest = finals.OrderByDescending(Updated).Take(EntriesMax).ToArray();
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("feed", Atom);
            Element(xml, "id", $"{site}/public/feed.atom");
            Element(xml, "title", "OgdPlans: final plans and the report of the workshop");
            Element(xml, "updated", Instant(newest.Length > 0 ? Updated(newest[0]) : DateTimeOffset.UnixEpoch));
            Link(xml, "self", $"{site}/public/feed.atom", "application/atom+xml");
            Link(xml, "alternate", $"{site}/public", "text/html");
            xml.WriteStartElement("author", Atom);
            Element(xml, "name", "OgdPlans");
            xml.WriteEndElement();
            foreach (var final in newest) Entry(xml, final);
            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    /// <summary>When something was last said of it: that it is final, or what is wrong in it.</summary>
    private static DateTimeOffset Updated(PublishedFinal final) => final.Errata.Select(erratum => erratum.At).Append(final.Manifest.At).Max();

    private static void Entry(XmlWriter xml, PublishedFinal final)
    {
        var manifest = final.Manifest;
        xml.WriteStartElement("entry", Atom);
        Element(xml, "id", manifest.Address.AbsoluteUri);
        xml.WriteStartElement("title", Atom);
        xml.WriteAttributeString("xml", "lang", null, manifest.Language);
        xml.WriteString(manifest.Title);
        xml.WriteEndElement();
        Element(xml, "published", Instant(manifest.At));
        Element(xml, "updated", Instant(Updated(final)));
        Element(xml, "summary", $"{(manifest.IsPlan ? "Final plan" : "Report of the workshop")}, version {manifest.Version}{(final.Errata.Length switch { 0 => "", 1 => ", with an erratum", var count => $", with {count} errata" })}");
        xml.WriteStartElement("category", Atom);
        xml.WriteAttributeString("term", manifest.IsPlan ? manifest.Country : "report");
        xml.WriteEndElement();
        Link(xml, "alternate", manifest.Address.AbsoluteUri, "text/html");
        foreach (var file in manifest.Files) Link(xml, "enclosure", $"{manifest.Address}/{file.Name}", file.MediaType, file.Length);
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string words) => xml.WriteElementString(name, Atom, words);

    private static void Link(XmlWriter xml, string relation, string address, string mediaType, long? length = null)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        xml.WriteAttributeString("type", mediaType);
        if (length is { } bytes) xml.WriteAttributeString("length", bytes.ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
