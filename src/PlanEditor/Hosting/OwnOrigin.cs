namespace PlanEditor.Hosting;

/// <summary>
/// Tells lines that this site's own pages open from those of other sites. The first one that is refused is said in the log: behind a proxy that is not believed, or that does not pass the
/// host on, each line seems to come from elsewhere.
/// </summary>
public sealed partial class OwnOrigin(ILogger<OwnOrigin> logger)
{
    private int _said;

    /// <summary>Whether a line was opened by a page of this site.</summary>
    /// <param name="request">What asks for the line.</param>
    /// <param name="orNone">Whether one that does not say where it comes from may be.</param>
    public bool Has(HttpRequest request, bool orNone)
    {
        var own = $"{request.Scheme}://{request.Host}";
        if (request.Headers.Origin is [{ Length: > 0 } origin] ? string.Equals(origin, own, StringComparison.OrdinalIgnoreCase) : orNone && request.Headers.Origin.Count == 0) return true;
        if (Interlocked.Exchange(ref _said, 1) == 0) Log.Refused(logger, request.Path, $"{request.Headers.Origin}", own);
        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A line of a page to {Path} was refused: it comes from “{Origin}”, and this site is {Own} to the server. Where that is one site, the proxy in front passes Host, X-Forwarded-For and X-Forwarded-Proto on, and stands under Proxy:Known. More of these are not logged")]
        public static partial void Refused(ILogger logger, string path, string origin, string own);
    }
}
