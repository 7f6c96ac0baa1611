using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using PlanEditor.Identity;
using PlanModel.Workflow;

namespace PlanEditor.Collaboration;

/// <summary>The public way into a plan, for the browser's editor and for scripts: docs/protocol.md.</summary>
[Authorize]
internal sealed class PlanHub(PlanRooms rooms, Actors actors, SignInSessions sessions, HubLimits limits, PlanConnections connections, IHubContext<PlanHub> hub) : Hub
{
    public const string Path = "/hubs/plan";

    /// <summary>The method that <see cref="PlanHubProtocol"/> makes of calls that are none; no client can name it.</summary>
    public const string MalformedTarget = "\0malformed";

    private PlanConnection Connection => (PlanConnection)Context.Items[typeof(PlanConnection)]!;

    public override Task OnConnectedAsync()
    {
        var outbox = new Outbox(hub.Clients.Client(Context.ConnectionId), Context.Abort, Context.ConnectionAborted);
        var connection = new PlanConnection(Context.User!, outbox, rooms, actors, sessions, limits);
        Context.Items[typeof(PlanConnection)] = connection;
        connections.Add(connection);
        return Task.CompletedTask;
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Connection);
        await Connection.DisposeAsync();
    }

    public async Task<OpenAnswer> Open(OpenCall? call) =>
        Refuse(call) is { } refusal ? OpenAnswer.Refusing(refusal) : await Connection.OpenAsync(call!, Context.ConnectionAborted);

    public async Task<ChangesAnswer> Changes(ChangesCall? call) =>
        Refuse(call) is { } refusal ? new ChangesAnswer(refusal, [], false) : await Connection.ChangesAsync(call!, Context.ConnectionAborted);

    public async Task<SubmitCallAnswer> Submit(SubmitCall? call) =>
        Refuse(call) is { } refusal ? new SubmitCallAnswer(refusal, null, []) : await Connection.SubmitAsync(call!, Context.ConnectionAborted);

    public CheckAnswer Check(CheckCall? call) =>
        Refuse(call) is { } refusal ? new CheckAnswer(refusal, 0, false, []) : Connection.Check(call!);

    public PlainAnswer Point(PointCall? call) => new(Refuse(call) ?? Connection.Point(call!));

    [HubMethodName(MalformedTarget)]
    public PlainAnswer Malformed(string words) => new(Connection.TooFast() ?? RoomRefusals.Malformed(words));

    private Refusal? Refuse(object? call) => Connection.TooFast() ?? (call is null ? RoomRefusals.Malformed("The call has an object, not null.") : null);
}
