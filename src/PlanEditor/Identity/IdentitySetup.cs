using System.Data.Common;
using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PlanEditor.Components.Account;
using PlanEditor.Hosting;
using PlanEditor.Storage;

namespace PlanEditor.Identity;

/// <summary>Accounts, sign-in, and what keeps both honest.</summary>
public static class IdentitySetup
{
    /// <summary>How many tries to sign in, join or set a password one address has in a minute.</summary>
    public const int TriesPerMinute = 20;

    /// <summary>However a minute is laid, it holds no more tries than that: a stretch of the window frees what was taken in it when the whole window has gone by.</summary>
    internal static SlidingWindowRateLimiterOptions Tries { get; } = new() { PermitLimit = TriesPerMinute, Window = TimeSpan.FromSeconds(70), SegmentsPerWindow = 7 };

    public const string NewAdministrator = "--new-administrator";

    internal const string SignInPath = "/account/sign-in";
    internal const string SamplePath = "/account/sample";
    internal const string SignOutPath = "/account/sign-out";

    public static void AddIdentity(this IServiceCollection services)
    {
        services.TryAddScoped(provider => provider.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContext());
        AddAccounts(services);
        AddCookie(services);
        AddLimits(services);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitSignIn>();
        services.AddScoped<CurrentUser>();
        services.AddSingleton<PasswordTries>();
        services.AddScoped<SignIn>();
        services.AddScoped<Invitations>();
        services.AddScoped<Accounts>();
        services.AddSingleton<SampleAccounts>();
        services.AddSingleton<Actors>();
        services.AddSingleton<FirstAdministrator>();
        services.AddSingleton<DraftGrants>();
        services.AddHostedService(provider => provider.GetRequiredService<DraftGrants>());
        services.AddSingleton<SignInSessions>();
        services.TryAddSingleton<CircuitConnections>();
    }

