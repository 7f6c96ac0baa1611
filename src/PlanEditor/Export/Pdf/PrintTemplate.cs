using System.Text;
using PlanEditor.Hosting;

namespace PlanEditor.Export.Pdf;

/// <summary>
/// The administrator's own styles of printed plans: <c>templates/print.css</c> in the data directory, if it is there, behind the built-in sheet. It may change how everything looks and put words on the
/// cover, and loads nothing: the printing browser would be refused whatever it asked for, too.
/// </summary>
public sealed class PrintTemplate : FileTemplate
{
    private static readonly string[] Loading = ["url(", "@import", "image-set(", "src("];

    public PrintTemplate(DataDirectory data)
        : this(DirectoryOf(data))
    {
    }

    internal PrintTemplate(string directory)
        : base(directory, "print.css")
    {
    }

    /// <inheritdoc/>
    public override string Of => "PDF";

    /// <inheritdoc/>
    public override int SizeBytesMax => 64 * 1024;

    /// <summary>The styles; empty when there are none.</summary>
    /// <exception cref="ExportException">They cannot be used.</exception>
    internal string Read()
    {
        if (WhyNot is { } problem) throw new ExportException(problem);
        return Find() is { } file ? File.ReadAllText(file.FullName) : "";
    }

    private protected override string? ProblemInside(Stream file)
    {
        try
        {
            using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
            var sheet = reader.ReadToEnd();
            return sheet.Contains('<', StringComparison.Ordinal) || sheet.Any(unit => char.IsControl(unit) && !char.IsWhiteSpace(unit)) ? "it is no style sheet: it has a sign that stands in none."
                : Array.Find(Loading, word => sheet.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } found ? $"it loads something (“{found}”). Nothing is loaded: take it out."
                : null;
        }
        catch (DecoderFallbackException)
        {
            return "it is no text in UTF-8.";
        }
    }
}
