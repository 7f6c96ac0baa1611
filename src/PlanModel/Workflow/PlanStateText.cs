namespace PlanModel.Workflow;

/// <summary>The written form of <see cref="PlanState"/>: its name in lower camel.</summary>
public static class PlanStateText
{
    /// <summary>The written form.</summary>
    public static string Write(PlanState state) => state switch
    {
        PlanState.Draft => "draft",
        PlanState.InReview => "inReview",
        PlanState.ChangesRequested => "changesRequested",
        PlanState.Final => "final",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not a state of a plan"),
    };

    /// <summary>Reads the written form; false for anything else.</summary>
    public static bool TryParse(string text, out PlanState state)
    {
        foreach (var one in Enum.GetValues<PlanState>())
        {
            state = one;
            if (Write(one) == text) return true;
        }

        state = default;
        return false;
    }
}
