using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanEditor.FaultTests;

/// <summary>The real log in this process, on a data directory that no server has, to give a plan a history that would take people years.</summary>
internal sealed class LogStore(ServiceProvider services) : IAsyncDisposable
{
    /// <summary>As in a room.</summary>
    public const int ChangesPerSnapshot = 300;

    public ChangeLog Log => services.GetRequiredService<ChangeLog>();

    public Snapshots Snapshots => services.GetRequiredService<Snapshots>();

    public PlanReader Reader => services.GetRequiredService<PlanReader>();

    public static async Task<LogStore> OpenAsync(string directory)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new SqliteFile(Path.Combine(directory, StorageSetup.FileName)));
        services.AddSingleton(new PlanSchemas(DocumentSchemas.All));
        services.AddStores();
        var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<StorageStartup>().PrepareAsync(CancellationToken.None);
        return new LogStore(provider);
    }

    /// <summary>Makes a plan with a history.</summary>
    public async Task<(PlanId Plan, long Revision, Document Document)> WriteAsync(string slug, Random random, IEnumerable<Func<Document, ImmutableArray<Operation>>> changes)
    {
        const int together = 500;
        var row = await services.GetRequiredService<Plans>().CreateAsync(slug, ActionPlan.Schema.Name, "NP", CancellationToken.None);
        var plan = new PlanId(row!.Id);
        var (author, session, start) = (new UserId(NewId(random)), new SessionId(NewId(random)), new DateTimeOffset(2017, 7, 1, 0, 0, 0, TimeSpan.Zero));
        var document = Document.Empty(ActionPlan.Schema);
        var waiting = new List<LoggedChange>(together);
        var revision = 0L;
        foreach (var change in changes)
        {
            var operations = change(document);
            document = Change.Apply(document, operations);
            var committed = new CommittedChange(++revision, new ChangeId(NewId(random)), author, session, start.AddMinutes(revision), operations);
            waiting.Add(new LoggedChange(committed, LoggedChange.HashOf(revision - 1, operations)));
            if (waiting.Count < together) continue;
            await Log.AppendAllAsync(plan, waiting, CancellationToken.None);
            waiting = new List<LoggedChange>(together);
        }

        await Log.AppendAllAsync(plan, waiting, CancellationToken.None);
        return (plan, revision, document);
    }

    public async Task<PlanId> FindAsync(string slug) => new((await services.GetRequiredService<Plans>().FindAsync(slug, CancellationToken.None))!.Id);

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static Guid NewId(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
