using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Threading.Channels;
using PlanEditor.Collaboration;
using PlanEditor.Digests;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Coverage;
using PlanModel.Workflow;

namespace PlanEditor.Components.Plans;

/// <summary>
/// The plans that somebody may see, as they stand. Follows them while the page is open, without opening them: at most one refresh a second, however much is typed. The
/// order is decided once, when the page opens; a plan that comes later stands at the end.
/// </summary>
public sealed class PlanBoard(PlanDigests digests, Actors actors, TimeProvider time)
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
    public sealed class Following : IDisposable
    {
        private readonly PlanBoard _board;
        private readonly IDisposable _digests;
        private readonly List<string> _order = [];
        private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        private readonly CancellationTokenSource _end = new();

        internal Following(PlanBoard board, Actor actor)
        {
            (_board, Actor) = (board, actor);
            _digests = board.Digests.Subscribe(() => _news.Writer.TryWrite(true));
        }

        /// <summary>Who looks, with the rights of this moment.</summary>
        public Actor Actor { get; set; }

        /// <summary>The plans that this person may see, in the order of the page.</summary>
        public ImmutableArray<PlanSummary> Plans { get; private set; } = [];

        /// <summary>What they cover, side by side; null when there is none.</summary>
        public CountriesCoverage? Coverage => Plans.IsEmpty ? null : CountriesCoverage.Of([.. Plans.Select(plan => (plan.Plan.Slug, plan.Coverage.Value))]);

        /// <summary>The names of those who wrote in them of late.</summary>
        public FrozenDictionary<UserId, string> Names { get; private set; } = FrozenDictionary<UserId, string>.Empty;

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
                    await Task.Delay(AtMostEvery, _board.Time, _end.Token);
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
            _digests.Dispose();
        }

        internal async Task RefreshAsync(CancellationToken cancellation)
        {
            Actor = await _board.Actors.NowAsync(Actor, cancellation);
            var (all, unavailable) = await _board.Digests.ListAsync(cancellation);
            var seen = all.Where(plan => plan.Plan.IsPlan && plan.Digest.Revision > 0 && plan.MayRead(Actor)).ToArray();
            Names = await _board.Actors.FindNamesAsync(seen.SelectMany(Writers).ToHashSet(), cancellation);
            var shown = seen.Select(SumUp).ToDictionary(summary => summary.Plan.Slug);
            _order.AddRange(shown.Values.Where(summary => !_order.Contains(summary.Plan.Slug)).OrderBy(summary => HomeWords.Rank(summary, Actor)).ThenBy(HomeWords.Country, StringComparer.Ordinal).Select(summary => summary.Plan.Slug));
            Plans = [.. _order.Where(shown.ContainsKey).Select(slug => shown[slug])];
            Unavailable = [.. unavailable.Where(row => PlanInfo.Of(row).IsPlan && (row.Country == Actor.Country || Actor.Role == Role.Reviewer))];
            OwnExists = shown.Values.Any(summary => summary.IsOwnOf(Actor)) || Unavailable.Any(row => row.Country == Actor.Country);
        }

        private static IEnumerable<UserId> Writers(PlanNow plan) =>
            plan.Digest.Last is { } last ? plan.Digest.Activity.Days.Select(day => day.Author).Append(last.Author) : plan.Digest.Activity.Days.Select(day => day.Author);

        private PlanSummary SumUp(PlanNow plan) => new(
            plan.Plan,
            plan.Facts,
            plan.Digest.Overview,
            plan.Digest.Activity,
            plan.People,
            plan.Digest.Last,
            plan.Digest.Last is { } last ? Names[last.Author] : "")
        {
            Exchange = plan.Digest.Exchange,
            Coverage = plan.Digest.Coverage,
        };

        private async Task WaitForNewsAsync()
        {
            using var minute = new CancellationTokenSource(AtLeastEvery, _board.Time);
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

    private PlanDigests Digests => digests;

    private Actors Actors => actors;
}
