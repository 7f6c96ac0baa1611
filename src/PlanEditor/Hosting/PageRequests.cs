namespace PlanEditor.Hosting;

/// <summary>Tells people's requests from those of programs.</summary>
public static class PageRequests
{
    /// <summary>Whether somebody opens a page: then an error is a page too, and a missing sign-in leads to the sign-in page.</summary>
    public static bool AsksForPage(this HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);
}
