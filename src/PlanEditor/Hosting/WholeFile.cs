namespace PlanEditor.Hosting;

/// <summary>Files that are there whole or not at all, on disk with their name, and readable for the server's own user only.</summary>
public static class WholeFile
{
    /// <summary>What a file that is not whole yet has behind its name.</summary>
    public const string Unfinished = ".unfinished";

    /// <summary>Writes a file.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="overwrite">Whether to put it in the place of one that is there.</param>
    public static void Write(string path, Action<Stream> write, bool overwrite = false)
    {
        using (var file = Create(path + Unfinished))
        {
            write(file);
            file.Flush(flushToDisk: true);
        }

        Name(path, overwrite);
    }

    /// <summary>Begins a file that is not whole yet.</summary>
    public static FileStream Create(string unfinished)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(unfinished, options);
    }

    /// <summary>Gives a whole file, which is on disk, its name.</summary>
    public static void Name(string path, bool overwrite)
    {
        File.Move(path + Unfinished, path, overwrite);
        // The name too.
        using var whole = File.OpenHandle(path, access: FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(whole);
    }
}
