using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Collaboration;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Collaboration;

public sealed class PlanRoomTests : IAsyncLifetime
{
    private readonly SessionId _session = new(Guid.NewGuid());
    private HubHost _host = null!;
    private string _plan = null!;
    private UserId _user;

    public async ValueTask InitializeAsync()
    {
        _host = await HubHost.StartAsync();
        _plan = await _host.NewPlanAsync();
        _user = await _host.NewUserAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Nothing_is_answered_or_published_before_it_is_on_disk()
    {
        using var lease = await OpenAsync();
        using var disk = new ManualResetEventSlim();
        using var tried = new ManualResetEventSlim();
        _host.Commits.Committing = () =>
        {
            tried.Set();
            disk.Wait();
        };
        var published = 0;
        using var subscription = lease.Room.Subscribe(_ => Interlocked.Increment(ref published));
        var first = SubmitAsync(lease, 1, Type("a"));
        var second = SubmitAsync(lease, 1, Type("b"));
        await Until(() => tried.IsSet);
        Assert.False(first.IsCompleted || second.IsCompleted);
        Assert.Equal(0, published);
        Assert.Equal(1, lease.Room.Durable.Revision);
        disk.Set();
        Assert.Equal(2, Assert.Single((await first).Accepted).Revision);
        Assert.Equal(3, Assert.Single((await second).Accepted).Revision);
        Assert.Equal("ab", Body(lease));
        Assert.True(published > 0);
    }

    [Fact]
    public async Task When_the_disk_refuses_the_room_returns_to_what_is_saved_and_goes_on()
    {
        using var lease = await OpenAsync();
        await SubmitAsync(lease, 1, Type("kept"));
        using var disk = new ManualResetEventSlim();
        var fails = 1;
        _host.Commits.Committing = () =>
        {
            disk.Wait();
            if (Interlocked.Decrement(ref fails) >= 0) throw new IOException("no space left on device");
        };
        var lost = Enumerable.Range(0, 5).Select(at => SubmitAsync(lease, 1, Type("x"))).ToList();
        disk.Set();
        var answers = await Task.WhenAll(lost);
        Assert.Contains(answers, answer => answer.Refusal?.Code == RefusalCode.NotSaved);
        var saved = answers.Count(answer => answer.Refusal is null);
        var next = await SubmitAsync(lease, 1, Type("!"));
        Assert.Null(next.Refusal);
        Assert.Equal(3 + saved, next.Accepted[0].Revision);
        await ExpectLogAsync(lease);
    }

    [Fact]
    public async Task What_was_refused_by_the_disk_can_be_sent_again_as_it_was()
    {
        using var lease = await OpenAsync();
        _host.Commits.Committing = () => throw new IOException("no space left on device");
        var change = Type("again");
        Assert.Equal((RefusalCode.NotSaved, change.Id), Outcome(await SubmitAsync(lease, 1, change)));
        Assert.Equal("", Body(lease));
        _host.Commits.Committing = null;
        Assert.Null((await SubmitAsync(lease, 1, change)).Refusal);
        Assert.Equal("again", Body(lease));
    }

    [Fact]
    public async Task A_change_that_is_sent_again_is_answered_as_the_first_time_and_done_once()
    {
        using var lease = await OpenAsync();
        var (first, second) = (Type("one"), Change(new EditText(HubHost.Chapter, "body", TextChangeSet.Of(3, (3, 3, " two")))));
        var answer = await SubmitAsync(lease, 1, first);
        await SubmitAsync(lease, 2, Change(new InsertNode(new NodeId(77), "chapter", NodeId.Root, null, None)));
        var again = await SubmitAsync(lease, 1, first, second);
        Assert.Equal([answer.Accepted[0], new AcceptedChange(second.Id, 4)], again.Accepted);
        Assert.Equal("one two", Body(lease));
        Assert.Equal(again.Accepted, (await SubmitAsync(lease, 1, first, second)).Accepted);
        await ExpectLogAsync(lease);
    }

    [Fact]
    public async Task What_was_called_off_before_the_loop_began_it_is_never_done()
    {
        using var lease = await OpenAsync();
        using var line = new CancellationTokenSource();
        using var held = await HeldRoom.HoldAsync(lease.Room, _user, line.Token);
        var late = lease.Room.SubmitAsync(new Submission(_user, _session, 1, [Type("never")]), line.Token);
        await held.WaitingAsync(1);
        await line.CancelAsync();
        await held.LetGoAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late);
        Assert.Equal(("", 2), (Body(lease), lease.Room.Durable.Revision));
    }

