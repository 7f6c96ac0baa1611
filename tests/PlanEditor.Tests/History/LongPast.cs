using OgdPlans.Tests;
using PlanEditor.History;
using PlanEditor.Storage;
using PlanEditor.Tests.Storage;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using Xunit;

namespace PlanEditor.Tests.History;

/// <summary>A plan that one person wrote for a whole stretch, and many others after that.</summary>
public sealed class LongPast : IAsyncLifetime
{
    /// <summary>How many came after the first.</summary>
    public const int Others = 45;

    private readonly TemporaryDirectory _directory = new();
    private readonly PlanWriter _writer = new(1);
    private TestStore _store = null!;

    /// <summary>Who wrote the beginning, and nothing since.</summary>
    public UserId First { get; } = new(Guid.NewGuid());

    public PlanId Plan { get; private set; }

    public long Revision => _writer.Written.Count;

    public Document Document => _writer.Document;

    /// <summary>The store's databases.</summary>
    public GatedDatabases Databases { get; private set; } = null!;

    /// <summary>A reader that goes through <see cref="Databases"/>.</summary>
    public PlanReader Reader { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.OpenSqliteAsync(Path.Combine(_directory.Path, "plans.db"));
        Plan = await _store.NewPlanAsync();
        var chapter = new NodeId(101);
        var changes = new List<LoggedChange> { _writer.Next([new InsertNode(chapter, "chapter", NodeId.Root, null, Node.NoFields)], First) };
        while (changes.Count < PlanHistory.Stretch) changes.Add(Set(First));
        for (var at = 0; at < Others; at++) changes.Add(Set(new UserId(Guid.NewGuid())));
        await _store.Log.AppendAllAsync(Plan, changes, CancellationToken.None);
        Databases = new GatedDatabases(_store.Databases);
        Reader = new PlanReader(Databases, _store.Snapshots, new PlanSchemas(TestSchema.Schema));

        LoggedChange Set(UserId author) => _writer.Next([new SetField(chapter, "amount", Scalar.Of((decimal)_writer.Written.Count))], author);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _directory.Dispose();
    }
}
