namespace PlanEditor.Collaboration;

/// <summary>Ends a subscription when disposed.</summary>
internal sealed class Unsubscribe(Action end) : IDisposable
{
    private Action? _end = end;

    public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
}
