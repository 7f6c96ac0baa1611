namespace PlanModel.Review;

/// <summary>Who did something in a thread, when, and in which change. The room sets it when the change is committed; nobody else can.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When, to the millisecond, UTC.</param>
/// <param name="Revision">The revision that the change made.</param>
public sealed record Stamp(UserId By, DateTimeOffset At, long Revision)
{
    /// <summary>What was not committed yet.</summary>
    public static Stamp None { get; } = new(UserId.Server, DateTimeOffset.UnixEpoch, 0);
}
