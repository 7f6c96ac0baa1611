using System.Threading.RateLimiting;

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

    private PublicAnswer() { }

    public static PublicAnswer Mark { get; } = new();

    public static void AddTo(IServiceCollection services)
    {
        services.AddOutputCache(cache => cache.SizeLimit = KeptBytesMax);
        services.AddRateLimiter(limits => limits.AddPolicy(Limit, context => RateLimitPartition.GetFixedWindowLimiter(
            $"{context.Connection.RemoteIpAddress}",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = AnswersPerMinute, Window = TimeSpan.FromMinutes(1) })));
    }

    /// <summary>Answers addresses for everybody without a sign-in.</summary>
    public static RouteGroupBuilder MapPublicFiles(IEndpointRouteBuilder routes) => routes.MapGroup("").AllowAnonymous().WithMetadata(Mark).RequireRateLimiting(Limit);

    /// <summary>Answers an address for everybody without a sign-in, and with "nothing new" when the asker has it.</summary>
    /// <param name="routes">The addresses.</param>
    /// <param name="stamp">What the answers depend on besides the address and this program.</param>
    public static RouteGroupBuilder MapPublicAnswers(IEndpointRouteBuilder routes, Func<string> stamp)
    {
        var program = typeof(PublicAnswer).Module.ModuleVersionId.ToString("N")[..8];
        return MapPublicFiles(routes).CacheOutput(cache => cache.Expire(TimeSpan.FromSeconds(PageSeconds)).VaryByValue(_ => KeyValuePair.Create("stamp", stamp()))).AddEndpointFilter(async (context, next) =>
        {
            var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
            // Weak: it is sent compressed or not.
            var tag = $"W/\"{stamp()}-{program}\"";
            response.Headers.ETag = tag;
            response.Headers.CacheControl = $"public, max-age={PageSeconds}";
            response.Headers.AccessControlAllowOrigin = "*";
            return request.Headers.IfNoneMatch.Any(known => known == tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : await next(context);
        });
    }

    /// <summary>Whether an answer may be kept as it says itself.</summary>
    internal static bool MayBeKept(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<PublicAnswer>() is not null
        && context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status206PartialContent or StatusCodes.Status304NotModified
        && context.Response.Headers.SetCookie.Count == 0;
}
