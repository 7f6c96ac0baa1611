using System.IO.Compression;
using System.Xml;

namespace PlanEditor.Import.Word;

/// <summary>Looks through a file before anything builds a tree of it: how much it unpacks to, how deep it is, and whether something in it would run or load.</summary>
internal static class WordFileCheck
{
    /// <exception cref="FileException">It is not read, in words.</exception>
    public static void Check(byte[] file)
    {
        if (file is [0xD0, 0xCF, 0x11, 0xE0, ..]) throw new FileException("This is a Word file of an old kind (.doc), or one with a password. Save it as .docx without a password.");
        if (file is not [(byte)'P', (byte)'K', ..]) throw new FileException("This is no Word file. Choose the .docx that was saved here and edited in Word.");
        using var zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
        if (zip.Entries.Count > WordLimits.EntriesMax) throw TooMuch;
        var left = (long)WordLimits.UnpackedSizeBytesMax;
        foreach (var entry in zip.Entries)
        {
            if (entry.FullName.Contains("vbaProject", StringComparison.OrdinalIgnoreCase) || entry.FullName.Contains("activeX", StringComparison.OrdinalIgnoreCase))
                throw new FileException("The file has macros. Save it as .docx, without them.");
            if (!IsXml(entry)) continue;
            if (IsContents(entry) && entry.Length > WordLimits.ContentsSizeBytesMax) throw TooMuch;
            left -= entry.Length;
            if (left < 0) throw TooMuch;
            PackageXml.Check(entry, WordLimits.UnpackedSizeBytesMax, Check);
        }
    }

    private static FileException TooMuch => new($"The file unpacks to more than {WordLimits.UnpackedSizeBytesMax / 1024 / 1024} MB of text. A plan is never so large: take out what is not of the plan.");

    private static bool IsContents(ZipArchiveEntry entry) => entry.FullName == "[Content_Types].xml" || entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

    // Whatever is no picture or font is looked at: a part may be called anything.
    private static bool IsXml(ZipArchiveEntry entry) =>
        Path.GetExtension(entry.FullName).ToUpperInvariant() is not (".PNG" or ".JPG" or ".JPEG" or ".GIF" or ".BMP" or ".TIF" or ".TIFF" or ".EMF" or ".WMF" or ".SVG" or ".ODTTF" or ".TTF" or ".BIN" or ".WEBP") && !entry.FullName.EndsWith('/');

    private static void Check(XmlReader element)
    {
        if (element.LocalName == "altChunk") throw new FileException("Another file is embedded in the text. Open it in Word, save it again, and choose that.");
        if (element.GetAttribute("ContentType") is { } type && type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)) throw new FileException("The file may hold macros. Save it as .docx, without them.");
    }
}
