using PlanEditor.Components.Comments;
using PlanEditor.History;
using PlanModel;
using PlanModel.History;

namespace PlanEditor.Components.Editor;

/// <summary>What <see cref="Looking"/> asks of the rest.</summary>
public interface ILooks
{
    /// <summary>What somebody saw of a plan, and when; null for who never opened it.</summary>
    Task<(LastLook Seen, DateTimeOffset At)?> ReadAsync(PlanId plan, UserId user);

    /// <summary>Keeps what somebody saw.</summary>
    Task SaveAsync(PlanId plan, UserId user, LastLook seen);

    /// <summary>Who changed what last, after a revision or an earlier one, up to another at least.</summary>
    Task<LastTouches> TouchesAsync(PlanId plan, long after, long revision);

    /// <summary>Finds names that are not known yet.</summary>
    /// <returns>Whether there were any.</returns>
    ValueTask<bool> LoadNamesAsync(IEnumerable<UserId> users);

    /// <summary>The name of somebody; of one whose name is not known yet: "…".</summary>
    string NameOf(UserId user);
}

/// <inheritdoc/>
public sealed class Looks(PlanTouches touches, SeenStore store, PeopleOfPlan names) : ILooks
{
    public Task<(LastLook Seen, DateTimeOffset At)?> ReadAsync(PlanId plan, UserId user) => store.ReadAsync(plan, user, CancellationToken.None);

    public Task SaveAsync(PlanId plan, UserId user, LastLook seen) => store.SaveAsync(plan, user, seen, CancellationToken.None);

    public Task<LastTouches> TouchesAsync(PlanId plan, long after, long revision) => touches.ReadAsync(plan, after, revision, CancellationToken.None);

    public ValueTask<bool> LoadNamesAsync(IEnumerable<UserId> users) => names.LoadAsync(users);

    public string NameOf(UserId user) => names.NameOf(user);
}