    [Fact]
    public async Task An_id_stands_for_one_change_of_one_author()
    {
        using var lease = await OpenAsync();
        var change = Type("one");
        await SubmitAsync(lease, 1, change);
        Assert.Equal((RefusalCode.IdReused, change.Id), Outcome(await SubmitAsync(lease, 1, Type("two") with { Id = change.Id })));
        Assert.Equal((RefusalCode.IdReused, change.Id), Outcome(await SubmitAsync(lease, 2, change)));
        var twice = Type("x");
        Assert.Equal((RefusalCode.IdReused, twice.Id), Outcome(await SubmitAsync(lease, 1, twice, twice)));
        var other = await _host.NewUserAsync();
        var answer = await lease.Room.SubmitAsync(new Submission(other, _session, 2, [Change(new SetField(HubHost.Chapter, "amount", Scalar.Of(3m))) with { Id = change.Id }]), default);
        Assert.Null(answer.Refusal);
        await ExpectLogAsync(lease);
    }

    [Fact]
    public async Task An_id_is_known_after_the_room_was_closed()
    {
        var change = Type("one");
        using (var lease = await OpenAsync()) await SubmitAsync(lease, 1, change);
        await _host.Rooms.CloseIdle(TimeSpan.Zero);
        using var reopened = await OpenAsync();
        Assert.Equal(2, Assert.Single((await SubmitAsync(reopened, 1, change)).Accepted).Revision);
        Assert.Equal((RefusalCode.IdReused, change.Id), Outcome(await SubmitAsync(reopened, 2, change)));
        Assert.Equal("one", Body(reopened));
    }

    [Fact]
    public async Task A_submission_made_long_ago_is_moved_over_what_only_the_log_has()
    {
        using (var lease = await OpenAsync())
            for (var at = 0; at < 30; at++) await SubmitAsync(lease, 1 + at, Change(new EditText(HubHost.Chapter, "body", TextChangeSet.Of(at, (at, at, "x")))));
        await _host.Rooms.CloseIdle(TimeSpan.Zero);
        using var reopened = await OpenAsync();
        var answer = await SubmitAsync(reopened, 11, Change(new EditText(HubHost.Chapter, "body", TextChangeSet.Of(10, (5, 5, "!")))));
        Assert.Null(answer.Refusal);
        Assert.Equal("xxxxx!" + new string('x', 25), Body(reopened));
    }

    [Fact]
    public async Task The_first_refused_change_ends_a_submission()
    {
        using var lease = await OpenAsync();
        var wrong = Change(new SetField(HubHost.Chapter, "amount", Scalar.Of("three")));
        var answer = await SubmitAsync(lease, 1, Type("a"), wrong, Type("b"));
        Assert.Equal((RefusalCode.BadValue, wrong.Id), Outcome(answer));
        Assert.Equal(2, Assert.Single(answer.Accepted).Revision);
        Assert.Equal("a", Body(lease));
    }

    [Fact]
    public async Task The_policy_is_asked_about_the_state_that_a_change_meets_not_the_one_it_was_made_on()
    {
        using var lease = await OpenAsync();
        var lead = await _host.NewUserAsync(Role.PlanLead);
        var final = new Submission(lead, new SessionId(Guid.NewGuid()), 1, [Change(new ChangeState(PlanState.InReview, "")), Change(new ChangeState(PlanState.Final, ""))]);
        var locking = lease.Room.SubmitAsync(final, default);
        var late = SubmitAsync(lease, 1, Type("too late"));
        Assert.Null((await locking).Refusal);
        Assert.Equal(RefusalCode.PlanLocked, (await late).Refusal?.Code);
        Assert.Equal("", Body(lease));
    }

