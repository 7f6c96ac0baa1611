using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanEditor.Components.Editor;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Collaboration;

/// <summary>A room, when what it is sent was made long ago, and what it keeps of the past.</summary>
public sealed class RoomUnderOldChanges : IAsyncLifetime
{
    private static readonly NodeId Chapter = new(5);
    private readonly SlowLog _log = new();
    private readonly UserId _late = new(Guid.NewGuid());
    private readonly UserId _other = new(Guid.NewGuid());
    private readonly ManualTime _time = new();
    private readonly List<long> _snapshots = [];
    private readonly PlanRoom _room;

    public RoomUnderOldChanges()
    {
        var document = Document.Empty(TestSchema.Schema);
        Keep(new InsertNode(Chapter, "chapter", NodeId.Root, null, ImmutableSortedDictionary.Create<string, FieldValue>(StringComparer.Ordinal)));
        for (var at = 0; at < 300; at++) Keep(Type("x", at));
        _room = new PlanRoom(
            new PlanInfo(new PlanId(Guid.NewGuid()), "old", "NP", "test"),
            new RoomState(_log.Changes.Count, document),
            _log,
            user => ValueTask.FromResult<Actor?>(new Actor(user, Role.PlanLead, "NP")),
            state =>
            {
                lock (_snapshots) _snapshots.Add(state.Revision);
                return Task.CompletedTask;
            },
            _time,
            TaskScheduler.Default,
            NullLogger.Instance);

        void Keep(Operation operation)
        {
            _log.Keep(new CommittedChange(_log.Changes.Count + 1, new ChangeId(Guid.NewGuid()), _other, new SessionId(Guid.NewGuid()), default, [operation]));
            document = operation.Apply(document);
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _log.Read();
        await _room.DisposeAsync();
    }

    [Fact]
    public async Task What_one_person_made_long_ago_keeps_nobody_else_waiting()
    {
        var old = Enumerable.Range(0, 3).Select(_ => SubmitAsync(_late, 1)).ToArray();
        var someone = SubmitAsync(new UserId(Guid.NewGuid()), 1);
        await _log.ReadingAsync(2);
        Assert.Equal(302, Assert.Single((await SubmitAsync(_other, 301)).Accepted).Revision);
        Assert.Equal(2, _log.MostAtOnce);
        Assert.DoesNotContain(old.Append(someone), one => one.IsCompleted);

        _log.Read();
        foreach (var answer in await Task.WhenAll(old.Append(someone))) Assert.Null(answer.Refusal);
        Assert.Equal(2, _log.MostAtOnce);
    }

    [Fact]
    public async Task Who_goes_away_is_not_caught_up_with_any_further_and_leaves_the_place_to_others()
    {
        using var gone = new CancellationTokenSource();
        var left = SubmitAsync(_late, 1, gone.Token);
        await _log.ReadingAsync(1);
        var next = SubmitAsync(_late, 1);
        await gone.CancelAsync();
        _log.Read();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Assert.Equal(302, Assert.Single((await next).Accepted).Revision);
    }

    [Fact]
    public async Task What_pages_worked_out_for_a_revision_goes_when_the_plan_went_on()
    {
        var marks = MarksOfNow();
        await SubmitAsync(_other, 301);
        await SubmitAsync(_other, 302);
        var patience = Task.Delay(TimeSpan.FromSeconds(20));
        while (marks.IsAlive)
        {
            Assert.False(patience.IsCompleted, "what was worked out for an old revision is kept");
            await Task.Yield();
            GC.Collect();
        }
    }

    [Fact]
    public async Task Snapshots_do_not_come_so_often_that_they_hold_up_the_log()
    {
        await WriteAsync(300);
        Assert.Equal(new long[] { 601 }, await KeptAsync(1));
        await WriteAsync(900);
        Assert.Equal([601], Kept());
        _time.Pass(TimeSpan.FromSeconds(11));
        await WriteAsync(1);
        Assert.Equal(new long[] { 601, 1502 }, await KeptAsync(2));

        async Task WriteAsync(int count)
        {
            for (var left = count; left > 0; left--) await SubmitAsync(_other, _room.Durable.Revision);
        }

        async Task<long[]> KeptAsync(int count)
        {
            var patience = Task.Delay(TimeSpan.FromSeconds(20));
            while (Kept().Length < count)
            {
                Assert.False(patience.IsCompleted, $"{Kept().Length} snapshots instead of {count}");
                await Task.Yield();
            }

            return Kept();
        }

        long[] Kept()
        {
            lock (_snapshots) return [.. _snapshots];
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference MarksOfNow() => new(PlanMarks.Of(_room.Durable.Document));

    private Task<SubmitAnswer> SubmitAsync(UserId by, long at, CancellationToken cancellation = default) =>
        _room.SubmitAsync(new Submission(by, new SessionId(Guid.NewGuid()), at, [new Change(new ChangeId(Guid.NewGuid()), [Type("y", (int)at - 1)])]), cancellation);

    private static EditText Type(string text, int length) => new(Chapter, "body", TextChangeSet.Of(length, (0, 0, text)));

    /// <summary>A log that is read only when the test says so.</summary>
    private sealed class SlowLog : IPlanLog
    {
        private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _gate = new();
        private int _reading;

        public List<LoggedChange> Changes { get; } = [];

        public int MostAtOnce { get; private set; }

        public void Keep(CommittedChange change) => Changes.Add(new LoggedChange(change, LoggedChange.HashOf(change.Revision - 1, change.Operations)));

        public void Read() => _read.TrySetResult();

        public async Task ReadingAsync(int count)
        {
            var patience = Task.Delay(TimeSpan.FromSeconds(20));
            while (Volatile.Read(ref _reading) < count)
            {
                Assert.False(patience.IsCompleted, $"the log is not read by {count}");
                await Task.Yield();
            }
        }

        public Task AppendAsync(PlanId plan, LoggedChange change)
        {
            lock (_gate) Changes.Add(change);
            return Task.CompletedTask;
        }

        public async Task<IReadOnlyList<LoggedChange>> ReadAsync(PlanId plan, long after, int limit, CancellationToken cancellation)
        {
            lock (_gate) MostAtOnce = Math.Max(MostAtOnce, ++_reading);
            await _read.Task;
            lock (_gate)
            {
                _reading--;
                return [.. Changes.Skip((int)after).Take(limit)];
            }
        }

        public Task<LoggedChange?> FindAsync(PlanId plan, UserId author, ChangeId id, CancellationToken cancellation)
        {
            lock (_gate) return Task.FromResult(Changes.Find(one => one.Change.Author == author && one.Change.Id == id));
        }
    }
}
