using System.Collections.Concurrent;
using System.Collections.Immutable;
using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Collaboration;

/// <summary>
/// Whole schedules over real rooms and a real log: several clients that follow docs/protocol.md, lines that break, answers that are lost, sends that arrive twice or after the
/// line is gone, undo and redo, rooms that close and open again in between.
/// </summary>
public sealed class RoomLaws : IAsyncLifetime
{
    private readonly List<UserId> _users = [];
    private HubHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await HubHost.StartAsync();
        for (var at = 0; at < 5; at++) _users.Add(await _host.NewUserAsync(Role.PlanLead));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public Task All_copies_end_equal_and_nothing_acknowledged_is_lost_or_doubled() => Laws.HoldAsync(1_000, async random =>
    {
        await using var schedule = await Schedule.StartAsync(_host, _users, random);
        await schedule.RunAsync();
    });

    /// <summary>A client and its line.</summary>
    private sealed class Person(ModelClient client)
    {
        public ModelClient Client => client;

        public ConcurrentQueue<CommittedChange> Inbox { get; } = new();

        public Dictionary<ChangeId, long> Acknowledged { get; } = [];

        public IDisposable? Line { get; set; }

        public Task<SubmitAnswer>? Asked { get; set; }
    }

    private sealed class Schedule : IAsyncDisposable
    {
        private readonly HubHost _host;
        private readonly string _plan;
        private readonly Random _random;
        private readonly List<Person> _people = [];
        private readonly List<Task> _loose = [];
        private RoomLease _lease;

        private Schedule(HubHost host, string plan, RoomLease lease, IReadOnlyList<UserId> users, Random random)
        {
            (_host, _plan, _lease, _random) = (host, plan, lease, random);
            var count = 2 + random.Next(4);
            for (var at = 0; at < count; at++)
                _people.Add(new Person(new ModelClient(new RandomEditor(new Random(random.Next())), Document.Empty(TestSchema.Schema), users[at])));
        }

        private PlanRoom Room => _lease.Room;

        public static async Task<Schedule> StartAsync(HubHost host, IReadOnlyList<UserId> users, Random random)
        {
            var plan = await host.NewPlanAsync();
            return new Schedule(host, plan, (await host.Rooms.OpenAsync(plan, CancellationToken.None))!, users, random);
        }

        public async Task RunAsync()
        {
            var steps = 5 + Math.Min(_random.Next(56), _random.Next(56));
            for (var step = 0; step < steps; step++) await StepAsync(_people[_random.Next(_people.Count)]);
            await SettleAsync();
            var log = await _host.LogOfAsync(_plan);
            Assert.Equal(Enumerable.Range(1, log.Count).Select(at => (long)at), log.Select(one => one.Change.Revision));
            Assert.Equal(log.Count, log.Select(one => (one.Change.Author, one.Change.Id)).Distinct().Count());
            var folded = DocumentJson.ToUtf8(log.Aggregate(Document.Empty(TestSchema.Schema), (document, one) => Change.Apply(document, one.Change.Operations)));
            Assert.Equal(folded, DocumentJson.ToUtf8(Room.Durable.Document));
            foreach (var person in _people)
            {
                Assert.Equal(folded, DocumentJson.ToUtf8(person.Client.Confirmed));
                foreach (var (id, revision) in person.Acknowledged) Assert.Equal((person.Client.Actor.User, id), (log[(int)revision - 1].Change.Author, log[(int)revision - 1].Change.Id));
            }
        }

        public async ValueTask DisposeAsync()
        {
            await Task.WhenAll(_loose);
            foreach (var person in _people) person.Line?.Dispose();
            _lease.Dispose();
        }

        private async Task StepAsync(Person person)
        {
            switch (_random.Next(100))
            {
                case < 40:
                    person.Client.Do([.. PolicyFits(person.Client)]);
                    break;
                case < 65:
                    Send(person);
                    break;
                case < 80:
                    await HearAnswerAsync(person);
                    break;
                case < 88:
                    Receive(person);
                    break;
                case < 94:
                    Drop(person);
                    break;
                case < 98:
                    _loose.Add(_random.Next(2) == 0 ? Room.UndoAsync(person.Client.Actor.User, person.Client.Session) : Room.RedoAsync(person.Client.Actor.User, person.Client.Session));
                    break;
                default:
                    await ReopenAsync();
                    break;
            }
        }

