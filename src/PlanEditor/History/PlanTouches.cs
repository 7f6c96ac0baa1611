using Microsoft.Extensions.Caching.Memory;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.History;

namespace PlanEditor.History;

/// <summary>Who changed the parts and fields of plans last, read from the log once for all who look.</summary>
public sealed class PlanTouches(PlanReader reader) : IDisposable
{
    private const int PlansKeptMax = 200;

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = PlansKeptMax });

    /// <summary>What changed last after a revision, or after an earlier one, up to another at least.</summary>
    public async Task<LastTouches> ReadAsync(PlanId plan, long after, long revision, CancellationToken cancellation)
    {
        var kept = _kept.Get<LastTouches>(plan);
        if (kept is not null && kept.After <= after && kept.Revision >= revision) return kept;
        var touches = kept ?? LastTouches.From(revision);
        if (after < touches.After) touches = touches.Behind(await ReadAsync(plan, LastTouches.From(after), touches.After, cancellation));
        if (touches.Revision < revision) touches = await ReadAsync(plan, touches, revision, cancellation);
        _kept.Set(plan, touches, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(30) });
        return touches;
    }

    public void Dispose() => _kept.Dispose();

    private async Task<LastTouches> ReadAsync(PlanId plan, LastTouches before, long upTo, CancellationToken cancellation) =>
        before.With(await reader.ChangesAsync(plan, before.Revision, upTo, null, cancellation).ToListAsync(cancellation));
}
