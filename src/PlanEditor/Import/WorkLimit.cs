using System.ComponentModel;
using System.Diagnostics;

namespace PlanEditor.Import;

/// <summary>Ends a process that works for longer than it may. To wait for a processor that others use is no work: a busy server refuses no sound file.</summary>
internal sealed class WorkLimit : IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    private readonly Process _process;
    private readonly TimeSpan _max;
    private readonly Timer _looks;

    public WorkLimit(Process process, TimeSpan max)
    {
        (_process, _max) = (process, max);
        _looks = new Timer(_ => Look(), null, Between, Between);
    }

    /// <summary>Whether it worked for longer.</summary>
    public bool IsReached { get; private set; }

    public void Dispose() => _looks.Dispose();

    private void Look()
    {
        try
        {
            if (_process.TotalProcessorTime <= _max) return;
            IsReached = true;
            _process.Kill();
        }
        catch (Exception problem) when (problem is InvalidOperationException or Win32Exception)
        {
            // It ended by itself just now.
        }
    }
}