        // The review alone changes the state; everything else a plan's lead may do.
        private static ImmutableArray<Operation> PolicyFits(ModelClient client)
        {
            while (true)
                if (client.Editor.Next(client.Local) is var operation and not ChangeState && RandomEditor.Whole(client.Local, operation) is { IsEmpty: false } whole) return whole;
        }

        private void Send(Person person)
        {
            if (person.Line is null) Connect(person);
            if (person.Asked is not null || (!person.Client.Freeze() && person.Client.Frozen.IsEmpty)) return;
            var submission = new Submission(person.Client.Actor.User, person.Client.Session, person.Client.FrozenBase, person.Client.Sent);
            if (_random.Next(8) == 0) _loose.Add(Room.SubmitAsync(submission, CancellationToken.None));
            person.Asked = Room.SubmitAsync(submission, CancellationToken.None);
            if (_random.Next(8) == 0) Drop(person);
        }

        private async Task HearAnswerAsync(Person person)
        {
            if (person.Asked is not { } asked) return;
            person.Asked = null;
            var answer = await asked;
            foreach (var (id, revision) in answer.Accepted) person.Acknowledged[id] = revision;
            if (answer.Refusal is null || answer.Refusal.Code is RefusalCode.TooBusy or RefusalCode.NotSaved) return;
            Assert.True(answer.Refused is not null, $"the whole was refused: {answer.Refusal}");
            await CatchUpAsync(person);
            person.Client.Refused(answer.Refused.Value);
        }

        private void Connect(Person person)
        {
            person.Inbox.Clear();
            person.Line = Room.Subscribe(update =>
            {
                foreach (var change in update.Changes) person.Inbox.Enqueue(change);
            });
            foreach (var recent in Room.Durable.Recent.After(Math.Max(person.Client.Revision, Room.Durable.Recent.Before))) person.Inbox.Enqueue(recent.Logged.Change);
        }

        private static void Receive(Person person)
        {
            while (person.Inbox.TryPeek(out var next) && next.Revision <= person.Client.Revision + 1)
            {
                person.Inbox.TryDequeue(out _);
                person.Client.Receive(next);
            }
        }

        private static void Drop(Person person)
        {
            person.Line?.Dispose();
            person.Line = null;
            person.Asked = null;
            person.Inbox.Clear();
        }

        // As Open with the client's revision, or Changes where something is missing.
        private async Task CatchUpAsync(Person person)
        {
            while (person.Client.Revision < Room.Durable.Revision)
                foreach (var change in await Room.ReadAsync(person.Client.Revision, 1 + _random.Next(20), CancellationToken.None)) person.Client.Receive(change.Change);
        }

        private async Task ReopenAsync()
        {
            await Task.WhenAll(_loose);
            foreach (var person in _people) Drop(person);
            _lease.Dispose();
            _lease = (await _host.Rooms.OpenAsync(_plan, CancellationToken.None))!;
            _lease.Dispose();
            await _host.Rooms.CloseIdle(TimeSpan.Zero);
            _lease = (await _host.Rooms.OpenAsync(_plan, CancellationToken.None))!;
        }

        private async Task SettleAsync()
        {
            await Task.WhenAll(_loose);
            foreach (var person in _people)
            {
                for (var round = 0; person.Client.Pending > 0; round++)
                {
                    Assert.True(round < 1_000, "a client never gets rid of its changes");
                    await HearAnswerAsync(person);
                    await CatchUpAsync(person);
                    Send(person);
                }
            }

            await Task.WhenAll(_loose);
            foreach (var person in _people)
            {
                await HearAnswerAsync(person);
                await CatchUpAsync(person);
            }
        }
    }
}
