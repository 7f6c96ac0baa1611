namespace PlanEditor.Tests.Storage;

public sealed class SqliteStorageTests : StorageBehaviours
{
    private readonly TemporaryDirectory _directory = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Dispose();
    }

    protected override Task<TestStore> OpenAsync() => TestStore.OpenSqliteAsync(_directory.File("plans.db"));
}
