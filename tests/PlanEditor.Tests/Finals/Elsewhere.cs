using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PlanEditor.Export;
using PlanEditor.Finals;
using PlanEditor.Hosting;
using PlanEditor.Storage;
using PlanEditor.Tests.Hosting;
using PlanEditor.Tests.Storage;
using PlanEditor.Webhooks;

namespace PlanEditor.Tests.Finals;

/// <summary>The finals of a site's plans, made in a directory of their own.</summary>
internal sealed class Elsewhere : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly IServiceProvider _services;
    private readonly IOptions<SiteOptions> _options;
    private readonly DataDirectory _data;

    public Elsewhere(Site site)
    {
        (_services, _options) = (site.Services, Options.Create(new SiteOptions { Data = _directory.Path }));
        _data = new DataDirectory(_options, _services.GetRequiredService<IHostEnvironment>());
        Store = new FinalStore(_data);
        Finals = new PublishedFinals(Store, NullLogger<PublishedFinals>.Instance);
    }

    public string Path => _directory.Path;

    public FinalStore Store { get; }

    public PublishedFinals Finals { get; }

    public FinalTroubles Troubles { get; } = new();

    public async Task<bool> MakeAsync(params IPlanFormat[] formats) =>
        await new FinalMaker(_services.GetRequiredService<PlanReader>(), Store, new FinalRecords(_services.GetRequiredService<IDbContextFactory<PlanDb>>()), Finals, Troubles, formats, _options, NullLogger<FinalMaker>.Instance)
            .MakeAsync((await _services.GetRequiredService<PlanEditor.Storage.Plans>().FindAsync("panama", default))!, default);

    /// <summary>What tells others of these finals; nobody can be reached.</summary>
    public WebhookSender Sender(string address) => new(
        Finals,
        Store,
        new WebhookStore(_data, NullLogger<WebhookStore>.Instance),
        Options.Create(new WebhookOptions { Addresses = [new WebhookAddress { Address = new Uri(address), Secret = new string('s', WebhookAddress.SecretLengthMin) }] }),
        TimeProvider.System,
        NullLogger<WebhookSender>.Instance,
        _ => false);

    public void Dispose() => _directory.Dispose();
}

/// <summary>A form of file that fails when it is told to.</summary>
internal sealed class WeakFormat : IPlanFormat
{
    public bool Fails { get; set; }

    public Func<Task> Meanwhile { get; init; } = () => Task.CompletedTask;

    public string Extension => "weak";

    public string MediaType => "text/plain";

    public async Task WriteAsync(PlanExport export, Stream to, IProgress<double> progress, CancellationToken cancellation)
    {
        await to.WriteAsync("a half"u8.ToArray(), cancellation);
        await Meanwhile();
        if (Fails) throw new InvalidOperationException("no browser to print with");
    }
}
