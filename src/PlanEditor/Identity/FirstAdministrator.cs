using System.Text;
using PlanEditor.Hosting;

namespace PlanEditor.Identity;

/// <summary>The link for the first administrator: a file that only the server's user can read. What a server prints ends in logs, which are kept and read by others.</summary>
public sealed class FirstAdministrator(DataDirectory data)
{
    private const string FileName = "first-administrator.txt";

    /// <summary>Where it is.</summary>
    public string Path => data.File(FileName);

    /// <summary>Keeps the link, in the place of one before.</summary>
    public void Keep(string link) => WholeFile.Write(Path, file => file.Write(Encoding.UTF8.GetBytes(link + "\n")), overwrite: true);

    /// <summary>Drops the link: there is an administrator.</summary>
    public void Drop() => File.Delete(Path);
}
