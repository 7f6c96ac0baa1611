using Microsoft.AspNetCore.StaticAssets;

namespace PlanEditor.Hosting;

/// <summary>Says to the browser, with every answer, what a page may do. Styles may be inline because MudBlazor writes them; scripts never are.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    public const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static state =>
        {
            var context = (HttpContext)state;
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            PublicAnswer.LetOthersRead(context);
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null && !PublicAnswer.MayBeKept(context))
            {
                headers.CacheControl = "no-store";
                headers.Remove("ETag");
            }

            return Task.CompletedTask;
        }, context);
        return next(context);
    }

    /// <summary>Stands around everything else that answers.</summary>
    internal sealed class Outermost : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseMiddleware<SecurityHeaders>();
            next(app);
        };
    }
}