    [Fact]
    public async Task A_reviewer_approves_and_judges_what_was_on_the_screen_and_nothing_newer()
    {
        using var lease = await OpenAsync();
        var (reviewer, lead, elsewhere) = (await _host.NewUserAsync(Role.Reviewer, null), await _host.NewUserAsync(Role.PlanLead), new NodeId(77));
        await SubmitAsync(lease, 1, Change(new InsertNode(elsewhere, "chapter", NodeId.Root, HubHost.Chapter, None), new InsertNode(new NodeId(78), "note", HubHost.Chapter, null, None)));
        Assert.Null((await SubmitAsAsync(lead, 2, new ChangeState(PlanState.InReview, ""))).Refusal);

        await SubmitAsync(lease, 3, Change(new EditText(elsewhere, "body", TextChangeSet.Of(0, (0, 0, "x")))));
        Assert.Null((await SubmitAsAsync(reviewer, 3, new AssessPart(HubHost.Chapter, ChecklistPoint.Relevant, true))).Refusal);
        Assert.Equal((RefusalCode.NotReady, "The plan changed after what you looked at. Look at what changed, then approve."), Why(await SubmitAsAsync(reviewer, 3, new ApprovePlan())));
        Assert.Null((await SubmitAsAsync(reviewer, 4, new ApprovePlan())).Refusal);

        await SubmitAsync(lease, 6, Change(new EditText(new NodeId(78), "body", TextChangeSet.Of(0, (0, 0, "y")))));
        Assert.Equal((RefusalCode.NotReady, "C1 changed just now. Look at what changed, then answer."), Why(await SubmitAsAsync(reviewer, 6, new AssessPart(HubHost.Chapter, ChecklistPoint.Relevant, false))));
        Assert.Null((await SubmitAsAsync(reviewer, 7, new AssessPart(HubHost.Chapter, ChecklistPoint.Relevant, false))).Refusal);
        await SubmitAsync(lease, 8, Change(new MoveNode(new NodeId(78), elsewhere, null)));
        Assert.Equal(RefusalCode.NotReady, Why(await SubmitAsAsync(reviewer, 8, new AssessPart(HubHost.Chapter, ChecklistPoint.Relevant, true))).Code);
        Assert.True(Assert.Single(lease.Room.Durable.Document.Standing.Approvals).Stale);

        Assert.Null((await SubmitAsAsync(reviewer, 9, new ChangeState(PlanState.ChangesRequested, "More"))).Refusal);
        Assert.Null((await SubmitAsAsync(lead, 10, new ChangeState(PlanState.InReview, ""))).Refusal);
        Assert.Equal((RefusalCode.NotReady, "The review went a step on after what you looked at. Look at what was said, then approve."), Why(await SubmitAsAsync(reviewer, 9, new ApprovePlan())));
        Assert.Null((await SubmitAsAsync(reviewer, 11, new ApprovePlan())).Refusal);

        Task<SubmitAnswer> SubmitAsAsync(UserId by, long at, Operation operation) => lease.Room.SubmitAsync(new Submission(by, new SessionId(Guid.NewGuid()), at, [Change(operation)]), default);

        static (RefusalCode? Code, string? Words) Why(SubmitAnswer answer) => (answer.Refusal?.Code, answer.Refusal?.Words);
    }

    [Fact]
    public async Task Somebody_without_the_right_is_refused_at_once_after_it_was_taken()
    {
        using var lease = await OpenAsync();
        Assert.Null((await SubmitAsync(lease, 1, Type("a"))).Refusal);
        await _host.ChangeAsync(_user, user => user.Role = Role.Contributor);
        Assert.Equal(RefusalCode.NotAllowed, (await SubmitAsync(lease, 2, Type("b"))).Refusal?.Code);
        await _host.ChangeAsync(_user, user => user.Suspended = true);
        Assert.Equal(RefusalCode.NotFound, (await SubmitAsync(lease, 2, Type("b"))).Refusal?.Code);
        Assert.Equal("a", Body(lease));
    }

