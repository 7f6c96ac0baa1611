using Microsoft.Extensions.Caching.Memory;
using PlanModel;

namespace PlanEditor.History;

/// <summary>
/// What is read from the logs of plans once for all who ask: it is kept for a while after the last of them, and one at a time reads on in a plan while the others
/// wait for what that one brings.
/// </summary>
/// <typeparam name="T">What is kept of a plan. Immutable.</typeparam>
internal sealed class ReadOnce<T> : IDisposable where T : class
{
    private const int PlansKeptMax = 200;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);

    private readonly Lock _gate = new();
    private readonly MemoryCache _plans = new(new MemoryCacheOptions { SizeLimit = PlansKeptMax });

    /// <summary>What is kept of a plan, read on when that is not enough.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="isEnough">Whether what is kept is enough.</param>
    /// <param name="readOn">Brings further what is kept; null: nothing is.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<T> GetAsync(PlanId plan, Func<T, bool> isEnough, Func<T?, Task<T>> readOn, CancellationToken cancellation)
    {
        var entry = EntryOf(plan);
        if (entry.Value is { } there && isEnough(there)) return there;
        await entry.Gate.WaitAsync(cancellation);
        try
        {
            return entry.Value is { } read && isEnough(read) ? read : entry.Value = await readOn(entry.Value);
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    public void Dispose() => _plans.Dispose();

    private Entry EntryOf(PlanId plan)
    {
        lock (_gate)
        {
            return _plans.GetOrCreate(plan, static kept =>
            {
                kept.SetSize(1).SetSlidingExpiration(Kept);
                return new Entry();
            })!;
        }
    }

    private sealed class Entry
    {
        private volatile T? _value;

        // Never disposed, as it holds nothing: whoever waits may do so longer than the entry is kept.
        public SemaphoreSlim Gate { get; } = new(1);

        public T? Value
        {
            get => _value;
            set => _value = value;
        }
    }
}
