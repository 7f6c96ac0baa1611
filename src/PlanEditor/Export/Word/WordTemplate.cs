using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using PlanEditor.Hosting;

namespace PlanEditor.Export.Word;

/// <summary>
/// The administrator's own cover, styles and lines above and below the page: <c>templates/plan.docx</c> (or <c>.dotx</c>) in the data directory, if it is there. Nothing in it may load
/// anything from elsewhere, or run.
/// </summary>
public sealed class WordTemplate : FileTemplate
{
    private const int UnpackedSizeBytesMax = 64 * 1024 * 1024;
    private const int EntriesMax = 500;
    private const int DepthMax = 200;

    private static readonly string[] Fetching = ["INCLUDETEXT", "INCLUDEPICTURE", "DDE", "DDEAUTO", "LINK", "IMPORT", "RD", "DATABASE"];

    public WordTemplate(DataDirectory data)
        : this(DirectoryOf(data))
    {
    }

    internal WordTemplate(string directory)
        : base(directory, "plan.docx", "plan.dotx")
    {
    }

    /// <inheritdoc/>
    public override string Of => "Word";

    /// <inheritdoc/>
    public override int SizeBytesMax => 10 * 1024 * 1024;

    /// <summary>A new file, made of the template if there is one.</summary>
    /// <exception cref="ExportException">The template cannot be used.</exception>
    internal WordFile Open(MemoryStream stream)
    {
        if (WhyNot is { } problem) throw new ExportException(problem);
        if (Find() is not { } file) return new WordFile(stream);
        using (var read = file.OpenRead()) read.CopyTo(stream);
        stream.Position = 0;
        return new WordFile(new WordTemplateParts(WordprocessingDocument.Open(stream, isEditable: true)));
    }

    private protected override string? ProblemInside(Stream stream)
    {
        try
        {
            using (var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true))
                if (Problem(zip) is { } problem) return problem;
            stream.Position = 0;
            using var package = WordprocessingDocument.Open(stream, isEditable: false);
            return package.MainDocumentPart?.Document?.Body is null ? "it has no text."
                : package.MainDocumentPart.WordprocessingCommentsPart is not null ? "it has comments. Delete them."
                : null;
        }
        catch (Exception unsound) when (unsound is InvalidDataException or XmlException or OpenXmlPackageException or FileFormatException or ArgumentException or FormatException or InvalidOperationException or IOException)
        {
            return "it is no sound Word file. Open it in Word and save it again.";
        }
    }

    private static string? Problem(ZipArchive zip)
    {
        if (zip.Entries.Count > EntriesMax || zip.Entries.Sum(entry => entry.Length) > UnpackedSizeBytesMax) return "it unpacks to more than a template needs.";
        foreach (var entry in zip.Entries)
        {
            if (entry.FullName.Contains("vbaProject", StringComparison.OrdinalIgnoreCase) || entry.FullName.Contains("activeX", StringComparison.OrdinalIgnoreCase)) return "it has macros. Save it without.";
            if (entry.FullName.Contains("embeddings/", StringComparison.OrdinalIgnoreCase)) return "another file is embedded in it.";
            if (entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))
                if (Problem(entry) is { } problem) return problem;
        }

        return null;
    }

    /// <summary>Reads a part without building anything of it.</summary>
    private static string? Problem(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = UnpackedSizeBytesMax });
        while (reader.Read())
        {
            if (reader.Depth > DepthMax) return "it is nested deeper than any real file.";
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.LocalName == "Relationship" && reader.GetAttribute("TargetMode") == "External":
                    return $"it leads to something outside of it: {reader.GetAttribute("Target")}. Word loads or follows such things; take it out.";
                case XmlNodeType.Element when reader.GetAttribute("ContentType") is { } type && type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase):
                    return "it may hold macros. Save it as .docx or .dotx.";
                case XmlNodeType.Element when reader.LocalName == "altChunk":
                    return "another file is embedded in it.";
                case XmlNodeType.Element when reader.LocalName == "fldSimple" && Fetches(reader.GetAttribute("instr", "http://schemas.openxmlformats.org/wordprocessingml/2006/main")):
                case XmlNodeType.Text when Fetches(reader.Value):
                    return "a field in it loads another file.";
            }
        }

        return null;
    }

    private static bool Fetches(string? code) => code is not null && Fetching.Any(name => code.TrimStart().StartsWith(name + " ", StringComparison.OrdinalIgnoreCase) && code.Contains('"', StringComparison.Ordinal));
}
