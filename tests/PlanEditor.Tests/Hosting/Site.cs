using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PlanEditor.Export.Pdf;
using PlanEditor.Tests.Finals;

namespace PlanEditor.Tests.Hosting;

/// <summary>The whole site on a data directory of its own.</summary>
public sealed class Site(bool sample, string? data = null, TimeProvider? time = null, params (string Name, string Value)[] settings) : WebApplicationFactory<Program>
{
    private static readonly Action<IServiceCollection> Nothing = _ => { };
    private readonly bool _ownsData = data is null;
    private string? _data = data;

    public string Data => _data ??= sample && time is null && settings.Length == 0 && !Prints && Alter == Nothing ? SampleData.Copy() : NewData();

    /// <summary>Whether it has PDF: else every site with a final plan would start a Chromium to print it.</summary>
    public bool Prints { get; init; }

    /// <summary>How it is hosted.</summary>
    public string Environment { get; init; } = "Production";

    /// <summary>What is done to the services of the site before it is built.</summary>
    public Action<IServiceCollection> Alter { get; init; } = Nothing;

    /// <summary>A browser without redirects, so that a test sees each answer.</summary>
    public Browser Open(string scheme = "http")
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true, BaseAddress = new Uri($"{scheme}://localhost") });
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        return new Browser(client);
    }

    public AsyncServiceScope Scope() => Services.CreateAsyncScope();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environment);
        builder.UseSetting("Site:Data", Data);
        builder.UseSetting("Site:Sample", sample ? "true" : "false");
        builder.UseSetting("Site:WarmUp", "false");
        foreach (var (name, value) in settings) builder.UseSetting(name, value);
        builder.UseSetting("Logging:LogLevel:Default", "Error");
        if (!Prints) builder.ConfigureTestServices(services =>
        {
            foreach (var format in services.Where(one => one.ImplementationType is { } type && (type == typeof(PdfFormat) || type.GenericTypeArguments.Contains(typeof(PdfFormat)))).ToArray()) services.Remove(format);
        });
        builder.ConfigureTestServices(Alter);
        if (time is not null) builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton(time)));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing || !Directory.Exists(_data)) return;
        // The program's own thread may still be taking the host down.
        if (!SpinWait.SpinUntil(() => IsFree(Path.Combine(Data, "server.lock")), TimeSpan.FromSeconds(30))) throw new TimeoutException($"{Data} is still in use");
        // What is being made of a final may still write its last file.
        if (_ownsData && !SpinWait.SpinUntil(() => IsDeleted(Data), TimeSpan.FromSeconds(30))) throw new TimeoutException($"{Data} is still written to");
    }

    private static bool IsDeleted(string directory)
    {
        try
        {
            if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string NewData() => Directory.CreateTempSubdirectory("ogdplans-site-").FullName;

    private static bool IsFree(string file)
    {
        try
        {
            if (!File.Exists(file)) return true;
            using var opened = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>What a site with the samples leaves when it is stopped, made once: telling the samples anew takes seconds.</summary>
    private static class SampleData
    {
        private static readonly Lazy<string> Made = new(Make);

        public static string Copy()
        {
            var copy = NewData();
            foreach (var folder in Directory.EnumerateDirectories(Made.Value, "*", SearchOption.AllDirectories)) Directory.CreateDirectory(Path.Combine(copy, Path.GetRelativePath(Made.Value, folder)));
            foreach (var file in Directory.EnumerateFiles(Made.Value, "*", SearchOption.AllDirectories)) File.Copy(file, Path.Combine(copy, Path.GetRelativePath(Made.Value, file)));
            return copy;
        }

        private static string Make()
        {
            var data = NewData();
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(data, recursive: true);
            using var site = new Site(sample: true, data);
            Task.Run(() => site.PublishedAsync()).GetAwaiter().GetResult();
            return data;
        }
    }
}
