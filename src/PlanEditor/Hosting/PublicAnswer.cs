using System.Threading.RateLimiting;
using Microsoft.Net.Http.Headers;

namespace PlanEditor.Hosting;

/// <summary>
/// Marks addresses whose answers are for everybody: they are the same for all who ask, may be kept by browsers and by what stands between, and may be read by the pages of other sites.
/// </summary>
public sealed class PublicAnswer
{
    /// <summary>How long a page may be shown without asking again, in seconds.</summary>
    private const int PageSeconds = 300;

    /// <summary>How many answers one address gets in a minute.</summary>
    private const int AnswersPerMinute = 1_200;

    /// <summary>How much of what was answered is kept, so that many readers cost those who write nothing.</summary>
    private const long KeptBytesMax = 32 * 1024 * 1024;

    private const string Limit = "public";

    /// <summary>Below which addresses all is for everybody.</summary>
    private static readonly PathString[] Addresses = ["/api", "/public", "/id", "/ns"];

    private PublicAnswer() { }

    public static PublicAnswer Mark { get; } = new();

    public static void AddTo(IServiceCollection services)
    {
        services.AddOutputCache(cache => (cache.SizeLimit, cache.UseCaseSensitivePaths) = (KeptBytesMax, true));
        services.AddRateLimiter(limits => limits.AddPolicy(Limit, context => RateLimitPartition.GetFixedWindowLimiter(
            $"{Household.Of(context.Connection.RemoteIpAddress)}",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = AnswersPerMinute, Window = TimeSpan.FromMinutes(1) })));
    }

    /// <summary>Answers addresses for everybody without a sign-in.</summary>
    public static RouteGroupBuilder MapPublicFiles(IEndpointRouteBuilder routes) => routes.MapGroup("").AllowAnonymous().WithMetadata(Mark).RequireRateLimiting(Limit);

    /// <summary>Answers an address for everybody without a sign-in, and with "nothing new" when the asker has it.</summary>
    /// <param name="routes">The addresses.</param>
    /// <param name="stamp">What the answers depend on besides the address and this program.</param>
    /// <param name="reads">The keys that the answers read behind the question mark.</param>
    public static RouteGroupBuilder MapPublicAnswers(IEndpointRouteBuilder routes, Func<string> stamp, params string[] reads)
    {
        var program = typeof(PublicAnswer).Module.ModuleVersionId.ToString("N")[..8];
        return MapPublicFiles(routes).CacheOutput(new PublicCache(stamp, reads, TimeSpan.FromSeconds(PageSeconds))).AddEndpointFilter(async (context, next) =>
        {
            var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
            // Weak: it is sent compressed or not.
            var tag = $"W/\"{stamp()}-{program}\"";
            response.Headers.ETag = tag;
            response.Headers.CacheControl = $"public, max-age={PageSeconds}";
            return Has(request, tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : await next(context);
        });
    }

    /// <summary>Whether who asks has the answer already: by one of the tags that it names, whether what stands between called it weak or not.</summary>
    private static bool Has(HttpRequest request, string tag)
    {
        var own = EntityTagHeaderValue.Parse(tag);
        return request.GetTypedHeaders().IfNoneMatch.Any(known => known == EntityTagHeaderValue.Any || known.Compare(own, useStrongComparison: false));
    }

    /// <summary>Answers the question that a browser asks before another site's page may ask in an unusual way, such as with a tag of what it has.</summary>
    public static Task AnswerPreflightAsync(HttpContext context, RequestDelegate next)
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        if (!HttpMethods.IsOptions(request.Method) || !Addresses.Any(start => request.Path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase))) return next(context);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        headers.Allow = headers.AccessControlAllowMethods = "GET, HEAD, OPTIONS";
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowHeaders = "Accept, Content-Type, If-Modified-Since, If-None-Match, Range";
        headers.AccessControlMaxAge = "86400";
        return Task.CompletedTask;
    }

    /// <summary>Lets pages of other sites read an answer, if it is for everybody, and what stands above it.</summary>
    internal static void LetOthersRead(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PublicAnswer>() is null) return;
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.AccessControlExposeHeaders = "Content-Disposition, Content-Range, ETag, Link, Location, Retry-After";
    }

    /// <summary>Whether an answer may be kept as it says itself.</summary>
    internal static bool MayBeKept(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<PublicAnswer>() is not null
        && context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status206PartialContent or StatusCodes.Status304NotModified
        && context.Response.Headers.SetCookie.Count == 0;
}
