using Microsoft.AspNetCore.SignalR;

namespace PlanEditor.Collaboration;

/// <summary>SignalR's own, which also lets a hub find the connection below it, to which a message that is written already can be sent.</summary>
internal sealed class PlanHubLifetime(ILogger<DefaultHubLifetimeManager<PlanHub>> logger) : DefaultHubLifetimeManager<PlanHub>(logger)
{
    public static HubConnectionContext ConnectionOf(HubCallerContext context) => (HubConnectionContext)context.Items[typeof(HubConnectionContext)]!;

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connection.Items[typeof(HubConnectionContext)] = connection;
        return base.OnConnectedAsync(connection);
    }
}
