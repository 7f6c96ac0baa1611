using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;

namespace PlanEditor.Hosting;

/// <summary>
/// Keeps answers that are for everybody: one for each address and what is read behind its question mark. What else somebody sends along, such as other keys, a sign-in or another name of the host,
/// makes no other answer, so nobody gets past the cache with it.
/// </summary>
/// <param name="stamp">What the answers depend on besides the address.</param>
/// <param name="reads">The keys that are read behind the question mark.</param>
/// <param name="expires">How long an answer is kept.</param>
internal sealed class PublicCache(Func<string> stamp, string[] reads, TimeSpan expires) : IOutputCachePolicy
{
    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var method = context.HttpContext.Request.Method;
        context.EnableOutputCaching = HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
        (context.AllowCacheLookup, context.AllowCacheStorage, context.AllowLocking) = (context.EnableOutputCaching, context.EnableOutputCaching, true);
        context.ResponseExpirationTimeSpan = expires;
        context.CacheVaryByRules.VaryByHost = false;
        context.CacheVaryByRules.QueryKeys = reads.Length == 0 ? StringValues.Empty : new StringValues(reads);
        context.CacheVaryByRules.VaryByValues["stamp"] = stamp();
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        context.AllowCacheStorage = response.StatusCode == StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0;
        return ValueTask.CompletedTask;
    }
}
