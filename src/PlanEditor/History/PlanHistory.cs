using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Caching.Memory;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Operations;

namespace PlanEditor.History;

/// <summary>
/// What the log says of a plan's past, for people. Sittings are made stretch by stretch, each from the landmark before it, and kept in memory: what is past does not change. No sitting
/// goes on over the end of a stretch. Where only some of it is wanted, a quick look says which stretches have any.
/// </summary>
public sealed class PlanHistory(PlanReader reader) : IDisposable
{
    /// <summary>How many revisions a stretch has. A landmark begins one.</summary>
    internal const int Stretch = Snapshots.LandmarkEvery / 4;

    private const int LinesKeptMax = 200_000;
    private const int ActsKeptMax = 200_000;
    private const int PlansKeptMax = 500;

    // So that nobody waits for a page whose sittings lie far apart: it is shorter then.
    private const int StretchesMadeMax = 8;

    private readonly MemoryCache _stretches = new(new MemoryCacheOptions { SizeLimit = LinesKeptMax });
    private readonly MemoryCache _acts = new(new MemoryCacheOptions { SizeLimit = ActsKeptMax });
    private readonly ConcurrentDictionary<PlanId, VersionsRead> _versions = new();

    /// <summary>Sittings from the newest on.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="revision">The newest revision.</param>
    /// <param name="document">The plan at that revision.</param>
    /// <param name="filter">What to show.</param>
    /// <param name="before">Only those whose last change is before this revision; null: from the newest on.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<HistoryPage> PageAsync(PlanId plan, long revision, Document document, HistoryFilter filter, long? before, int count, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<Sitting>();
        var parts = filter.PartsOf(document);
        var last = Math.Min(revision, (before ?? long.MaxValue) - 1);
        var made = 0;
        for (var stretch = last < 1 ? -1 : (last - 1) / Stretch; stretch >= 0; stretch--)
        {
            var sittings = Kept(plan, stretch, revision);
            if (sittings is null && filter != HistoryFilter.None && !filter.AsksFor(await ActsAsync(plan, stretch, revision, cancellation), parts)) continue;
            if (sittings is null && made++ >= StretchesMadeMax && found.Count > 0) return new HistoryPage(found.ToImmutable(), ((stretch + 1) * Stretch) + 1);
            foreach (var sitting in filter.Of(sittings ?? await StretchAsync(plan, stretch, revision, cancellation), parts).Where(sitting => sitting.Last <= last))
            {
                if (found.Count == count) return new HistoryPage(found.ToImmutable(), found[^1].Last);
                found.Add(sitting);
            }
        }

