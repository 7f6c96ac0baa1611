using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace PlanEditor.Hosting;

/// <summary>
/// The key ring, one file for each key, which is whole and on disk before the key is used: after a loss of power a key that is gone would sign everybody out, and half a file would keep
/// all keys from being read.
/// </summary>
internal sealed class KeyFiles(DirectoryInfo directory, ILoggerFactory loggers) : FileSystemXmlRepository(directory, loggers)
{
    public override void StoreElement(XElement element, string friendlyName) => WholeFile.Write(Path.Combine(Directory.FullName, friendlyName + ".xml"), file => element.Save(file));
}
