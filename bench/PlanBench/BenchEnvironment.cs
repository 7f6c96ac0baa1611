using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;

namespace PlanBench;

/// <summary>Where the site's fonts are when no site runs: in the repository, from which benches are started.</summary>
internal sealed class BenchEnvironment : IWebHostEnvironment
{
    public string WebRootPath { get; set; } = Path.GetFullPath("src/PlanEditor/wwwroot");

    public IFileProvider WebRootFileProvider { get; set; } = new PhysicalFileProvider(Path.GetFullPath("src/PlanEditor/wwwroot"));

    public string ApplicationName { get; set; } = "PlanBench";

    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

    public string ContentRootPath { get; set; } = Directory.GetCurrentDirectory();

    public string EnvironmentName { get; set; } = "Production";
}
