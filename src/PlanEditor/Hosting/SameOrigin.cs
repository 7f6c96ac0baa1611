namespace PlanEditor.Hosting;

/// <summary>
/// Refuses circuits that another site's page opens: browsers do not ask before a WebSocket, and send the cookie along. The hub asks for itself.
/// </summary>
public sealed class SameOrigin(RequestDelegate next, OwnOrigin own)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!IsConnection(context.Request) || own.Has(context.Request, orNone: true)) return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool IsConnection(HttpRequest request) => request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);
}