    [Fact]
    public async Task What_is_done_again_is_still_ones_own()
    {
        using var lease = await OpenAsync();
        var id = new ProposalId(7);
        await lease.Room.SubmitAsync(new Submission(_user, _session, 1, [Change(new Suggest(id, [new EditText(HubHost.Chapter, "body", TextChangeSet.Of(0, (0, 0, "more")))], []))]), default);
        Assert.Null((await lease.Room.UndoAsync(_user, _session)).Refusal);
        Assert.Null(lease.Room.Durable.Document.Proposals.Find(id));
        Assert.Null((await lease.Room.RedoAsync(_user, _session)).Refusal);
        Assert.Equal((_user, lease.Room.Durable.Revision), (lease.Room.Durable.Document.Proposals.Find(id)!.Begun.By, lease.Room.Durable.Document.Proposals.Find(id)!.Begun.Revision));
    }

    [Fact]
    public async Task A_session_takes_back_its_own_changes_around_those_of_others()
    {
        using var lease = await OpenAsync();
        await SubmitAsync(lease, 1, Type("mine "));
        var other = await _host.NewUserAsync();
        var theirs = Change(new EditText(HubHost.Chapter, "body", TextChangeSet.Of(5, (5, 5, "theirs"))));
        await lease.Room.SubmitAsync(new Submission(other, new SessionId(Guid.NewGuid()), 2, [theirs]), default);
        Assert.Equal(new UndoState("wrote in “Body” of C1", null), lease.Room.UndoOf(_user, _session));
        Assert.Equal(new UndoAnswer(null, null), await lease.Room.UndoAsync(other, _session));
        Assert.Equal(new UndoAnswer("wrote in “Body” of C1", null), await lease.Room.UndoAsync(_user, _session));
        Assert.Equal("theirs", Body(lease));
        Assert.Equal(new UndoAnswer("wrote in “Body” of C1", null), await lease.Room.RedoAsync(_user, _session));
        Assert.Equal("mine theirs", Body(lease));
        Assert.Equal(new UndoAnswer(null, null), await lease.Room.RedoAsync(_user, _session));
        await ExpectLogAsync(lease);
    }

    [Fact]
    public async Task Two_undos_at_once_take_back_two_changes()
    {
        using var lease = await OpenAsync();
        await SubmitAsync(lease, 1, Change(new SetField(HubHost.Chapter, "amount", Scalar.Of(1m))));
        await SubmitAsync(lease, 2, Change(new SetField(HubHost.Chapter, "done", Scalar.Of(true))));
        await Task.WhenAll(lease.Room.UndoAsync(_user, _session), lease.Room.UndoAsync(_user, _session));
        Assert.Empty(lease.Room.Durable.Document[HubHost.Chapter].Fields);
    }

    [Fact]
    public async Task What_others_made_impossible_to_undo_does_not_stand_in_the_way_of_the_rest()
    {
        using var lease = await OpenAsync();
        var inner = new NodeId(77);
        await SubmitAsync(lease, 1, Change(new InsertNode(inner, "chapter", HubHost.Chapter, null, None)), Change(new SetField(HubHost.Chapter, "amount", Scalar.Of(1m))));
        await SubmitAsync(lease, 3, Change(new MoveNode(inner, NodeId.Root, null)));
        var other = await _host.NewUserAsync();
        await lease.Room.SubmitAsync(new Submission(other, new SessionId(Guid.NewGuid()), 4, [Change(new MoveNode(HubHost.Chapter, inner, null))]), default);
        Assert.Equal(RefusalCode.Cycle, (await lease.Room.UndoAsync(_user, _session)).Refusal?.Code);
        Assert.Null((await lease.Room.UndoAsync(_user, _session)).Refusal);
        Assert.Empty(lease.Room.Durable.Document[HubHost.Chapter].Fields);
        await ExpectLogAsync(lease);
    }

    [Fact]
    public async Task Only_so_many_plans_are_open_and_idle_ones_make_room()
    {
        await using var host = await HubHost.StartAsync(services => services.Configure<RoomOptions>(rooms => rooms.RoomsMax = 1));
        var (one, two) = (await host.NewPlanAsync(), await host.NewPlanAsync());
        var lease = await host.Rooms.OpenAsync(one, default);
        var refused = await Assert.ThrowsAsync<RoomUnavailableException>(() => host.Rooms.OpenAsync(two, default));
        Assert.Equal(RefusalCode.TooBusy, refused.Refusal.Code);
        lease!.Dispose();
        using var opened = await host.Rooms.OpenAsync(two, default);
        Assert.True(lease.Room.Stopped.IsCancellationRequested);
    }

