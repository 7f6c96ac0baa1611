using PlanModel.Workflow;

namespace PlanEditor.Collaboration;

/// <summary>What a room's loop leaves to its publisher, which waits for the disk and takes things strictly in order.</summary>
/// <param name="Epoch">Grows each time that the room returned to the durable state: what failed, fails with all that was built on it.</param>
internal abstract record RoomOutcome(int Epoch);

/// <summary>A change that was handed to the log.</summary>
/// <param name="Epoch">See above.</param>
/// <param name="State">The plan after it.</param>
/// <param name="Change">The change.</param>
/// <param name="OnDisk">Completes when it is on disk.</param>
internal sealed record AppendedOutcome(int Epoch, RoomState State, WrittenChange Change, Task OnDisk) : RoomOutcome(Epoch);

/// <summary>An answer that waits for everything before it.</summary>
/// <param name="Epoch">See above.</param>
/// <param name="Answer">Is told the last revision on disk, and why what it waited for is not there; null when it is.</param>
internal sealed record AnswerOutcome(int Epoch, Action<long, Refusal?> Answer) : RoomOutcome(Epoch);
