using Microsoft.AspNetCore.Authentication.Cookies;

namespace PlanEditor.Identity;

/// <summary>
/// Gives the cookie the prefix "__Host-" over https, with which browsers take it from this very host only and never over plain http.
/// Over plain http, which is for trying the app on one's own machine, browsers refuse that prefix.
/// </summary>
public sealed class HostCookies : ICookieManager
{
    public const string Name = "ogdplans";

    private readonly ChunkingCookieManager _cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => _cookies.GetRequestCookie(context, NameFor(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _cookies.AppendResponseCookie(context, NameFor(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _cookies.DeleteCookie(context, NameFor(context, key), options);

    private static string NameFor(HttpContext context, string key) => context.Request.IsHttps ? $"__Host-{key}" : key;
}
