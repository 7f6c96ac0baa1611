namespace PlanModel.History;

/// <summary>How much comparing may still cost. Where it is used up, what differs shows as replaced: long texts that have nothing in common take no longer than others.</summary>
public sealed class DiffBudget
{
    /// <summary>What one comparison may cost, in steps of the worst case: some milliseconds.</summary>
    private const long OnceMax = 1_500_000;

    private long _left = 20_000_000;

    /// <summary>Whether two lists may be compared element by element; if so, it is paid for.</summary>
    internal bool Pays(int before, int after)
    {
        var cost = (long)(before + after) * (before + after);
        if (cost > OnceMax || cost > _left) return false;
        _left -= cost;
        return true;
    }
}
