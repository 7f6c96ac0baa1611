namespace PlanEditor.Export.Word;

/// <summary>Puts what is the same in two lists beside one another.</summary>
internal static class WordAlignment
{
    /// <summary>More than these are not looked at one by one.</summary>
    private const int PairsMax = 250_000;

    /// <summary>Groups in order: a pair that is the same, or what goes with what comes in its place.</summary>
    public static IEnumerable<(IReadOnlyList<T> Old, IReadOnlyList<T> Now)> Of<T>(IReadOnlyList<T> old, IReadOnlyList<T> now, Func<T, T, bool> isSame, int pairsMax = PairsMax)
    {
        var start = 0;
        while (start < old.Count && start < now.Count && isSame(old[start], now[start])) start++;
        var end = 0;
        while (end < old.Count - start && end < now.Count - start && isSame(old[^(end + 1)], now[^(end + 1)])) end++;
        for (var at = 0; at < start; at++) yield return ([old[at]], [now[at]]);
        foreach (var group in Middle([.. old.Take(old.Count - end).Skip(start)], [.. now.Take(now.Count - end).Skip(start)], isSame, pairsMax)) yield return group;
        for (var at = end; at > 0; at--) yield return ([old[^at]], [now[^at]]);
    }

    /// <summary>Pairs in order, by key: what is in one list only stands where it stood there. What changed its place stays where it was.</summary>
    public static IEnumerable<(T? Old, T? Now)> ByKey<T>(IReadOnlyList<T> old, IReadOnlyList<T> now, Func<T, string> key) where T : class
    {
        if (ReferenceEquals(old, now)) return old.Select(one => ((T?)one, (T?)one));
        return Merge();

        IEnumerable<(T? Old, T? Now)> Merge()
        {
            var known = old.Select(key).ToHashSet(StringComparer.Ordinal);
            var places = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var at = 0; at < now.Count; at++) places.TryAdd(key(now[at]), at);
            var next = 0;
            foreach (var one in old)
            {
                if (!places.TryGetValue(key(one), out var place))
                {
                    yield return (one, null);
                    continue;
                }

                for (; next < place; next++)
                    if (!known.Contains(key(now[next]))) yield return (null, now[next]);
                yield return (one, now[place]);
                next = Math.Max(next, place + 1);
            }

            for (; next < now.Count; next++)
                if (!known.Contains(key(now[next]))) yield return (null, now[next]);
        }
    }

    private static IEnumerable<(IReadOnlyList<T> Old, IReadOnlyList<T> Now)> Middle<T>(List<T> old, List<T> now, Func<T, T, bool> isSame, int pairsMax)
    {
        if (old.Count == 0 && now.Count == 0) yield break;
        if (old.Count == 0 || now.Count == 0 || (long)old.Count * now.Count > pairsMax)
        {
            yield return (old, now);
            yield break;
        }

        var longest = new int[old.Count + 1, now.Count + 1];
        for (var a = old.Count - 1; a >= 0; a--)
            for (var b = now.Count - 1; b >= 0; b--)
                longest[a, b] = isSame(old[a], now[b]) ? longest[a + 1, b + 1] + 1 : Math.Max(longest[a + 1, b], longest[a, b + 1]);
        var (i, j, fromOld, fromNow) = (0, 0, 0, 0);
        while (i < old.Count && j < now.Count)
        {
            if (isSame(old[i], now[j]))
            {
                if (i > fromOld || j > fromNow) yield return (old[fromOld..i], now[fromNow..j]);
                yield return ([old[i]], [now[j]]);
                (fromOld, fromNow) = (++i, ++j);
            }
            else if (longest[i + 1, j] >= longest[i, j + 1]) i++;
            else j++;
        }

        if (fromOld < old.Count || fromNow < now.Count) yield return (old[fromOld..], now[fromNow..]);
    }
}
