namespace PlanModel.Text;

/// <summary>A stretch of text. Only a root may hold fewer than <see cref="UnitsMin"/> units.</summary>
internal sealed class TextLeaf(string text) : TextNode(text.Length)
{
    /// <summary>An edit copies one leaf: large leaves make it slow, small ones make the tree deep and the memory wasteful.</summary>
    public const int UnitsMax = 512;

    /// <summary>Far enough below half of the most that a leaf just divided is not joined again by the next deletion.</summary>
    public const int UnitsMin = UnitsMax / 4;

    public static readonly TextLeaf Empty = new("");

    public string Text { get; } = text;

    public override int Height => 0;

    public override char UnitAt(int pos) => Text[pos];

    public override void CopyTo(int from, Span<char> target) => Text.AsSpan(from, target.Length).CopyTo(target);

    public override uint HashOnto(uint hash) => Fnv1a.Add(hash, Text);

    public override bool EqualsPartOf(TextNode whole, int from) => whole.Holds(from, Text);

    public override bool Holds(int from, ReadOnlySpan<char> units) => Text.AsSpan(from, units.Length).SequenceEqual(units);

    public override void Check(bool isRoot)
    {
        if (Length != Text.Length)
            throw new InvalidOperationException($"A leaf of {Text.Length} units says that it has {Length}.");
        if (Length > UnitsMax || (Length < UnitsMin && !isRoot))
            throw new InvalidOperationException($"A leaf has {Length} units; it may have {(isRoot ? 0 : UnitsMin)} to {UnitsMax}.");
    }
}
