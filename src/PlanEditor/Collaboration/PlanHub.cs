using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using PlanEditor.Audit;
using PlanEditor.Identity;

namespace PlanEditor.Collaboration;

/// <summary>The public way into a plan, for the browser's editor and for scripts: docs/protocol.md.</summary>
[Authorize]
internal sealed class PlanHub(PlanRooms rooms, Actors actors, SignInSessions sessions, HubLimits limits, PlanConnections connections, AuditLog audit, TimeProvider time) : Hub
{
    public const string Path = "/hubs/plan";

    /// <summary>The method that <see cref="PlanHubProtocol"/> makes of calls that are none; no client can name it.</summary>
    public const string MalformedTarget = "\0malformed";

    /// <summary>The method that <see cref="PlanHubProtocol"/> makes of records that are no JSON; no client can name it.</summary>
    public const string NoJsonTarget = "\0noJson";

    private PlanConnection Connection => ConnectionOf(Context);

    public static PlanConnection ConnectionOf(HubCallerContext context) => (PlanConnection)context.Items[typeof(PlanConnection)]!;

    public override Task OnConnectedAsync()
    {
        var outbox = new Outbox(new HubLine(PlanHubLifetime.ConnectionOf(Context)), Context.Abort, time, Context.ConnectionAborted);
        var connection = new PlanConnection(Context.User!, outbox, rooms, actors, sessions, limits, connections, audit);
        Context.Items[typeof(PlanConnection)] = connection;
        connections.Add(connection);
        return Task.CompletedTask;
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        // Calls off what is under way before the next connection of the session can find this one gone.
        try
        {
            await Connection.DisposeAsync();
        }
        finally
        {
            connections.Remove(Connection);
        }
    }

    public Task<OpenAnswer> Open(OpenCall call) => Connection.OpenAsync(call, Context.ConnectionAborted);

    public Task<ChangesAnswer> Changes(ChangesCall call) => Connection.ChangesAsync(call, Context.ConnectionAborted);

    public Task<SubmitCallAnswer> Submit(SubmitCall call) => Connection.SubmitAsync(call);

    public CheckAnswer Check(CheckCall call) => Connection.Check(call);

    public PlainAnswer Point(PointCall call) => new(Connection.Point(call));

    [HubMethodName(MalformedTarget)]
    [SuppressMessage("Performance", "CA1822", Justification = "SignalR finds methods of instances only.")]
    public PlainAnswer Malformed(string words) => new(RoomRefusals.Malformed(words));

    [HubMethodName(NoJsonTarget)]
    public void NoJson() => Connection.End(RoomRefusals.Malformed($"A record was not JSON, or nested deeper than {HubJson.DepthMax}. Connect again."));
}
