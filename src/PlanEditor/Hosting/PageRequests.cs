namespace PlanEditor.Hosting;

/// <summary>Tells people's requests from those of programs.</summary>
public static class PageRequests
{
    /// <summary>Whether somebody opens a page: then an error is a page too, and a missing sign-in leads to the sign-in page.</summary>
    public static bool AsksForPage(this HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && !request.IsLine() && !request.Path.StartsWithSegments("/api") && (request.Headers.Accept.Count == 0 || request.Headers.Accept.Any(TakesPage));

    /// <summary>Whether a page that is open asks for a line, which it does by itself.</summary>
    public static bool IsLine(this HttpRequest request) => request.Path.StartsWithSegments("/hubs") || request.Path.StartsWithSegments("/_blazor");

    private static bool TakesPage(string? accept) =>
        accept is not null && (accept.Contains("text/html", StringComparison.OrdinalIgnoreCase) || accept.Contains("*/*", StringComparison.Ordinal));
}
