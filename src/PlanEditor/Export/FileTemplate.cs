using PlanEditor.Hosting;

namespace PlanEditor.Export;

/// <summary>
/// A file of the administrator in <c>templates</c> of the data directory that takes the place of something built in, if it is there. It is looked for whenever a file is made, so a new one needs no restart.
/// </summary>
/// <param name="directory">Where it is.</param>
/// <param name="names">What it may be called; the first is its name when it comes by a page.</param>
public abstract class FileTemplate(string directory, params string[] names)
{
    private (string Path, DateTime Written, long Size, string? Problem)? _looked;

    /// <summary>The directory of all templates.</summary>
    public static string DirectoryOf(DataDirectory data) => Path.Combine(data.Path, "templates");

    /// <summary>What it is called.</summary>
    public string Name => names[0];

    /// <summary>Of which files it is the template: "Word".</summary>
    public abstract string Of { get; }

    /// <summary>How large it may be.</summary>
    public abstract int SizeBytesMax { get; }

    /// <summary>Why the template cannot be used, in words; null when it can, or when there is none.</summary>
    public string? WhyNot
    {
        get
        {
            if (Find() is not { } file) return null;
            if (_looked is { } known && (known.Path, known.Written, known.Size) == (file.FullName, file.LastWriteTimeUtc, file.Length)) return known.Problem;
            try
            {
                using var stream = file.OpenRead();
                var problem = Problem(stream) is { } found ? $"The template {file.Name} cannot be used: {found}" : null;
                _looked = (file.FullName, file.LastWriteTimeUtc, file.Length, problem);
                return problem;
            }
            catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
            {
                return Find() is null ? null : $"The template {file.Name} cannot be read. Let the server's user read it.";
            }
        }
    }

    /// <summary>The file; null: there is none, and what is built in is used.</summary>
    public FileInfo? Find() => names.Select(name => new FileInfo(Path.Combine(directory, name))).FirstOrDefault(file => file.Exists);

    /// <summary>Why a file cannot be the template, in words that follow a colon; null when it can.</summary>
    public string? Problem(Stream file) => file.Length > SizeBytesMax ? $"it is larger than {(SizeBytesMax < 1024 * 1024 ? $"{SizeBytesMax / 1024} KB" : $"{SizeBytesMax / 1024 / 1024} MB")}." : ProblemInside(file);

    /// <summary>Puts a file in its place that can be it.</summary>
    public void Replace(byte[] file)
    {
        DataDirectory.Create(directory);
        WholeFile.Write(Path.Combine(directory, Name), to => to.Write(file), overwrite: true);
        foreach (var name in names[1..]) File.Delete(Path.Combine(directory, name));
    }

    /// <summary>Takes it away, so that what is built in is used again.</summary>
    public void Restore()
    {
        while (Find() is { } file) file.Delete();
    }

    private protected abstract string? ProblemInside(Stream file);
}
