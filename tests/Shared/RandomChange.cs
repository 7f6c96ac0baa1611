using CsCheck;
using PlanModel.Text;

namespace OgdPlans.Tests;

/// <summary>Changes of a text, without a border inside a surrogate pair.</summary>
internal static class RandomChange
{
    /// <summary>Some edits of a text, where places are shares of its length, so that they shrink and repeat.</summary>
    private static readonly Gen<(int From, int To, string Insert)> Edit =
        Gen.Select(
            Gen.Int[0, 16],
            Gen.Frequency((2, Gen.Const(0)), (2, Gen.Int[0, 3]), (1, Gen.Int[0, 16])),
            Gen.Frequency((1, Gen.Const("")), (3, RandomText.UpTo(2))));

    /// <summary>A change, given the text; sometimes one composed of several.</summary>
    public static Gen<Func<string, TextChangeSet>> Any { get; } =
        Edit.Array[0, 4].Array[1, 2].Select<(int From, int To, string Insert)[][], Func<string, TextChangeSet>>(steps => text =>
        {
            var all = TextChangeSet.Empty(text.Length);
            foreach (var step in steps)
            {
                var next = On(text, step);
                text = next.Apply(PlanText.Of(text)).ToString();
                all = all.Compose(next);
            }
            return all;
        });

    private static TextChangeSet On(string text, (int From, int To, string Insert)[] shares)
    {
        var edits = new List<(int, int, string)>();
        var pos = 0;
        foreach (var (from, to, insert) in shares.OrderBy(share => share.From))
        {
            var start = Aligned(text, Math.Max(pos, text.Length * from / 16));
            var end = Aligned(text, Math.Min(text.Length, start + (text.Length * to / 16)));
            edits.Add((start, end, insert));
            pos = end;
        }
        return TextChangeSet.Of(text.Length, [.. edits]);
    }

    private static int Aligned(string text, int pos) =>
        pos > 0 && pos < text.Length && char.IsLowSurrogate(text[pos]) && char.IsHighSurrogate(text[pos - 1]) ? pos + 1 : pos;
}
