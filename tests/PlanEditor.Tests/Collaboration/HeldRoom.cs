using PlanEditor.Collaboration;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Collaboration;

/// <summary>A room whose loop stands still in the middle of a change until it is let go, so that what is submitted meanwhile waits for certain.</summary>
public sealed class HeldRoom : IDisposable
{
    private readonly ManualResetEventSlim _going = new();
    private readonly ManualResetEventSlim _free = new();
    private readonly PlanRoom _room;
    private readonly Task<SubmitAnswer> _held;

    private HeldRoom(PlanRoom room, UserId by, CancellationToken cancellation)
    {
        _room = room;
        var act = new Submission(by, new SessionId(Guid.NewGuid()), room.Durable.Revision, [new Change(new ChangeId(Guid.NewGuid()), [new ChangeState(PlanState.InReview, "")])])
        {
            Review = (_, _) =>
            {
                _going.Set();
                _free.Wait();
                return null;
            },
        };
        _held = room.SubmitAsync(act, cancellation);
    }

    /// <summary>Holds the loop in a change of somebody's, which adds one revision.</summary>
    public static async Task<HeldRoom> HoldAsync(PlanRoom room, UserId by, CancellationToken cancellation = default)
    {
        var held = new HeldRoom(room, by, cancellation);
        await UntilAsync(() => held._going.IsSet);
        return held;
    }

    /// <summary>Completes when so many submissions wait behind the held change.</summary>
    public Task WaitingAsync(int count) => UntilAsync(() => _room.Waiting == count);

    /// <summary>Lets the loop go on; completes when the held change is on disk.</summary>
    public async Task LetGoAsync()
    {
        _free.Set();
        Assert.Null((await _held).Refusal);
    }

    public void Dispose()
    {
        _free.Set();
        _going.Dispose();
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