    [Fact]
    public async Task A_room_that_lost_the_race_for_a_revision_stops_and_a_new_one_reads_the_log()
    {
        using var lease = await OpenAsync();
        ImmutableArray<Operation> foreign = [new SetField(HubHost.Chapter, "amount", Scalar.Of(9m))];
        var row = new CommittedChange(2, new ChangeId(Guid.NewGuid()), _user, _session, DateTimeOffset.UnixEpoch, foreign);
        await _host.Services.GetRequiredService<ChangeLog>().AppendAllAsync(lease.Room.Plan.Id, [new LoggedChange(row, LoggedChange.HashOf(1, foreign))], default);
        var change = Type("after all");
        Assert.Equal(RefusalCode.TooBusy, (await SubmitAsync(lease, 1, change)).Refusal?.Code);
        Assert.True(lease.Room.Stopped.IsCancellationRequested);
        using var reopened = await OpenAsync();
        Assert.NotSame(lease.Room, reopened.Room);
        Assert.Equal(3, Assert.Single((await SubmitAsync(reopened, 1, change)).Accepted).Revision);
        await ExpectLogAsync(reopened);
    }

    // Found by the simulation: whoever had not heard yet that the room stopped met an ObjectDisposedException.
    [Fact]
    public async Task A_submission_to_a_room_that_was_closed_is_told_to_try_again()
    {
        PlanRoom closed;
        using (var lease = await OpenAsync()) closed = lease.Room;
        await _host.Rooms.CloseIdle(TimeSpan.Zero);
        var answer = await closed.SubmitAsync(new Submission(_user, _session, 1, [Type("late")]), CancellationToken.None);
        Assert.Equal(RefusalCode.TooBusy, answer.Refusal?.Code);
        Assert.Equal(RefusalCode.TooBusy, (await closed.UndoAsync(_user, _session)).Refusal?.Code);
    }

    [Fact]
    public async Task A_plan_whose_log_cannot_be_read_is_not_served_and_others_are()
    {
        var broken = await _host.NewPlanAsync();
        var plan = await _host.Services.GetRequiredService<Plans>().FindAsync(broken, default);
        ImmutableArray<Operation> impossible = [new RemoveNode(new NodeId(999))];
        var row = new CommittedChange(2, new ChangeId(Guid.NewGuid()), _user, _session, DateTimeOffset.UnixEpoch, impossible);
        await _host.Services.GetRequiredService<ChangeLog>().AppendAllAsync(new PlanId(plan!.Id), [new LoggedChange(row, LoggedChange.HashOf(1, impossible))], default);
        await Assert.ThrowsAsync<RoomUnavailableException>(() => _host.Rooms.OpenAsync(broken, default));
        using var lease = await OpenAsync();
        Assert.Null((await SubmitAsync(lease, 1, Type("fine"))).Refusal);
    }

    [Fact]
    public async Task A_plan_that_could_not_be_read_once_is_read_anew_by_whoever_asks_next()
    {
        await _host.Rooms.CloseIdle(TimeSpan.Zero);
        Execute("ALTER TABLE Changes RENAME TO Elsewhere");
        var unavailable = await Assert.ThrowsAsync<RoomUnavailableException>(OpenAsync);
        Assert.Equal(RoomRefusals.Failed, unavailable.Refusal);
        Execute("ALTER TABLE Elsewhere RENAME TO Changes");
        using var lease = await OpenAsync();
        Assert.Null((await SubmitAsync(lease, 1, Type("fine"))).Refusal);
    }

