using System.IO.Compression;
using System.Xml;

namespace PlanEditor.Import;

/// <summary>Reads the XML of a packed file piece by piece before anything builds a tree of it, which elements in elements without end would break.</summary>
internal static class PackageXml
{
    /// <summary>Elements in elements.</summary>
    public const int DepthMax = 150;

    /// <summary>Looks through one part.</summary>
    /// <param name="entry">The part.</param>
    /// <param name="charactersMax">How long it may be.</param>
    /// <param name="element">Looks at each element.</param>
    /// <exception cref="FileException">It is nested too deeply, in words.</exception>
    /// <exception cref="XmlException">It is no XML, has a document type, or is longer.</exception>
    public static void Check(ZipArchiveEntry entry, int charactersMax, Action<XmlReader>? element = null)
    {
        using var stream = entry.Open();
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = charactersMax });
        while (reader.Read())
        {
            if (reader.Depth > DepthMax) throw new FileException("The file is nested deeper than any real file. Copy its text into a file that you save here anew.");
            if (reader.NodeType == XmlNodeType.Element) element?.Invoke(reader);
        }
    }
}
