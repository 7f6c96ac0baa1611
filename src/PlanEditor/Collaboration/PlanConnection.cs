using System.Collections.Immutable;
using System.Security.Claims;
using System.Text;
using PlanEditor.Audit;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanEditor.Collaboration;

/// <summary>
/// One connection to the hub, with the plan that it holds. The hub calls it one call at a time; rooms and the watch over rights call it whenever they like.
/// </summary>
internal sealed class PlanConnection(
    ClaimsPrincipal signIn,
    Outbox outbox,
    PlanRooms rooms,
    Actors actors,
    SignInSessions sessions,
    HubLimits limits,
    PlanConnections connections,
    AuditLog audit) : IAsyncDisposable
{
    /// <summary>The most changes that one answer holds.</summary>
    public const int PageSize = 500;

    /// <summary>The most texts of one check.</summary>
    public const int TextsMax = 200;

    private const string Way = "hub";
    private const int PositionMax = 1 << 24;

    private readonly UserId _user = SignInSessions.UserOf(signIn);
    private readonly TokenBucket _calls = limits.NewCalls();
    private readonly TokenBucket _userCalls = limits.CallsOf(SignInSessions.UserOf(signIn));
    private readonly CancellationTokenSource _ended = new();
    private volatile OpenPlan? _open;
    private RightsMessage? _told;

    public UserId User => _user;

    /// <summary>The session that it speaks for; null before the first <c>Open</c>. Belongs to <see cref="PlanConnections"/>.</summary>
    public SessionId? Session { get; set; }

    /// <summary>Counts a call; the refusal when there are too many.</summary>
    public Refusal? TooFast() =>
        !_calls.TryTake(1, out var wait) || !_userCalls.TryTake(1, out wait) ? RoomRefusals.TooFast(wait) : null;

    public async Task<OpenAnswer> OpenAsync(OpenCall call, CancellationToken cancellation)
    {
        if (call.After is < 0) return OpenAnswer.Refusing(RoomRefusals.BadBase(call.After.Value, 0));
        if (call.After is null && TooMuch() is { } much) return OpenAnswer.Refusing(much);
        Close();
        var opening = outbox.Restart();
        if (!connections.Take(this, call.Session)) End(RoomRefusals.WentOn);
        if (_ended.IsCancellationRequested) return OpenAnswer.Refusing(RoomRefusals.WentOn);
        if (await actors.FindPersonAsync(_user, cancellation) is not { Actor.Suspended: false } person) return OpenAnswer.Refusing(RoomRefusals.NotFound);
        RoomLease? lease;
        try
        {
            lease = await rooms.OpenAsync(call.Plan, cancellation);
        }
        catch (RoomUnavailableException unavailable)
        {
            return OpenAnswer.Refusing(unavailable.Refusal);
        }

        if (lease is null) return OpenAnswer.Refusing(RoomRefusals.NotFound);
        var facts = FactsOf(lease.Room);
        if (Policy.Refuse(person.Actor, facts, PlanAct.Read) is { } refusal)
        {
            audit.Note(_user, refusal, lease.Room.Plan.Slug, Way);
            lease.Dispose();
            return OpenAnswer.Refusing(refusal);
        }

        if (call.After is { } after && after < lease.Room.Durable.Recent.Before && TooMuch() is { } read)
        {
            lease.Dispose();
            return OpenAnswer.Refusing(read);
        }

        var open = new OpenPlan(lease, call.Session, person, outbox, opening);
        try
        {
            return await AnswerAsync(call, person, open, cancellation);
        }
        catch (Exception)
        {
            // The connection broke or the log could not be read: nobody else would give back what is not held yet.
            open.Dispose();
            throw;
        }
    }

    public async Task<ChangesAnswer> ChangesAsync(ChangesCall call, CancellationToken cancellation)
    {
        if (_open is not { } open) return new ChangesAnswer(RoomRefusals.NotOpen, [], false);
        if (call.Limit is < 1 or > PageSize) return new ChangesAnswer(RoomRefusals.Malformed($"\"limit\" is a number from 1 to {PageSize}."), [], false);
        open.Here.Touch();
        var newest = open.Room.Durable.Revision;
        if (call.After < 0 || call.After > newest) return new ChangesAnswer(RoomRefusals.BadBase(call.After, newest), [], false);
        if (call.After < open.Room.Durable.Recent.Before && TooMuch() is { } much) return new ChangesAnswer(much, [], false);
        var changes = await open.Room.ReadAsync(call.After, call.Limit, cancellation);
        return new ChangesAnswer(null, Raw(changes), IsMore(changes, newest));
    }

    public async Task<SubmitCallAnswer> SubmitAsync(SubmitCall call)
    {
        if (_open is not { } open) return new SubmitCallAnswer(RoomRefusals.NotOpen, null, []);
        open.Here.Touch();
        var bad = call.Changes.FirstOrDefault(change => change.Problem is not null);
        var changes = call.Changes.TakeWhile(change => change.Problem is null).Select(change => new PlanModel.Changes.Change(change.Id, change.Operations)).ToImmutableArray();
        if (bad is not null && changes.IsEmpty) return new SubmitCallAnswer(bad.Problem, bad.Id, []);
        SubmitAnswer answer;
        try
        {
            answer = await open.Room.SubmitAsync(new Submission(_user, open.Session, call.Base, changes) { Undoable = false }, _ended.Token);
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            return new SubmitCallAnswer(RoomRefusals.NotOpen, null, []);
        }

        audit.Note(_user, answer.Refusal, open.Room.Plan.Slug, Way);
        return bad is not null && answer.Refusal is null
            ? new SubmitCallAnswer(bad.Problem, bad.Id, answer.Accepted)
            : new SubmitCallAnswer(answer.Refusal, answer.Refused, answer.Accepted);
    }

    public CheckAnswer Check(CheckCall call)
    {
        if (_open is not { } open) return new CheckAnswer(RoomRefusals.NotOpen, 0, false, []);
        open.Here.Touch();
        var durable = open.Room.Durable;
        if (call.Texts.Length > TextsMax) return new CheckAnswer(RoomRefusals.Malformed($"\"texts\" has at most {TextsMax} items."), durable.Revision, false, []);
        if (call.Texts.Contains(null!)) return new CheckAnswer(RoomRefusals.Malformed("\"texts\" has no null."), durable.Revision, false, []);
        if (call.Revision < 0 || call.Revision > durable.Revision) return new CheckAnswer(RoomRefusals.BadBase(call.Revision, durable.Revision), durable.Revision, false, []);
        if (durable.Recent.DocumentAt(call.Revision) is not { } document) return new CheckAnswer(null, durable.Revision, false, []);
        var wrong = ImmutableArray.CreateBuilder<WrongText>();
        var sizeBytes = 0;
        foreach (var text in call.Texts)
        {
            if (document.Find(text.Node) is not { } node) return new CheckAnswer(UnknownNode(text.Node), durable.Revision, false, []);
            if (node.Kind.Find(text.Field) is not TextField) return new CheckAnswer(UnknownField(node, text.Field), durable.Revision, false, []);
            var here = node.Text(text.Field);
            if (here.Hash == text.Hash) continue;
            var words = here.ToString();
            sizeBytes += Encoding.UTF8.GetByteCount(words);
            if (wrong.Count > 0 && sizeBytes > PlanRoom.AnswerSizeBytesMax) break;
            wrong.Add(new WrongText(text.Node, text.Field, words));
        }

        return new CheckAnswer(null, durable.Revision, true, wrong.ToImmutable());
    }

    public Refusal? Point(PointCall call)
    {
        if (_open is not { } open) return RoomRefusals.NotOpen;
        var durable = open.Room.Durable;
        if (call.Revision < 0 || call.Revision > durable.Revision) return RoomRefusals.BadBase(call.Revision, durable.Revision);
        if (call.Node is { } id)
        {
            if (durable.Document.Find(id) is not { } node) return UnknownNode(id);
            if (call.Field is { } field && node.Kind.Find(field) is null) return UnknownField(node, field);
        }
        else if (call.Field is not null)
        {
            return RoomRefusals.Malformed("\"field\" needs a \"node\".");
        }

        if ((call.Anchor is null) != (call.Head is null) || (call.Anchor is not null && call.Field is null) || call.Anchor is < 0 or > PositionMax || call.Head is < 0 or > PositionMax)
            return RoomRefusals.Malformed("\"anchor\" and \"head\" are positions in the text of \"field\", or both null.");
        open.Here.Point(call.Revision, call.Node, call.Field, call.Anchor, call.Head);
        return null;
    }

    /// <summary>Looks whether the person may still read and edit, and tells what changed.</summary>
    public async Task LookAfterRightsAsync(CancellationToken cancellation)
    {
        if (!await sessions.IsOpenAsync(signIn, isUsed: false, cancellation) || await actors.FindPersonAsync(_user, cancellation) is not { } person)
        {
            End(new Refusal(RefusalCode.NotAllowed, "You are signed out. Sign in again to go on."));
            return;
        }

        if (_open is not { } open) return;
        var facts = FactsOf(open.Room);
        if (Policy.Refuse(person.Actor, facts, PlanAct.Read) is { } refusal)
        {
            End(refusal);
            return;
        }

        var rights = RightsOf(person, facts);
        if (Interlocked.Exchange(ref _told, rights) is { } told && told != rights) outbox.Rights(rights);
    }

    /// <summary>Ends the connection with a reason. Of what it sent, nothing is begun any more.</summary>
    public void End(Refusal refusal)
    {
        _ended.Cancel();
        Close();
        outbox.Close(refusal);
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        Close();
        await outbox.Sending;
    }

    private async Task<OpenAnswer> AnswerAsync(OpenCall call, Person person, OpenPlan open, CancellationToken cancellation)
    {
        var room = open.Room;
        var state = room.Durable;
        var rights = RightsOf(person, FactsOf(room));
        var place = open.Here.Place;
        var you = new You(_user, place.Person, place.Name, place.Initials, place.Colour, RoleText(person.Actor.Role), rights.MayEdit, rights.Why);
        if (call.After > state.Revision)
        {
            open.Dispose();
            return OpenAnswer.Refusing(RoomRefusals.BadBase(call.After.Value, state.Revision));
        }

        RawJson? document = null;
        var changes = ImmutableArray<WrittenChange>.Empty;
        if (call.After is { } after) changes = await room.ReadAsync(after, PageSize, cancellation);
        else document = new RawJson(DocumentJson.ToUtf8(state.Document));
        _told = rights;
        Interlocked.Exchange(ref _open, open)?.Dispose();
        if (_ended.IsCancellationRequested)
        {
            Close();
            return OpenAnswer.Refusing(RoomRefusals.WentOn);
        }

        // Live changes start after the last one that the answer has, or after the newest when the client has to ask for more.
        var reached = changes.IsEmpty ? state.Revision : Math.Max(state.Revision, changes[^1].Change.Revision);
        return new OpenAnswer(null, room.Plan.Id, room.Plan.Slug, state.Revision, document, Raw(changes), IsMore(changes, state.Revision), you, room.Presence.Here)
        {
            WhenWritten = () => outbox.Flow(reached),
        };
    }

    private Refusal? TooMuch() => _userCalls.TryTake(HubLimits.CallsOfMuch, out var wait) ? null : RoomRefusals.TooFast(wait);

    private void Close() => Interlocked.Exchange(ref _open, null)?.Dispose();

    private static ImmutableArray<RawJson> Raw(ImmutableArray<WrittenChange> changes) => [.. changes.Select(change => new RawJson(change.Utf8))];

    private static bool IsMore(ImmutableArray<WrittenChange> changes, long newest) => !changes.IsEmpty && changes[^1].Change.Revision < newest;

    private static PlanFacts FactsOf(PlanRoom room) => PlanFacts.Of(room.Plan.Country, room.Durable.Document, room.Plan.Id);

    private static RightsMessage RightsOf(Person person, PlanFacts facts)
    {
        var refusal = Policy.Refuse(person.Actor, facts, PlanAct.Edit);
        return new RightsMessage(refusal is null, refusal?.Words);
    }

    private static string RoleText(Role role) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(role.ToString());

    private static Refusal UnknownNode(NodeId id) => new(RefusalCode.UnknownNode, $"There is no node {id} in this plan.", id);

    private static Refusal UnknownField(Node node, string field) =>
        new(RefusalCode.UnknownField, $"“{node.Kind.Key}” has no such field.", node.Id, field.Length <= 100 ? field : null);

    /// <summary>The plan that the connection holds, with all that has to be given back.</summary>
    private sealed class OpenPlan : IDisposable
    {
        private readonly RoomLease _lease;
        private readonly IDisposable _updates;
        private readonly IDisposable _people;
        private readonly IDisposable _stop;

        public OpenPlan(RoomLease lease, SessionId session, Person person, Outbox outbox, int opening)
        {
            _lease = lease;
            Session = session;
            Here = Room.Presence.Join(person.Actor.User, person.Name, person.Initials);
            _updates = Room.Broadcast.Join(outbox, opening);
            _people = Room.Presence.Subscribe(update => outbox.People(opening, update));
            _stop = Room.Stopped.Register(outbox.Resync);
        }

        public PlanRoom Room => _lease.Room;

        public SessionId Session { get; }

        public PresenceHandle Here { get; }

        public void Dispose()
        {
            _stop.Dispose();
            _people.Dispose();
            _updates.Dispose();
            Here.Dispose();
            _lease.Dispose();
        }
    }
}
