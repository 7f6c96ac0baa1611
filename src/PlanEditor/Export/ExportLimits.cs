using System.Globalization;
using System.Threading.RateLimiting;
using PlanEditor.Identity;
using PlanModel;

namespace PlanEditor.Export;

/// <summary>How many files that are made while one waits a person gets: each costs the server work, and a row of the audit that nobody can delete.</summary>
public sealed class ExportLimits : IDisposable
{
    /// <summary>How many are made at once.</summary>
    public const int AtOnce = 2;

    /// <summary>How many in a minute.</summary>
    public const int PerMinute = 30;

    private readonly PartitionedRateLimiter<UserId> _limits = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<UserId, UserId>(user => RateLimitPartition.GetConcurrencyLimiter(user, _ => new ConcurrencyLimiterOptions { PermitLimit = AtOnce })),
        PartitionedRateLimiter.Create<UserId, UserId>(user => RateLimitPartition.GetFixedWindowLimiter(user, _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) })));

    /// <summary>Counts a file in, until it is disposed of; not acquired when there are too many.</summary>
    public RateLimitLease Take(UserId user) => _limits.AttemptAcquire(user);

    /// <summary>Makes a file, or says that there were too many. Then nothing is made and nothing written down.</summary>
    internal static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        using var lease = http.RequestServices.GetRequiredService<ExportLimits>().Take(SignInSessions.UserOf(http.User));
        if (lease.IsAcquired) return await next(context);
        return Refuse(http, "You saved many files just now. Wait a minute, then try again.", lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1));
    }

    /// <summary>Says that there were too many, and when it is worth trying again.</summary>
    internal static IResult Refuse(HttpContext http, string words, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Results.Text(words, statusCode: StatusCodes.Status429TooManyRequests);
    }

    public void Dispose() => _limits.Dispose();
}
