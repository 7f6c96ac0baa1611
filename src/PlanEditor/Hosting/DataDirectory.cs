using Microsoft.Extensions.Options;

namespace PlanEditor.Hosting;

/// <summary>Where everything that must survive is kept.</summary>
public sealed class DataDirectory(IOptions<SiteOptions> site, IHostEnvironment environment)
{
    /// <summary>The directory, as an absolute path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(site.Value.Data, environment.ContentRootPath);

    /// <summary>A directory inside it, created when missing; on Unix for the server's own user only.</summary>
    public DirectoryInfo Subdirectory(string name) => Create(System.IO.Path.Combine(Path, name));

    /// <summary>A file inside it; the directory is created when missing.</summary>
    public string File(string name) => System.IO.Path.Combine(Create(Path).FullName, name);

    internal static DirectoryInfo Create(string path) =>
        OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
