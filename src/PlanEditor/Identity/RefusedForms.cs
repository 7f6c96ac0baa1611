using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;

namespace PlanEditor.Identity;

/// <summary>
/// A form under /account whose token does not fit: it was made for whoever was signed in then, or the browser keeps no cookies. It leads back to its page, which says so and has a form that
/// fits.
/// </summary>
internal static class RefusedForms
{
    private const string Mark = "again";

    /// <summary>Leads back from a form whose token does not fit.</summary>
    public static Task LeadBackAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false } || !context.Request.IsAccountForm()) return next(context);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = BackFrom(context);
        return Task.CompletedTask;
    }

    /// <summary>Whether a page is shown to whom its form was refused.</summary>
    public static bool WasLedBack(this HttpRequest request) => HttpMethods.IsGet(request.Method) && request.Query.ContainsKey(Mark);

    /// <summary>Whether a form of the pages of accounts is sent.</summary>
    public static bool IsAccountForm(this HttpRequest request) => HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments("/account", StringComparison.OrdinalIgnoreCase);

    private static string BackFrom(HttpContext context)
    {
        var (path, isOpen) = (context.Request.Path, context.User.Identity?.IsAuthenticated == true);
        if (path.Equals(IdentitySetup.SignOutPath, StringComparison.OrdinalIgnoreCase) && !isOpen) return IdentitySetup.SignInPath;
        // What only takes forms has no page of its own.
        var page = path.Equals(IdentitySetup.SignOutPath, StringComparison.OrdinalIgnoreCase) || path.Equals(IdentitySetup.SamplePath, StringComparison.OrdinalIgnoreCase) ? IdentitySetup.SignInPath : path.ToUriComponent();
        var address = page + context.Request.QueryString.ToUriComponent();
        return context.Request.Query.ContainsKey(Mark) ? address : QueryHelpers.AddQueryString(address, Mark, "1");
    }
}
