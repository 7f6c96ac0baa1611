using System.Text.RegularExpressions;
using PlanModel.Text;

namespace PlanEditor.Samples;

/// <summary>How somebody would edit one text into another: word by word, leaving alone what stays.</summary>
public static partial class WordDiff
{
    /// <summary>The smallest edit in whole words.</summary>
    public static TextChangeSet Between(string before, string after)
    {
        var old = Words().Matches(before).Select(match => match.Value).ToArray();
        var now = Words().Matches(after).Select(match => match.Value).ToArray();
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start]) start++;
        var end = 0;
        while (end < old.Length - start && end < now.Length - start && old[^(end + 1)] == now[^(end + 1)]) end++;
        var position = old.Take(start).Sum(word => word.Length);
        return TextChangeSet.Of(before.Length, [.. Middle(old[start..^end], now[start..^end], position)]);
    }

    // Longest common subsequence, from the end, so that it can be read forwards.
    private static List<(int From, int To, string Insert)> Middle(string[] old, string[] now, int position)
    {
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
            for (var j = now.Length - 1; j >= 0; j--)
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        var edits = new List<(int From, int To, string Insert)>();
        for (int i = 0, j = 0; i < old.Length || j < now.Length;)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                position += old[i].Length;
                (i, j) = (i + 1, j + 1);
                continue;
            }

            var from = position;
            var insert = "";
            while ((i < old.Length || j < now.Length) && !(i < old.Length && j < now.Length && old[i] == now[j]))
            {
                if (j < now.Length && (i == old.Length || common[i, j + 1] >= common[i + 1, j])) insert += now[j++];
                else position += old[i++].Length;
            }

            edits.Add((from, position, insert));
        }

        return edits;
    }

    [GeneratedRegex(@"\S+|\s+")]
    private static partial Regex Words();
}
