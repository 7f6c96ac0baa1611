namespace PlanEditor.Collaboration;

/// <summary>Keeps a room open until disposed.</summary>
public sealed class RoomLease : IDisposable
{
    private Action? _end;

    internal RoomLease(PlanRoom room, Action end) => (Room, _end) = (room, end);

    /// <summary>The room. It may stop all the same; <see cref="PlanRoom.Stopped"/> tells.</summary>
    public PlanRoom Room { get; }

    public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
}
