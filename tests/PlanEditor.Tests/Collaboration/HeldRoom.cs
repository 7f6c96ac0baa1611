using System.Text.Json;
using PlanEditor.Collaboration;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
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
        var hold = new Holding(() =>
        {
            _going.Set();
            _free.Wait();
        });
        var act = new Submission(by, new SessionId(Guid.NewGuid()), room.Durable.Revision, [new Change(new ChangeId(Guid.NewGuid()), [hold])]);
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

    /// <summary>Changes nothing, and takes as long as one wants. In the log it is a plan that stays closed to peers.</summary>
    private sealed record Holding(Action Hold) : Operation
    {
        public override string Name => OpenToPeers.OperationName;

        public override PlanAct Act => PlanAct.Read;

        public override OperationTarget Target => new(null, "peers");

        public override Refusal? Check(Document document)
        {
            Hold();
            return null;
        }

        public override Document Apply(Document document) => document;

        public override Operation? Invert(Document before) => null;

        public override Operation Rebase(Operation over, bool before) => this;

        public override string Label(Document document) => "waited";

        internal override void WriteMembers(Utf8JsonWriter writer) => writer.WriteBoolean("open"u8, false);
    }
}
