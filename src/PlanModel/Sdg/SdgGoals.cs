using System.Collections.Immutable;

namespace PlanModel.Sdg;

/// <summary>The seventeen goals.</summary>
public static class SdgGoals
{
    /// <summary>The goals in order.</summary>
    public static ImmutableArray<SdgGoal> All => SdgData.Current.Goals;

    /// <summary>The goal with a number, or null.</summary>
    public static SdgGoal? Find(int number) => number is >= 1 and <= 17 ? All[number - 1] : null;
}
