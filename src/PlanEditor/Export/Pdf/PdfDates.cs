using System.Globalization;
using System.Text;

namespace PlanEditor.Export.Pdf;

/// <summary>The printer writes when it printed; the same plan shall give the same file, so that is put back to when the plan was so.</summary>
internal static class PdfDates
{
    private static readonly byte[][] Names = ["/CreationDate (D:"u8.ToArray(), "/ModDate (D:"u8.ToArray()];

    public static void Set(Span<byte> file, DateTimeOffset at)
    {
        var day = Encoding.ASCII.GetBytes(at.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture));
        foreach (var name in Names)
        {
            // The printer's own words come first or last in the file, and nowhere else do these stand outside a compressed stream.
            var found = file.IndexOf(name);
            if (found >= 0 && found + name.Length + day.Length <= file.Length) day.CopyTo(file[(found + name.Length)..]);
        }
    }
}
