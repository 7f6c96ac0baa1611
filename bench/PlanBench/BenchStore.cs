using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Digests;
using PlanEditor.History;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Schema;

namespace PlanBench;

/// <summary>The server's own storage on a data directory, without the server.</summary>
internal sealed class BenchStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private BenchStore(ServiceProvider services) => _services = services;

    public IServiceProvider Services => _services;

    public ChangeLog Log => _services.GetRequiredService<ChangeLog>();

    public Snapshots Snapshots => _services.GetRequiredService<Snapshots>();

    public PlanReader Reader => _services.GetRequiredService<PlanReader>();

    public Plans Plans => _services.GetRequiredService<Plans>();

    public SqliteFile File => _services.GetRequiredService<SqliteFile>();

    /// <summary>With the server's own schemas, or one of the bench's.</summary>
    public static async Task<BenchStore> OpenAsync(string directory, PlanSchema? schema = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new SqliteFile(Path.Combine(directory, StorageSetup.FileName)));
        services.AddSingleton(schema is null ? new PlanSchemas(DocumentSchemas.All) : new PlanSchemas(schema));
        services.AddStores();
        services.AddDigests();
        services.AddHistory();
        var store = new BenchStore(services.BuildServiceProvider());
        await store._services.GetRequiredService<StorageStartup>().PrepareAsync(CancellationToken.None);
        return store;
    }

    /// <summary>What the database and what belongs to it take on disk.</summary>
    public static long SizeBytes(string directory) => new DirectoryInfo(directory).EnumerateFiles($"{StorageSetup.FileName}*").Sum(file => file.Length);

    /// <summary>A change as it goes into the log.</summary>
    public static LoggedChange Logged(CommittedChange change) => new(change, LoggedChange.HashOf(change.Revision - 1, change.Operations));

    public async Task<PlanId> CreatePlanAsync(string slug, PlanSchema schema, string country) =>
        await Plans.CreateAsync(slug, schema.Name, country, CancellationToken.None) is { } row ? new PlanId(row.Id) : throw new InvalidOperationException($"there is a plan {slug} already");

    /// <summary>Forgets all snapshots, so that the next opening reads the whole log.</summary>
    public void DropSnapshots()
    {
        using var connection = File.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM Snapshots";
        command.ExecuteNonQuery();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
