using PlanEditor.History;
using PlanEditor.Identity;
using PlanEditor.Tests.Storage;
using PlanModel;
using PlanModel.History;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.History;

/// <summary>What somebody saw of a plan in one tab, and in another at the same moment.</summary>
public sealed class SeenStoreTests : IAsyncLifetime
{
    private static readonly UserId Me = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly NodeId First = new(11);
    private static readonly NodeId Second = new(12);

    private readonly TemporaryDirectory _directory = new();
    private TestStore _store = null!;
    private PlanId _plan;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.OpenSqliteAsync(Path.Combine(_directory.Path, "plans.db"));
        _plan = await _store.NewPlanAsync();
        await using var database = await _store.Databases.CreateDbContextAsync();
        database.Users.Add(new AppUser { Id = Me.Value, UserName = "maria@example.org", DisplayName = "Maria", Role = Role.Reviewer });
        await database.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_two_tabs_save_at_one_moment_is_both_kept(bool known)
    {
        var other = new SeenStore(_store.Databases, TimeProvider.System);
        if (known) await other.SaveAsync(_plan, Me, LastLook.All(5), default);
        // The clock is read between what is kept and what is written: there the other tab comes in.
        var one = new SeenStore(_store.Databases, new Meanwhile(() => other.SaveAsync(_plan, Me, LastLook.All(7).With(First, 9), default).GetAwaiter().GetResult()));
        await one.SaveAsync(_plan, Me, LastLook.All(6).With(First, 8).With(Second, 8), default);

        var seen = (await other.ReadAsync(_plan, Me, default))!.Value.Seen;
        Assert.Equal((7, 9, 8), (seen.Plan, seen.Of(First), seen.Of(Second)));
    }

    private sealed class Meanwhile(Action act) : TimeProvider
    {
        private bool _done;

        public override DateTimeOffset GetUtcNow()
        {
            if (!_done)
            {
                _done = true;
                act();
            }

            return base.GetUtcNow();
        }
    }
}
