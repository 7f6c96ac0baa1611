using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace PlanEditor.Collaboration;

/// <summary>A connection of the hub.</summary>
internal sealed class HubLine(HubConnectionContext connection) : IHubLine
{
    public ValueTask WriteAsync(ChangedFrame frame) => connection.WriteAsync(frame.Message);

    public ValueTask WriteAsync(string method, object message, CancellationToken cancellation) => connection.WriteAsync(new SerializedHubMessage(new InvocationMessage(method, [message])), cancellation);
}