    /// <summary>Makes the sample accounts, or the link for the first administrator, where they are missing.</summary>
    public static async Task PrepareIdentityAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Accounts>().AddSampleAccountsAsync(app.Lifetime.ApplicationStopping);
        var first = app.Services.GetRequiredService<FirstAdministrator>();
        var invitations = scope.ServiceProvider.GetRequiredService<Invitations>();
        if (!await invitations.WaitsForAdministratorAsync(app.Lifetime.ApplicationStopping)) first.DropFurther();
        if (await invitations.OfferFirstAdministratorAsync(app.Lifetime.ApplicationStopping) is not { } code)
        {
            first.Drop();
            return;
        }

        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var listening = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
            first.Keep($"{FirstAdministrator.SiteOf(app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.Address, listening)}/account/join/{code}");
            Console.Out.WriteLine($"There is no administrator yet. The link that makes the account, once, within {Invitations.Lifetime.Days} days, is in {first.Path}");
        });
    }

    /// <summary>With <c>--new-administrator</c> makes a link for one more administrator, whether or not a server runs: the only one may have left, or lost the password.</summary>
    /// <returns>The exit code; null when it was not asked for.</returns>
    public static async Task<int?> OfferAdministratorIfAskedAsync(this WebApplication app, string[] args)
    {
        if (!args.Contains(NewAdministrator)) return null;
        var (file, stopping) = (app.Services.GetRequiredService<SqliteFile>(), app.Lifetime.ApplicationStopping);
        try
        {
            await app.Services.GetRequiredService<StorageStartup>().RequireOursAsync(file.Path, stopping);
            await using var scope = app.Services.CreateAsyncScope();
            if ((await scope.ServiceProvider.GetRequiredService<PlanDb>().Database.GetPendingMigrationsAsync(stopping)).Any())
                throw new StorageStartException($"The database {file.Path} is of an older version: start the server once.");
            var first = app.Services.GetRequiredService<FirstAdministrator>();
            var code = await scope.ServiceProvider.GetRequiredService<Invitations>().OfferAdministratorAsync(stopping);
            var path = first.KeepFurther($"{FirstAdministrator.SiteOf(app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.Address, listening: null)}/account/join/{code}");
            await Console.Out.WriteLineAsync($"The link that makes an administrator, once, within {Invitations.Lifetime.Days} days, is in {path}");
            return 0;
        }
        catch (Exception problem) when (problem is StorageStartException or DbException or DbUpdateException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(problem is DbUpdateException ? problem.GetBaseException().Message : problem.Message);
            return 1;
        }
    }

    public static void UseIdentity(this WebApplication app)
    {
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseLines();
        var connections = app.Services.GetRequiredService<CircuitConnections>();
        app.Use(connections.InvokeAsync);
        app.UseAntiforgery();
        app.Use(RefusedForms.LeadBackAsync);
    }

    public static void MapIdentity(this WebApplication app)
    {
        app.MapPost(SamplePath, async (HttpContext context, SignIn signIn, [FromForm(Name = "Account")] string? account, [FromQuery(Name = "return")] string? after) =>
            await signIn.TrySampleAsync(context, account ?? "") ? Results.LocalRedirect(LocalAddress.OrHome(after)) : Results.NotFound()).AllowAnonymous();

        // A value from the form makes the antiforgery token required.
        app.MapPost(SignOutPath, async (HttpContext context, SignIn signIn, [FromForm] string? from) =>
        {
            // The sign-in may have ended before.
            if (context.User.Identity?.IsAuthenticated != true) return Results.LocalRedirect(SignInPath);
            await signIn.SignOutAsync(context);
            return Results.LocalRedirect(LocalAddress.OrHome(from));
        }).AllowAnonymous();
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddIdentityCore<AppUser>(identity =>
        {
            identity.User.RequireUniqueEmail = true;
            identity.User.AllowedUserNameCharacters = "";
            identity.Lockout.MaxFailedAccessAttempts = 5;
            identity.Lockout.DefaultLockoutTimeSpan = Resting.Longest;
            identity.Password.RequiredLength = PasswordRules.LengthMin;
            identity.Password.RequiredUniqueChars = 1;
            identity.Password.RequireDigit = false;
            identity.Password.RequireLowercase = false;
            identity.Password.RequireUppercase = false;
            identity.Password.RequireNonAlphanumeric = false;
        }).AddEntityFrameworkStores<PlanDb>().AddPasswordValidator<PasswordRules>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
    }

    private static void AddCookie(IServiceCollection services)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        services.Configure<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme, cookie =>
        {
            cookie.Cookie.Name = HostCookies.Name;
            cookie.CookieManager = new HostCookies();
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.SlidingExpiration = true;
            cookie.ExpireTimeSpan = SignInSessions.Idle;
            cookie.LoginPath = SignInPath;
            cookie.AccessDeniedPath = "/not-found";
            cookie.ReturnUrlParameter = "return";
            cookie.Events.OnValidatePrincipal = async context =>
            {
                var sessions = context.HttpContext.RequestServices.GetRequiredService<SignInSessions>();
                // Lines come back by themselves.
                if (context.Principal is null || !await sessions.IsOpenAsync(context.Principal, isUsed: !context.Request.IsLine(), context.HttpContext.RequestAborted)) context.RejectPrincipal();
            };
            cookie.Events.OnRedirectToLogin = context =>
            {
                if (context.Request.Path == "/" && context.Request.AsksForPage()) context.Response.Redirect("/public");
                else if (context.Request.AsksForPage() || context.Request.IsAccountForm()) context.Response.Redirect(context.RedirectUri);
                else context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return Task.CompletedTask;
            };
        });
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "ogdplans-form";
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
    }

    private static void AddLimits(IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.OnRejected = async (context, cancellation) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = Tries.Window.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            context.HttpContext.Response.ContentType = "text/plain; charset=utf-8";
            await context.HttpContext.Response.WriteAsync("Too many tries from this address. Wait a little more than a minute, then try again.", cancellation);
        };
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            CanBeGuessed(context.Request)
                ? RateLimitPartition.GetSlidingWindowLimiter(
                    $"account {Household.Of(context.Connection.RemoteIpAddress)}",
                    _ => Tries)
                : RateLimitPartition.GetNoLimiter(""));
    });

    // Sample accounts ask for nothing that could be guessed, and signing out gives nothing.
    private static bool CanBeGuessed(HttpRequest request) =>
        request.IsAccountForm()
        && !request.Path.Equals(SamplePath, StringComparison.OrdinalIgnoreCase)
        && !request.Path.Equals(SignOutPath, StringComparison.OrdinalIgnoreCase);
}
