using System.Collections.Immutable;
using System.Threading.Channels;
using PlanEditor.Collaboration;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanModel.Workflow;

namespace PlanEditor.Components.Plans;

/// <summary>
/// The plans that somebody may see, as they stand. Follows them while the page is open: at most one refresh a second, however much is typed. The order is decided
/// once, when the page opens; a plan that comes later stands at the end.
/// </summary>
public sealed partial class PlanBoard(Storage.Plans plans, PlanRooms rooms, ChangeLog log, Actors actors, TimeProvider time, ILogger<PlanBoard> logger)
{
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromMinutes(1);

    /// <summary>Opens the board. To be closed by disposing of what is returned.</summary>
    public async Task<Following> OpenAsync(Actor actor, CancellationToken cancellation)
    {
        var following = new Following(this, actor);
        await following.RefreshAsync(cancellation);
        return following;
    }

    /// <summary>A board that somebody looks at.</summary>
    public sealed class Following(PlanBoard board, Actor actor) : IDisposable
    {
        private readonly Dictionary<string, PlanWatch> _watched = [];
        private readonly List<string> _order = [];
        private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        private readonly CancellationTokenSource _end = new();

        /// <summary>Who looks, with the rights of this moment.</summary>
        public Actor Actor { get; set; } = actor;

        /// <summary>The plans that this person may see, in the order of the page.</summary>
        public ImmutableArray<PlanSummary> Plans { get; private set; } = [];

        /// <summary>The plans that this person would see but that cannot be served now.</summary>
        public ImmutableArray<PlanRow> Unavailable { get; private set; } = [];

        /// <summary>Whether the person's own country has a plan, begun or not.</summary>
        public bool OwnExists { get; private set; }

        /// <summary>Calls back after each refresh, until disposed.</summary>
        public async Task FollowAsync(Func<Task> refreshed)
        {
            try
            {
                while (true)
                {
                    await WaitForNewsAsync();
                    await Task.Delay(AtMostEvery, board.Time, _end.Token);
                    _news.Reader.TryRead(out _);
                    await RefreshAsync(_end.Token);
                    await refreshed();
                }
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                // The page was closed.
            }
        }

        public void Dispose()
        {
            if (_end.IsCancellationRequested) return;
            _end.Cancel();
            foreach (var watch in _watched.Values) watch.Dispose();
            _watched.Clear();
        }

        internal async Task RefreshAsync(CancellationToken cancellation)
        {
            var shown = new Dictionary<string, PlanSummary>();
            var unavailable = ImmutableArray.CreateBuilder<PlanRow>();
            var rows = await board.ListAsync(cancellation);
            foreach (var row in rows)
            {
                try
                {
                    if (await SumUpAsync(row.Slug, cancellation) is { } summary && Policy.Refuse(Actor, summary.Facts, PlanAct.Read) is null) shown.Add(row.Slug, summary);
                }
                catch (RoomUnavailableException problem)
                {
                    Log.Unavailable(board.Logger, row.Slug, problem);
                    if (row.Country == Actor.Country || Actor.Role == Role.Reviewer) unavailable.Add(row);
                }
            }

            _order.AddRange(shown.Values.Where(summary => !_order.Contains(summary.Plan.Slug)).OrderBy(summary => HomeWords.Rank(summary, Actor)).ThenBy(HomeWords.Country, StringComparer.Ordinal).Select(summary => summary.Plan.Slug));
            Plans = [.. _order.Where(shown.ContainsKey).Select(slug => shown[slug])];
            Unavailable = unavailable.ToImmutable();
            OwnExists = shown.Values.Any(summary => summary.IsOwnOf(Actor)) || Unavailable.Any(row => row.Country == Actor.Country);
        }

        private async Task<PlanSummary?> SumUpAsync(string slug, CancellationToken cancellation)
        {
            if (_watched.TryGetValue(slug, out var watch) && watch.HasEnded)
            {
                _watched.Remove(slug);
                watch.Dispose();
                watch = null;
            }

            watch ??= await board.WatchAsync(slug, () => _news.Writer.TryWrite(true), cancellation);
            if (watch is null) return null;
            _watched[slug] = watch;
            return await watch.SumUpAsync(cancellation);
        }

        private async Task WaitForNewsAsync()
        {
            using var minute = new CancellationTokenSource(AtLeastEvery, board.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(minute.Token, _end.Token);
            try
            {
                await _news.Reader.WaitToReadAsync(either.Token);
            }
            catch (OperationCanceledException) when (!_end.IsCancellationRequested)
            {
                // Nothing happened; but "40 minutes ago" has become 41.
            }
        }
    }

    private TimeProvider Time => time;

    private ILogger Logger => logger;

    private Task<IReadOnlyList<PlanRow>> ListAsync(CancellationToken cancellation) => plans.ListAsync(cancellation);

    private Task<PlanWatch?> WatchAsync(string slug, Action onNews, CancellationToken cancellation) => PlanWatch.OpenAsync(slug, rooms, log, actors, onNews, cancellation);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Plan {Plan} is not on the board: it cannot be opened")]
        public static partial void Unavailable(ILogger logger, string plan, Exception problem);
    }
}