    [Fact]
    public async Task As_much_as_may_be_said_with_a_step_and_a_version_is_read_from_the_log_alone()
    {
        using var lease = await OpenAsync();
        var lead = await _host.NewUserAsync(Role.PlanLead);
        var said = new string('x', ReviewGate.NoteUnitsMax);
        var steps = new Submission(lead, new SessionId(Guid.NewGuid()), 1, [Change(new ChangeState(PlanState.InReview, said)), Change(new NameVersion("First", new string('x', NameVersion.NoteUnitsMax)))]);
        Assert.Null((await lease.Room.SubmitAsync(steps, default)).Refusal);
        await ExpectLogAsync(lease);
        // No snapshot has it yet, as after a kill.
        Assert.Null(await _host.Services.GetRequiredService<Snapshots>().NewestAsync(lease.Room.Plan.Id, default));
        Assert.Equal(said, (await _host.Services.GetRequiredService<PlanReader>().AtAsync(lease.Room.Plan.Id, 3, default)).Standing.Note);
    }

    [Fact]
    public async Task A_room_that_is_closed_leaves_a_snapshot_of_its_last_revision()
    {
        using (var lease = await OpenAsync()) await SubmitAsync(lease, 1, Type("kept"));
        var plan = await _host.Services.GetRequiredService<Plans>().FindAsync(_plan, default);
        await _host.Rooms.CloseIdle(TimeSpan.Zero);
        Assert.Equal(2, (await _host.Services.GetRequiredService<Snapshots>().NewestAsync(new PlanId(plan!.Id), default))?.Revision);
    }

    [Fact]
    public async Task Who_opens_a_plan_does_not_wait_until_the_words_of_its_last_closing_are_kept()
    {
        (await OpenAsync()).Dispose();
        Task closing;
        using (var busy = _host.Services.GetRequiredService<SqliteFile>().Open())
        await using (await busy.BeginTransactionAsync())
        {
            closing = _host.Rooms.CloseIdle(TimeSpan.Zero);
            using var lease = await OpenAsync().WaitAsync(TimeSpan.FromSeconds(20));
            Assert.False(closing.IsCompleted);
        }

        await closing;
    }

    [Fact]
    public async Task A_plan_that_does_not_exist_has_no_room() => Assert.Null(await _host.Rooms.OpenAsync("nowhere", default));

    private static ImmutableSortedDictionary<string, FieldValue> None { get; } = ImmutableSortedDictionary.Create<string, FieldValue>(StringComparer.Ordinal);

    private static Change Change(params ImmutableArray<Operation> operations) => new(new ChangeId(Guid.NewGuid()), operations);

    // Made for an empty text: at a later revision it stands first or where the tie-break puts it.
    private static Change Type(string text) => Change(new EditText(HubHost.Chapter, "body", TextChangeSet.Of(0, (0, 0, text))));

    private static (RefusalCode? Code, ChangeId? Change) Outcome(SubmitAnswer answer) => (answer.Refusal?.Code, answer.Refused);

    private static string Body(RoomLease lease) => lease.Room.Durable.Document[HubHost.Chapter].Text("body").ToString();

    private static async Task Until(Func<bool> condition)
    {
        var patience = Task.Delay(TimeSpan.FromSeconds(10));
        while (!condition())
        {
            Assert.False(patience.IsCompleted, "waited for ten seconds");
            await Task.Yield();
        }
    }

    private void Execute(string sql)
    {
        using var connection = _host.Services.GetRequiredService<SqliteFile>().Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private async Task<RoomLease> OpenAsync() => (await _host.Rooms.OpenAsync(_plan, CancellationToken.None))!;

    private Task<SubmitAnswer> SubmitAsync(RoomLease lease, long baseRevision, params ImmutableArray<Change> changes) =>
        lease.Room.SubmitAsync(new Submission(_user, _session, baseRevision, changes), CancellationToken.None);

    private async Task ExpectLogAsync(RoomLease lease)
    {
        var log = await _host.LogOfAsync(_plan);
        Assert.Equal(lease.Room.Durable.Revision, log.Count);
        var folded = log.Aggregate(Document.Empty(OgdPlans.Tests.TestSchema.Schema), (document, one) => PlanModel.Changes.Change.Apply(document, one.Change.Operations));
        Assert.Equal(DocumentJson.ToUtf8(folded), DocumentJson.ToUtf8(lease.Room.Durable.Document));
    }
}
