namespace PlanEditor.FaultTests;

/// <summary>Sees from outside when a file of a directory is written.</summary>
internal sealed class DataWatch : IDisposable
{
    private readonly FileSystemWatcher _watcher;
    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left;

    /// <param name="directory">Where the file is, or will be.</param>
    /// <param name="name">Its name.</param>
    /// <param name="times">How often it is written before that is told.</param>
    public DataWatch(string directory, string name, int times = 1)
    {
        _left = times;
        _watcher = new FileSystemWatcher(directory, name) { NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.FileName };
        _watcher.Changed += (_, _) => Count();
        _watcher.Created += (_, _) => Count();
        _watcher.Renamed += (_, _) => _seen.TrySetResult();
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>Until it was written so often, given its name, or is not any more within the time.</summary>
    public async Task SeenAsync(TimeSpan patience) => await Task.WhenAny(_seen.Task, Task.Delay(patience));

    public void Dispose() => _watcher.Dispose();

    private void Count()
    {
        if (Interlocked.Decrement(ref _left) == 0) _seen.TrySetResult();
    }
}
