using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace PlanEditor.Hosting;

/// <summary>
/// The key ring, one file for each key, which is whole and on disk before the key is used: after a loss of power a key that is gone would sign everybody out, and half a file would keep
/// all keys from being read.
/// </summary>
internal sealed class KeyFiles(DirectoryInfo directory, ILoggerFactory loggers) : FileSystemXmlRepository(directory, loggers)
{
    public override void StoreElement(XElement element, string friendlyName)
    {
        var path = Path.Combine(Directory.FullName, friendlyName + ".xml");
        var unfinished = path + ".unfinished";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(unfinished, options))
        {
            element.Save(file);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path);
        // The name too.
        using var whole = File.OpenHandle(path, access: FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(whole);
    }
}
