using System.Net.WebSockets;
using Microsoft.AspNetCore.Http.Features;

namespace PlanEditor.Collaboration;

/// <summary>Keeps the WebSocket of a request to the hub, so that <see cref="HubOutput"/> can write to it.</summary>
internal sealed class HubSocket(IHttpWebSocketFeature accepting) : IHttpWebSocketFeature
{
    /// <summary>The WebSocket; null before it is accepted.</summary>
    public WebSocket? Accepted { get; private set; }

    public bool IsWebSocketRequest => accepting.IsWebSocketRequest;

    /// <summary>Stands before the hub's endpoint.</summary>
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpWebSocketFeature>() is { IsWebSocketRequest: true } accepting) context.Features.Set<IHttpWebSocketFeature>(new HubSocket(accepting));
        return next(context);
    }

    public async Task<WebSocket> AcceptAsync(WebSocketAcceptContext context) => Accepted = await accepting.AcceptAsync(context);
}
