using System.Collections.Frozen;
using Microsoft.Extensions.FileProviders;

namespace PlanEditor.Export.Pdf;

/// <summary>All that the printing browser ever gets: the page, the picture on its cover and the site's fonts, from memory, under a host name that nobody can have.</summary>
internal sealed class PrintFiles(IFileProvider wwwroot)
{
    /// <summary>Where the page stands.</summary>
    public const string Address = "http://plan.invalid/";

    /// <summary>Where what stands before the chapters is by itself.</summary>
    public const string Front = $"{Address}front";

    /// <summary>Where the picture on the cover stands, below <see cref="Address"/>.</summary>
    public const string Emblem = "cover.png";

    private readonly Lazy<FrozenDictionary<string, PrintFile>> _fonts = new(() => Read(wwwroot));

    /// <summary>What is answered while one page is printed.</summary>
    /// <param name="page">The page.</param>
    /// <param name="emblem">The picture on its cover; null: there is none.</param>
    public Func<string, PrintFile?> With(string page, byte[]? emblem)
    {
        var file = PrintFile.OfPage(page);
        return address => address == Address ? file : address == $"{Address}{Emblem}" ? emblem is null ? null : new PrintFile("image/png", emblem) : _fonts.Value.GetValueOrDefault(address);
    }

    private static FrozenDictionary<string, PrintFile> Read(IFileProvider wwwroot)
    {
        const string folder = "fonts";
        return wwwroot.GetDirectoryContents(folder).Where(file => TypeOf(file.Name) is not null).ToFrozenDictionary(
            file => $"{Address}{folder}/{file.Name}",
            file =>
            {
                using var stream = file.CreateReadStream();
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                return new PrintFile(TypeOf(file.Name)!, bytes.ToArray());
            });
    }

    private static string? TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".woff2" => "font/woff2",
        _ => null,
    };
}

/// <summary>A file for the printing browser.</summary>
/// <param name="Type">Its media type.</param>
/// <param name="Bytes">What is in it.</param>
internal sealed record PrintFile(string Type, byte[] Bytes)
{
    /// <summary>A page.</summary>
    public static PrintFile OfPage(string html) => new("text/html; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(html));
}