        return new HistoryPage(found.ToImmutable(), null);
    }

    /// <summary>The sitting that a change belongs to, or null.</summary>
    public async Task<Sitting?> FindAsync(PlanId plan, long revision, long change, CancellationToken cancellation)
    {
        if (change < 1 || change > revision) return null;
        UserId? author = null;
        await foreach (var one in reader.ChangesAsync(plan, change - 1, change, null, cancellation)) author = one.Author;
        var sittings = await StretchAsync(plan, (change - 1) / Stretch, revision, cancellation);
        return sittings.FirstOrDefault(sitting => sitting.Author == author && sitting.First <= change && change <= sitting.Last);
    }

    /// <summary>Everybody who ever changed the plan.</summary>
    public Task<IReadOnlyList<UserId>> AuthorsAsync(PlanId plan, CancellationToken cancellation) => reader.AuthorsAsync(plan, cancellation);

    /// <summary>When a revision was made; null for the beginning.</summary>
    public async Task<DateTimeOffset?> TimeAsync(PlanId plan, long revision, CancellationToken cancellation)
    {
        DateTimeOffset? at = null;
        await foreach (var change in reader.ChangesAsync(plan, revision - 1, revision, null, cancellation)) at = change.At;
        return at;
    }

    /// <summary>The plan at a revision.</summary>
    public Task<Document> AtAsync(PlanId plan, long revision, CancellationToken cancellation) => reader.AtAsync(plan, revision, cancellation);

    /// <summary>The versions that have names, given by people or by the steps of the review, the newest first.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="revision">The newest revision.</param>
    /// <param name="document">The plan at that revision.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<ImmutableArray<NamedVersion>> VersionsAsync(PlanId plan, long revision, Document document, CancellationToken cancellation)
    {
        var known = _versions.GetValueOrDefault(plan, VersionsRead.None);
        if (known.Versions.Count(version => !version.ByStep) >= document.Versions.Count && known.LastStep >= document.Standing.Since.Revision) return known.Versions;
        var changes = new List<CommittedChange>();
        foreach (var name in new[] { NameVersion.OperationName, ChangeState.OperationName })
            changes.AddRange(await reader.ChangesAsync(plan, known.Revision, revision, name, cancellation).ToListAsync(cancellation));
        known = changes.DistinctBy(change => change.Revision).OrderBy(change => change.Revision).Aggregate(known, (all, change) => all.With(change)) with { Revision = revision };
        if (_versions.Count >= PlansKeptMax) _versions.Clear();
        _versions[plan] = known;
        return known.Versions;
    }

    /// <summary>The warnings that were confirmed with the step of the review that made a revision.</summary>
    public async Task<ImmutableArray<string>> ConfirmedAsync(PlanId plan, long revision, CancellationToken cancellation)
    {
        var changes = await reader.ChangesAsync(plan, revision - 1, revision, ChangeState.OperationName, cancellation).ToListAsync(cancellation);
        return [.. changes.SelectMany(change => change.Operations).OfType<ChangeState>().SelectMany(step => step.Confirmed)];
    }

    /// <summary>Who wrote which characters of a text.</summary>
    public async Task<TextAuthorship> AuthorshipAsync(PlanId plan, long revision, NodeId node, string field, CancellationToken cancellation)
    {
        var authorship = new TextAuthorship(node, field);
        await foreach (var change in reader.ChangesAsync(plan, 0, revision, node.ToString(), cancellation)) authorship.Add(change);
        return authorship;
    }

    /// <summary>What taking back a sitting, or one line of it, comes to.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="revision">The newest revision, for which it is made.</param>
    /// <param name="author">Whose changes.</param>
    /// <param name="first">The revision of the first.</param>
    /// <param name="last">The revision of the last.</param>
    /// <param name="target">Only what they did to this; null: all that they did.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<TakeBackPlan> TakeBackAsync(PlanId plan, long revision, UserId author, long first, long last, OperationTarget? target, CancellationToken cancellation)
    {
        var takeBack = new TakeBack(await reader.AtAsync(plan, first - 1, cancellation));
        await foreach (var change in reader.ChangesAsync(plan, first - 1, revision, null, cancellation))
        {
            var chosen = change.Author == author && change.Revision <= last;
            takeBack.Add(change, operation => chosen && (target is null || operation.Target == target));
        }

        return takeBack.End();
    }

    public void Dispose()
    {
        _stretches.Dispose();
        _acts.Dispose();
    }

    private ImmutableArray<Sitting>? Kept(PlanId plan, long stretch, long revision) =>
        _stretches.TryGetValue((plan, stretch), out (long UpTo, ImmutableArray<Sitting> Sittings) kept) && kept.UpTo == EndOf(stretch, revision) ? kept.Sittings : null;

    private async Task<ImmutableArray<Sitting>> StretchAsync(PlanId plan, long stretch, long revision, CancellationToken cancellation)
    {
        if (Kept(plan, stretch, revision) is { } kept) return kept;
        var (after, upTo) = (stretch * Stretch, EndOf(stretch, revision));
        var fold = new SittingFold(await reader.AtAsync(plan, after, cancellation));
        await foreach (var change in reader.ChangesAsync(plan, after, upTo, null, cancellation)) fold.Add(change);
        var sittings = fold.End();
        _stretches.Set((plan, stretch), (upTo, sittings), new MemoryCacheEntryOptions { Size = sittings.Sum(sitting => sitting.Lines.Sum(line => line.Acts.Length + 1) + 1) + 1, SlidingExpiration = TimeSpan.FromMinutes(30) });
        return sittings;
    }

    private async Task<IReadOnlySet<ActOnPart>> ActsAsync(PlanId plan, long stretch, long revision, CancellationToken cancellation)
    {
        var upTo = EndOf(stretch, revision);
        if (_acts.TryGetValue((plan, stretch), out (long UpTo, IReadOnlySet<ActOnPart> Acts) kept) && kept.UpTo == upTo) return kept.Acts;
        var acts = await reader.ActsAsync(plan, stretch * Stretch, upTo, cancellation);
        _acts.Set((plan, stretch), (upTo, acts), new MemoryCacheEntryOptions { Size = acts.Count + 1, SlidingExpiration = TimeSpan.FromMinutes(30) });
        return acts;
    }

    private static long EndOf(long stretch, long revision) => Math.Min(revision, (stretch + 1) * Stretch);
}
