using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using PlanModel.Schema.Vocabularies;

namespace PlanEditor.Hosting;

/// <summary>What every page and connection has in common: settings, limits, headers, keys.</summary>
public static partial class HostingSetup
{
    private const string AnyHost = "*";

    private const string AnyBelow = "*.";

    private const string DefaultAddress = "http://localhost:5080";

    // What somebody sends who reads no answers waits with the sender, not here.
    private const int ReadAheadSizeBytes = 64 * 1024;

    private static readonly Dictionary<string, string> Switches = new()
    {
        ["--data"] = $"{SiteOptions.Section}:{nameof(SiteOptions.Data)}",
        ["--sample"] = $"{SiteOptions.Section}:{nameof(SiteOptions.Sample)}",
    };

    /// <summary>Begins with the settings. When they cannot be read, says so on the error output in one line.</summary>
    /// <returns>Null: the server cannot start.</returns>
    public static WebApplicationBuilder? TryReadSettings(string[] args)
    {
        // A name without its value would take the next name for it.
        if (args.Where((argument, at) => IsName(argument) && !argument.Contains('=', StringComparison.Ordinal) && (at == args.Length - 1 || IsName(args[at + 1]))).FirstOrDefault() is { } name)
        {
            Console.Error.WriteLine($"{name} needs a value behind it.");
            return null;
        }

        try
        {
            return WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = OwnDirectory(args) });
        }
        catch (InvalidDataException problem)
        {
            Console.Error.WriteLine($"{problem.Message} {problem.GetBaseException().Message}".Replace('\n', ' '));
            return null;
        }

        static bool IsName(string argument) => argument.StartsWith("--", StringComparison.Ordinal);
    }

    /// <summary>Where settings, styles and scripts are: beside the program, wherever it is started from. Null where the framework knows: it was told, or the program is built, not published, and started among its sources.</summary>
    private static string? OwnDirectory(string[] args)
    {
        var told = new ConfigurationBuilder().AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args).Build()[HostDefaults.ContentRootKey];
        var isPublished = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        return told is null && (isPublished || !File.Exists("appsettings.json")) ? AppContext.BaseDirectory : null;
    }

    public static void AddHosting(this WebApplicationBuilder builder, string[] args)
    {
        builder.Configuration.AddCommandLine(args, Switches);
        UseCountries(builder.Configuration.GetSection($"{SiteOptions.Section}:{nameof(SiteOptions.Countries)}").Get<string[]>() ?? []);
        // Before the framework's own filters, so that what they answer has the headers too.
        builder.Services.Insert(0, ServiceDescriptor.Transient<IStartupFilter, SecurityHeaders.Outermost>());
        builder.Services.AddSettings<SiteOptions>(SiteOptions.Section)
            .Validate(site => site.IsReadable(), $"{SiteOptions.Section}: Address is https:// or http:// with a host, and nothing behind it")
            .Validate(site => SiteOptions.AreReadable(site.Countries), $"{SiteOptions.Section}: Countries holds further countries, each once and as “MN MNG en Asia/Ulaanbaatar Mongolia”: two and three letters, a language of plans (en, es, bn or ne), a time zone that this machine knows, the name in English")
            .ValidateDataAnnotations();
        builder.Services.AddSettings<ProxyOptions>(ProxyOptions.Section)
            .Validate(proxy => proxy.AreReadable(), $"{ProxyOptions.Section}: Known holds addresses (10.0.0.1) and networks (10.0.0.0/8)")
            .ValidateDataAnnotations();
        builder.Services.Configure<HostOptions>(host =>
        {
            // What works behind the pages, such as mail, is logged when it fails; the pages go on.
            host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore;
            // How long connections that do not end by themselves are waited for.
            host.ShutdownTimeout = TimeSpan.FromSeconds(5);
        });
        builder.Services.AddSingleton<DataDirectory>();
        builder.Services.AddSingleton<OwnOrigin>();
        builder.Services.AddSingleton(TimeProvider.System);
        PublicAnswer.AddTo(builder.Services);
        Listening.AddTo(builder);
        AddServer(builder);
        AddKeys(builder.Services);
        AddForwardedHeaders(builder.Services);
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database").AddCheck<WorkBehind.Health>("work").AddCheck<DiskRoom>("disk");
        builder.Services.AddHsts(hsts =>
        {
            hsts.MaxAge = TimeSpan.FromDays(365);
            hsts.IncludeSubDomains = true;
        });
        builder.Services.AddResponseCompression(compression =>
        {
            // Why this is safe here although pages carry secrets: docs/decisions/0005-compressed-pages.md.
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes = ["text/html"];
        });
    }

    // Before anything of the schema is used; those that cannot be read stop the start soon.
    private static void UseCountries(string[] further)
    {
        if (further.Length > 0 && SiteOptions.AreReadable(further)) AppContext.SetData(Countries.FurtherData, string.Join('\n', further));
    }

    /// <summary>Looks at every setting that is declared. What cannot be right is said on the error output, a line each.</summary>
    /// <returns>Whether the server can start.</returns>
    public static async Task<bool> CheckSettingsAsync(this WebApplication app)
    {
        var unknown = DeclaredSettings.Unknown(app.Services, (IConfigurationRoot)app.Configuration).ToArray();
        foreach (var name in unknown) await Console.Error.WriteLineAsync(name);
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            return unknown.Length == 0;
        }
        catch (OptionsValidationException problem)
        {
            await SayAsync(problem);
        }
        catch (AggregateException problem) when (problem.InnerExceptions.All(one => one is OptionsValidationException))
        {
            foreach (var section in problem.InnerExceptions.Cast<OptionsValidationException>()) await SayAsync(section);
        }
        catch (InvalidOperationException problem)
        {
            // A value of the wrong kind: "yes" where true or false is meant.
            await Console.Error.WriteLineAsync(problem.Message);
        }

        return false;

        static async Task SayAsync(OptionsValidationException section)
        {
            foreach (var failure in section.Failures) await Console.Error.WriteLineAsync(failure);
        }
    }

    /// <summary>Looks whether the site knows its own address, before it publishes any. When it does not, says so on the error output.</summary>
    /// <returns>Whether the server can start.</returns>
    public static bool CheckAddress(this WebApplication app)
    {
        var site = app.Services.GetRequiredService<IOptions<SiteOptions>>().Value;
        var hosts = HostsOf(app.Configuration);
        if (hosts.FirstOrDefault(host => host != AnyHost && Uri.CheckHostName(host.StartsWith(AnyBelow, StringComparison.Ordinal) ? host[AnyBelow.Length..] : host.Trim('[', ']')) == UriHostNameType.Unknown) is { } none)
        {
            Console.Error.WriteLine($"AllowedHosts: {none} is no name of a host: give plans.example.gov, without https:// and port, and a semicolon between two");
            return false;
        }

        if (!site.Address.IsLoopback && hosts.Length > 0 && !hosts.Any(host => IsOf(host, site.Address))) Log.AddressNotAllowed(app.Logger, site.Address.OriginalString, site.Address.Host);
        if (site.Sample || !site.Address.IsLoopback || !LetsOthersIn(app.Configuration)) return true;
        Console.Error.WriteLine($"{SiteOptions.Section}: Address ({site.Address.OriginalString}) is of this machine alone, but AllowedHosts names others. It stands in published files for ever: give the address by which people know the site, as --Site:Address https://plans.example.gov");
        return false;
    }

    private static string[] HostsOf(IConfiguration all) => all["AllowedHosts"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool IsOf(string host, Uri address) =>
        host == AnyHost
        || host.Trim('[', ']').Equals(address.IdnHost, StringComparison.OrdinalIgnoreCase) || host.Equals(address.Host, StringComparison.OrdinalIgnoreCase)
        || (host.StartsWith(AnyBelow, StringComparison.Ordinal) && address.IdnHost.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase));

    private static bool LetsOthersIn(IConfiguration all) =>
        // None are all, to the framework.
        all["AllowedHosts"] is not null
        && (HostsOf(all) is not { Length: > 0 } hosts || hosts.Any(host => !host.Equals("localhost", StringComparison.OrdinalIgnoreCase) && !(IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))));

    /// <summary>Everything that stands before the pages, in the order in which a request meets it.</summary>
    public static void UseHosting(this WebApplication app)
    {
        app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error", createScopeForErrors: true);
            app.UseHsts();
        }

        app.Use(PublicAnswer.AnswerPreflightAsync);
        app.UseMiddleware<SameOrigin>();
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/account", StringComparison.OrdinalIgnoreCase),
            pages => pages.UseResponseCompression());
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            if (!context.Request.AsksForPage() && context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
            return next(context);
        });
    }

    /// <summary>Accepts the lines that pages and the hub keep open.</summary>
    public static void UseLines(this IApplicationBuilder app)
    {
        app.Use(SocketUpgrade.InvokeAsync);
        app.UseWebSockets();
    }

    public static void MapHosting(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealthChecks("/health").AllowAnonymous();
    }

    private static void AddServer(WebApplicationBuilder builder)
    {
        // Found in the build's output too, not only in Development.
        builder.WebHost.UseStaticWebAssets();
        var configuration = builder.Configuration;
        if (configuration["urls"] is null && configuration["http_ports"] is null && configuration["https_ports"] is null && !configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(DefaultAddress);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = 4_000;
            kestrel.Limits.MaxConcurrentUpgradedConnections = 3_000;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
            kestrel.Limits.MaxRequestBufferSize = ReadAheadSizeBytes;
        });
        builder.WebHost.UseSockets(sockets =>
        {
            // What a socket has received is handled on a thread of the pool in any case; what is sent needs no second one.
            sockets.UnsafePreferInlineScheduling = true;
            sockets.MaxReadBufferSize = ReadAheadSizeBytes;
        });
    }

    private static void AddKeys(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("OgdPlans");
        services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>().Configure<DataDirectory, ILoggerFactory>((keys, data, loggers) =>
            keys.XmlRepository = new KeyFiles(data.Subdirectory("keys"), loggers));
    }

    private static void AddForwardedHeaders(IServiceCollection services) =>
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>((headers, options) =>
        {
            var proxy = options.Value;
            if (proxy.Known.Count == 0) return;
            headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            headers.ForwardLimit = proxy.Hops;
            foreach (var known in proxy.Known)
            {
                if (IPAddress.TryParse(known, out var address)) headers.KnownProxies.Add(address);
                else headers.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(known));
            }
        });

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Whoever asks for {Address} is answered with 400: AllowedHosts does not name {Host}")]
        public static partial void AddressNotAllowed(ILogger logger, string address, string host);
    }
}
