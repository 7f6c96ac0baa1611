using System.Runtime.InteropServices;

namespace PlanEditor.Identity;

/// <summary>One try at a password at a time for each email address, so that each is counted before the next is compared: who tries in parallel has no more tries than others.</summary>
public sealed class PasswordTries
{
    private const int WaitingMax = 10;

    private readonly Lock _counting = new();
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);

    /// <summary>How many wait for their turn.</summary>
    internal int Waiting
    {
        get
        {
            lock (_counting) return _lines.Values.Sum(line => line.Count - 1);
        }
    }

    /// <summary>Waits for a turn, which ends when it is disposed.</summary>
    /// <param name="email">The address as it is looked up, whether anybody has it or not.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Null: too many wait already.</returns>
    public async Task<IDisposable?> TakeAsync(string email, CancellationToken cancellation)
    {
        Line line;
        lock (_counting)
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_lines, email, out _);
            line = known ??= new Line();
            if (line.Count > WaitingMax) return null;
            line.Count++;
        }

        try
        {
            await line.Turn.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            Leave(email, line);
            throw;
        }

        return new Taken(this, email, line);
    }

    private void Leave(string email, Line line)
    {
        lock (_counting)
        {
            if (--line.Count == 0) _lines.Remove(email);
        }
    }

    // Holds nothing that has to be disposed, as nobody asks for its handle.
    private sealed class Line
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public int Count { get; set; }
    }

    private sealed class Taken(PasswordTries tries, string email, Line line) : IDisposable
    {
        public void Dispose()
        {
            line.Turn.Release();
            tries.Leave(email, line);
        }
    }
}
