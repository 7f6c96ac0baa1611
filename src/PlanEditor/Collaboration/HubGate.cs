using PlanEditor.Hosting;
using PlanEditor.Identity;

namespace PlanEditor.Collaboration;

/// <summary>
/// Stands before the hub: only a signed-in person's WebSocket that this site itself opened passes, and not too many of them. Browsers ask nobody before they open a
/// WebSocket to another site, with the cookie, so the origin decides.
/// </summary>
internal sealed class HubGate(HubLimits limits, OwnOrigin own)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.User.Identity?.IsAuthenticated != true)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (!own.Has(context.Request, orNone: false))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        using var connection = limits.TryConnect(SignInSessions.UserOf(context.User), Household.Of(context.Connection.RemoteIpAddress));
        if (connection is null) context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        else await next(context);
    }
}
