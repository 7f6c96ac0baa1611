using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using PlanEditor.Import;

namespace PlanEditor.Components.Import;

/// <summary>Takes over a file that somebody chose on a page.</summary>
public static class ChosenFile
{
    /// <summary>Takes all of it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="sizeBytesMax">How large it may be.</param>
    /// <param name="tooLarge">What is said when it is larger.</param>
    /// <param name="cancellation">Ends it, when the page is left.</param>
    /// <exception cref="FileException">It is too large, or did not arrive, in words.</exception>
    public static async Task<byte[]> ReadAsync(IBrowserFile file, int sizeBytesMax, FileException tooLarge, CancellationToken cancellation)
    {
        if (file.Size > sizeBytesMax) throw tooLarge;
        try
        {
            using var content = new MemoryStream();
            await using (var stream = file.OpenReadStream(sizeBytesMax, cancellation)) await stream.CopyToAsync(content, cancellation);
            return content.ToArray();
        }
        catch (Exception problem) when (problem is IOException or TimeoutException or JSException)
        {
            // The line was lost for a minute, or the file was moved or changed on the device meanwhile.
            throw new FileException("The file could not be sent. Choose it again.", problem);
        }
    }
}
