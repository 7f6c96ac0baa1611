namespace PlanEditor.FaultTests;

/// <summary>
/// What a disk holds after a loss of power: what was synced before, and of the rest nothing or, as disks also have it, any part: each write whole, in part or not at all.
/// </summary>
/// <remarks>
/// A sync counts when it has ended, and for what had been asked before it began. Syncing a file makes its name lasting too, as on Linux's file systems; other names last when their directory
/// is synced, and those that do not are lost from the newest on. Directories last. SQLite's shared memory is left out: whoever opens first makes it anew.
/// </remarks>
internal sealed class UnsyncedDisk
{
    private const string SharedMemory = "-shm";
    private const int SectorBytes = 512;

    private readonly string _directory;
    private readonly Dictionary<string, Held> _names = [];
    private readonly Dictionary<string, Held> _lastingNames = [];
    private readonly List<Renaming> _renamings = [];

    /// <summary>The disk as it is now, with all on it synced.</summary>
    public UnsyncedDisk(string directory)
    {
        _directory = directory;
        foreach (var path in Paths()) _names[path] = _lastingNames[path] = new Held(File.ReadAllBytes(path));
    }

    /// <summary>How many writes no sync was there for.</summary>
    public int Unsynced => _names.Values.Union(_lastingNames.Values).Sum(held => held.Writes.Count);

    public void Create(string path)
    {
        if (Keeps(path) && !_names.ContainsKey(path)) Rename(path, new Held([]));
    }

    public void Write(string path, long? at, byte[] bytes)
    {
        if (Find(path) is { } held) held.Add(new Asked(at ?? held.Seen.Length, bytes));
    }

    public void Truncate(string path, long length)
    {
        if (Find(path) is { } held && held.Seen.Length != length) held.Add(new Asked(length, null));
    }

    public void Link(string from, string to)
    {
        if (Find(from) is { } held) Rename(to, held);
    }

    public void Move(string from, string to)
    {
        Link(from, to);
        Remove(from);
    }

    public void Remove(string path)
    {
        if (Find(path) is { } held) Rename(path, null, held);
    }

    /// <summary>A sync begins, of a file or a directory.</summary>
    /// <returns>What holds once it has ended.</returns>
    public Action Sync(string path)
    {
        var held = Find(path);
        var writes = held?.Writes.ToList() ?? [];
        // Names are kept in the order in which they were given.
        var renamings = _renamings[..(1 + _renamings.FindLastIndex(one => one.Of == held || Path.GetDirectoryName(one.Path) == path))];
        return () =>
        {
            foreach (var write in writes)
                if (held!.Writes.Remove(write)) write.Do(held.Lasting);
            foreach (var renaming in renamings)
                if (_renamings.Remove(renaming)) renaming.Do(_lastingNames);
        };
    }

    /// <summary>Whether everything was heard of: what was made of the disk must be what is there.</summary>
    /// <returns>Everything that is wrong.</returns>
    public IEnumerable<string> Compare() =>
        from path in Paths().Union(_names.Keys)
        where !File.Exists(path) || Find(path) is not { } held || !File.ReadAllBytes(path).AsSpan().SequenceEqual(held.Seen.GetBuffer().AsSpan(0, (int)held.Seen.Length))
        select $"{path} is not what the trace made of it";

    /// <summary>Puts what the disk holds after a loss of power into the directory.</summary>
    /// <param name="random">Which of what was not synced is there all the same; null for none.</param>
    public void CutPower(Random? random)
    {
        foreach (var path in Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories)) File.Delete(path);
        foreach (var renaming in _renamings.Take(random?.Next(_renamings.Count + 1) ?? 0)) renaming.Do(_lastingNames);
        foreach (var (path, held) in _lastingNames)
        {
            if (random is not null)
                foreach (var write in held.Writes) write.Fate(random)?.Do(held.Lasting);
            File.WriteAllBytes(path, held.Lasting.ToArray());
        }
    }

    private static bool Keeps(string path) => !path.EndsWith(SharedMemory, StringComparison.Ordinal);

    private IEnumerable<string> Paths() => Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories).Where(Keeps);

    private Held? Find(string path) => _names.GetValueOrDefault(path);

    private void Rename(string path, Held? to, Held? of = null)
    {
        var renaming = new Renaming(path, to, of ?? to!);
        _renamings.Add(renaming);
        renaming.Do(_names);
    }

    /// <summary>A file: what lasts of it, what its readers see, and what was asked for since the one was the other.</summary>
    private sealed class Held
    {
        public Held(byte[] bytes)
        {
            Lasting.Write(bytes);
            Seen.Write(bytes);
        }

        public MemoryStream Lasting { get; } = new();

        public MemoryStream Seen { get; } = new();

        public List<Asked> Writes { get; } = [];

        public void Add(Asked write)
        {
            Writes.Add(write);
            write.Do(Seen);
        }
    }

    /// <summary>Bytes to write at a place; without bytes the place is the new end.</summary>
    private sealed class Asked(long at, byte[]? bytes)
    {
        public void Do(MemoryStream file)
        {
            if (bytes is null) file.SetLength(at);
            else
            {
                file.Position = at;
                file.Write(bytes);
            }
        }

        /// <summary>What becomes of it without a sync: all, its first sectors, or nothing.</summary>
        public Asked? Fate(Random random) => random.Next(3) switch
        {
            0 => null,
            1 when bytes is not null => new Asked(at, bytes[..(random.Next((bytes.Length / SectorBytes) + 1) * SectorBytes)]),
            _ => this,
        };
    }

    /// <summary>A name that comes to mean a file, or none any more.</summary>
    private sealed record Renaming(string Path, Held? To, Held Of)
    {
        public void Do(Dictionary<string, Held> names)
        {
            if (To is null) names.Remove(Path);
            else names[Path] = To;
        }
    }
}
