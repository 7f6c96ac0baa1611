using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OgdPlans.Tests;
using PlanEditor.Digests;
using PlanEditor.History;
using PlanEditor.Storage;
using PlanModel;

namespace PlanEditor.Tests.Storage;

/// <summary>An open store, with the services that the server has.</summary>
public sealed class TestStore(ServiceProvider services) : IAsyncDisposable
{
    public ChangeLog Log => services.GetRequiredService<ChangeLog>();

    public Snapshots Snapshots => services.GetRequiredService<Snapshots>();

    public Plans Plans => services.GetRequiredService<Plans>();

    public PlanReader Reader => services.GetRequiredService<PlanReader>();

    public PlanTouches Touches => services.GetRequiredService<PlanTouches>();

    public PlanRemovals Removals => services.GetRequiredService<PlanRemovals>();

    public PlanDigests Digests => services.GetRequiredService<PlanDigests>();

    public DigestStore DigestStore => services.GetRequiredService<DigestStore>();

    public PlanSearch Search => services.GetRequiredService<PlanSearch>();

    public SqliteFile File => services.GetRequiredService<SqliteFile>();

    public Backup Backup => services.GetRequiredService<Backup>();

    public IDbContextFactory<PlanDb> Databases => services.GetRequiredService<IDbContextFactory<PlanDb>>();

    public static async Task<TestStore> OpenSqliteAsync(string path, PlanSchemas? schemas = null)
    {
        var provider = Services(path, schemas);
        await provider.GetRequiredService<StorageStartup>().PrepareAsync(CancellationToken.None);
        return new TestStore(provider);
    }

    /// <summary>The services of a server that was not started.</summary>
    public static ServiceProvider Services(string path, PlanSchemas? schemas = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new SqliteFile(path));
        services.AddSingleton(schemas ?? new PlanSchemas(TestSchema.Schema));
        services.AddStores();
        services.AddDigests();
        services.AddHistory();
        return services.BuildServiceProvider();
    }

    public async Task<PlanId> NewPlanAsync(string slug = "atlantis") =>
        new((await Plans.CreateAsync(slug, TestSchema.Schema.Name, "AT", CancellationToken.None))!.Id);

    public Task<IReadOnlyList<LoggedChange>> ReadAsync(PlanId plan) => Log.ReadAsync(plan, 0, int.MaxValue, CancellationToken.None);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
