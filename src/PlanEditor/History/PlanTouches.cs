using PlanEditor.Storage;
using PlanModel;
using PlanModel.History;

namespace PlanEditor.History;

/// <summary>Who changed the parts and fields of plans last, read from the log once for all who look.</summary>
public sealed class PlanTouches(PlanReader reader) : IDisposable
{
    private const int Page = 500;

    private readonly ReadOnce<LastTouches> _read = new();

    /// <summary>What changed last after a revision, or after an earlier one, up to another at least.</summary>
    public Task<LastTouches> ReadAsync(PlanId plan, long after, long revision, CancellationToken cancellation)
    {
        return _read.GetAsync(plan, kept => kept.After <= after && kept.Revision >= revision, ReadOnAsync, cancellation);

        async Task<LastTouches> ReadOnAsync(LastTouches? kept)
        {
            var touches = kept ?? LastTouches.From(revision);
            if (after < touches.After) touches = touches.Behind(await ReadAsync(plan, LastTouches.From(after), touches.After, cancellation));
            return touches.Revision < revision ? await ReadAsync(plan, touches, revision, cancellation) : touches;
        }
    }

    public void Dispose() => _read.Dispose();

    // Page by page: of a long history only the last touches are held, never the changes.
    private async Task<LastTouches> ReadAsync(PlanId plan, LastTouches before, long upTo, CancellationToken cancellation)
    {
        await foreach (var page in reader.ChangesAsync(plan, before.Revision, upTo, null, cancellation).Chunk(Page).WithCancellation(cancellation)) before = before.With(page);
        return before;
    }
}
