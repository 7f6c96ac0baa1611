namespace PlanModel.History;

/// <summary>Finds what stayed in order.</summary>
internal static class Longest
{
    /// <summary>A longest selection that only rises, in the time of sorting: what is not in it is what was moved.</summary>
    /// <param name="values">Different numbers.</param>
    /// <returns>For each number whether it is in the selection.</returns>
    public static bool[] Rising(IReadOnlyList<int> values)
    {
        var ends = new List<int>();
        var before = new int[values.Count];
        for (var at = 0; at < values.Count; at++)
        {
            var (low, high) = (0, ends.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (values[ends[middle]] < values[at]) low = middle + 1;
                else high = middle;
            }

            before[at] = low > 0 ? ends[low - 1] : -1;
            if (low == ends.Count) ends.Add(at);
            else ends[low] = at;
        }

        var kept = new bool[values.Count];
        for (var at = ends.Count > 0 ? ends[^1] : -1; at >= 0; at = before[at]) kept[at] = true;
        return kept;
    }
}
