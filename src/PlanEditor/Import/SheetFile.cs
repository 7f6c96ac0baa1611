namespace PlanEditor.Import;

/// <summary>Reads a sheet from a file, by what the file is and not by how it is called. Run in a process of its own: <see cref="FileProcess"/>.</summary>
public static class SheetFile
{
    /// <exception cref="FileException">It cannot be read.</exception>
    public static Sheet Read(byte[] file)
    {
        if (file.Length > SheetLimits.FileSizeBytesMax) throw TooLarge;
        if (file is [0xD0, 0xCF, 0x11, 0xE0, ..]) throw new FileException("This is a workbook of an old kind (.xls), or one with a password. Save it as .xlsx without a password.");
        return file is [(byte)'P', (byte)'K', ..] ? XlsxSheet.Read(file) : CsvSheet.Read(file);
    }

    public static FileException TooLarge => new($"The file is larger than {SheetLimits.FileSizeBytesMax / 1024 / 1024} MB. Split it, or take out pictures and sheets that are not needed.");
}
