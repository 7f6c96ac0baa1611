namespace PlanEditor.Hosting;

/// <summary>Tells people's requests from those of programs.</summary>
public static class PageRequests
{
    /// <summary>Whether somebody opens a page: then an error is a page too, and a missing sign-in leads to the sign-in page.</summary>
    public static bool AsksForPage(this HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && !IsForPrograms(request.Path) && (request.Headers.Accept.Count == 0 || request.Headers.Accept.Any(TakesPage));

    private static bool TakesPage(string? accept) =>
        accept is not null && (accept.Contains("text/html", StringComparison.OrdinalIgnoreCase) || accept.Contains("*/*", StringComparison.Ordinal));

    private static bool IsForPrograms(PathString path) => path.StartsWithSegments("/hubs") || path.StartsWithSegments("/_blazor") || path.StartsWithSegments("/api");
}
