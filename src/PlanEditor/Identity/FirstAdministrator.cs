using System.Net;
using System.Text;
using PlanEditor.Hosting;

namespace PlanEditor.Identity;

/// <summary>The link for the first administrator: a file that only the server's user can read. What a server prints ends in logs, which are kept and read by others.</summary>
public sealed class FirstAdministrator(DataDirectory data)
{
    private const string FileName = "first-administrator.txt";

    private const string FurtherName = "new-administrator.txt";

    /// <summary>Where it is.</summary>
    public string Path => data.File(FileName);

    /// <summary>With what the link begins: the address that the site was given, or, where that is only this machine's, the one at which it listens.</summary>
    internal static string SiteOf(Uri site, string? listening)
    {
        if (!site.IsLoopback || listening is null || BindingAddress.Parse(listening) is not { IsUnixPipe: false, IsNamedPipe: false } bound) return site.AbsoluteUri.TrimEnd('/');
        // All addresses of the machine are none that a browser opens.
        var isAny = bound.Host is "*" or "+" || (IPAddress.TryParse(bound.Host, out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)));
        return $"{bound.Scheme}://{(isAny ? "localhost" : bound.Host)}:{bound.Port}";
    }

    /// <summary>Keeps the link, in the place of one before.</summary>
    public void Keep(string link) => Keep(Path, link);

    /// <summary>Keeps the link for one more administrator.</summary>
    /// <returns>Where it is.</returns>
    public string KeepFurther(string link)
    {
        var path = data.File(FurtherName);
        Keep(path, link);
        return path;
    }

    /// <summary>Drops the link: there is an administrator.</summary>
    public void Drop() => File.Delete(Path);

    /// <summary>Drops the link for one more administrator: it was used, or is too old.</summary>
    public void DropFurther() => File.Delete(data.File(FurtherName));

    private static void Keep(string path, string link) => WholeFile.Write(path, file => file.Write(Encoding.UTF8.GetBytes(link + "\n")), overwrite: true);
}
