using System.Globalization;
using PlanModel.Workflow;

namespace PlanEditor.Collaboration;

/// <summary>What rooms and the hub say when nobody did anything wrong, and when the form of a call is.</summary>
internal static class RoomRefusals
{
    public static Refusal Busy { get; } = new(RefusalCode.TooBusy, "Too many changes to this plan are waiting. Try again in a moment.") { RetryAfterMs = 500 };

    public static Refusal Reopening { get; } = new(RefusalCode.TooBusy, "The plan is being opened anew. Try again in a moment.") { RetryAfterMs = 1_000 };

    public static Refusal TooManyPlans { get; } = new(RefusalCode.TooBusy, "Too many plans are open on this server. Try again in a few minutes.") { RetryAfterMs = 30_000 };

    public static Refusal NotSaved { get; } = new(RefusalCode.NotSaved, "The server could not write this to its disk. Nothing of it was kept; try again.");

    public static Refusal Unreadable { get; } = new(RefusalCode.TooBusy, "The server cannot read this plan now. Its administrators were told.") { RetryAfterMs = 60_000 };

    public static Refusal Failed { get; } = new(RefusalCode.TooBusy, "The server failed at this. Its administrators were told; try again in a moment.") { RetryAfterMs = 5_000 };

    public static Refusal NotFound { get; } = new(RefusalCode.NotFound, "There is no such plan, or it is not yours to see.");

    public static Refusal NotOpen { get; } = new(RefusalCode.NotOpen, "No plan is open on this connection. Call Open first.");

    public static Refusal WentOn { get; } = new(RefusalCode.NotOpen, "This session went on over a newer connection.");

    public static Refusal IdReused { get; } = new(RefusalCode.IdReused, "This id belongs to another change that you made before. Make a new id at random for each change.");

    public static Refusal OnlyUndone { get; } = new(RefusalCode.NotAllowed, "An answer to a suggestion is taken back by undoing it.");

    /// <summary>Why the rest of something large was not done when its first steps were.</summary>
    /// <param name="why">Why.</param>
    /// <param name="kept">How many steps were done.</param>
    /// <param name="of">Of how many.</param>
    /// <param name="undos">How many undos take back what was done; 0: it is not undone.</param>
    public static Refusal Partly(Refusal why, int kept, int of, int undos)
    {
        var undo = undos switch { 0 => "", 1 => " One undo takes them back.", _ => $" {undos} undos take them back." };
        return why with { Words = string.Create(CultureInfo.InvariantCulture, $"The first {kept:N0} of {of:N0} steps were kept, the rest was not.{undo} {(why == NotSaved ? "The server could not write it to its disk; try again." : why.Words)}") };
    }

    public static Refusal Malformed(string words) => new(RefusalCode.Malformed, words);

    public static Refusal BadBase(long baseRevision, long revision) =>
        new(RefusalCode.BadBase, $"There is no revision {baseRevision} yet; the newest is {revision}. Open the plan again.");

    public static Refusal TooFast(TimeSpan wait) =>
        new(RefusalCode.TooFast, "Too many calls at once. Wait a moment.") { RetryAfterMs = (int)Math.Ceiling(wait.TotalMilliseconds) };
}
