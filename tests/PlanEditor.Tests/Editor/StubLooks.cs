using PlanEditor.Components.Editor;
using PlanModel;
using PlanModel.Changes;
using PlanModel.History;

namespace PlanEditor.Tests.Editor;

/// <summary>What somebody saw, in memory, and a log that the test writes.</summary>
internal sealed class StubLooks : ILooks
{
    public List<CommittedChange> Log { get; } = [];

    public (LastLook Seen, DateTimeOffset At)? Kept { get; set; }

    public Task<(LastLook Seen, DateTimeOffset At)?> ReadAsync(PlanId plan, UserId user) => Task.FromResult(Kept);

    public Task SaveAsync(PlanId plan, UserId user, LastLook seen)
    {
        Kept = (seen, DateTimeOffset.UnixEpoch);
        return Task.CompletedTask;
    }

    public Task<LastTouches> TouchesAsync(PlanId plan, long after, long revision) =>
        Task.FromResult(Log.Count == 0 ? LastTouches.From(revision) : LastTouches.From(after).With(Log.Where(change => change.Revision > after)));

    public ValueTask<bool> LoadNamesAsync(IEnumerable<UserId> users) => new(false);

    public string NameOf(UserId user) => "Somebody else";
}
