namespace PlanModel.Text;

/// <summary>An immutable text whose edits cost what was edited, not what the text weighs.</summary>
/// <remarks>
/// <para><b>Shape.</b> A balanced tree (a rope). Its leaves are short strings, all at the same depth; its branches hold up to
/// <see cref="TextBranch.ChildrenMax"/> children and where each one ends. <see cref="Replace"/> copies the one leaf that changes and the
/// branches above it; all the rest is shared between the old text and the new one. Leaves and branches that grow too large are divided, and those
/// that shrink too far are joined with a neighbour.</para>
/// <para><b>Units.</b> Positions and lengths are UTF-16 code units, ranges are half-open <c>[from, to)</c>. A line break is one unit, always
/// <c>'\n'</c>. This class takes any units: <see cref="TextGate"/> says which texts are let in.</para>
/// <para><b>Laws.</b> With a string beside it as the oracle, <c>text.Replace(from, to, insert).ToString()</c> is
/// <c>text.ToString()</c> with the same range replaced; texts with equal content have equal <see cref="Hash"/>, however they came about.
/// <c>==</c> compares references, so "did it change?" costs nothing; <see cref="ContentEquals"/> compares content.</para>
/// <example><code>PlanText.Of("Open data").Replace(4, 4, " government").ToString() // "Open government data"</code></example>
/// <para><b>Source of the idea.</b> Boehm, Atkinson and Plass, "Ropes: an alternative to strings" (1995), in the form of a B-tree; compare the
/// document of CodeMirror, <see href="https://codemirror.net/docs/ref/#state.Text"/>.</para>
/// </remarks>
public sealed class PlanText
{
    private const ulong HashKnown = 1UL << 32;

    private readonly TextNode _root;
    private ulong _hash;
    private ScriptCount? _scripts;

    private PlanText(TextNode root) => _root = root;

    /// <summary>The text of length 0.</summary>
    public static PlanText Empty { get; } = new(TextLeaf.Empty);

    /// <summary>The number of UTF-16 units.</summary>
    public int Length => _root.Length;

    /// <summary>
    /// FNV-1a, 32 bits, over the UTF-16 units, of each unit the low byte first. Computed when first asked for, then kept.
    /// The empty text has 2166136261.
    /// </summary>
    public uint Hash
    {
        get
        {
            var hash = Volatile.Read(ref _hash);
            if (hash == 0)
            {
                hash = HashKnown | _root.HashOnto(Fnv1a.Start);
                Volatile.Write(ref _hash, hash);
            }
            return (uint)hash;
        }
    }

    /// <summary>How many of its letters are in which script. Counted when first asked for, then kept.</summary>
    public ScriptCount Scripts => _scripts ??= ScriptCount.Of(ToString());

    /// <summary>The unit at a position.</summary>
    /// <param name="pos">From 0 up to, not including, <see cref="Length"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The position is outside the text.</exception>
    public char this[int pos]
    {
        get
        {
            if ((uint)pos >= (uint)Length)
                throw new ArgumentOutOfRangeException(nameof(pos), $"Position {pos} is outside a text of {Length}.");
            return _root.UnitAt(pos);
        }
    }

    /// <summary>A text with this content.</summary>
    /// <param name="text">The units, taken as they are.</param>
    public static PlanText Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? Empty : new PlanText(TextTree.Build(text));
    }

    /// <summary>This text with one range replaced.</summary>
    /// <param name="from">Where the range starts.</param>
    /// <param name="to">Where it ends; the same as <paramref name="from"/> to insert only.</param>
    /// <param name="insert">What comes in its place; empty to delete only.</param>
    /// <returns>A new text, or this very one if the range and the insertion are both empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the text, or the result would be longer than <see cref="int.MaxValue"/>.</exception>
    public PlanText Replace(int from, int to, string insert)
    {
        ArgumentNullException.ThrowIfNull(insert);
        CheckRange(from, to);
        if (from == to && insert.Length == 0)
            return this;
        if ((long)Length - (to - from) + insert.Length > int.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(insert), $"{insert.Length} more units do not fit into a text of {Length}.");
        return new PlanText(TextTree.Replace(_root, from, to, insert));
    }

    /// <summary>A part of the text.</summary>
    /// <param name="from">Where the part starts.</param>
    /// <param name="to">Where it ends.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the text.</exception>
    public string Slice(int from, int to)
    {
        CheckRange(from, to);
        return from == 0 && to == Length && _root is TextLeaf leaf
            ? leaf.Text
            : string.Create(to - from, (_root, from), static (target, part) => part._root.CopyTo(part.from, target));
    }

    /// <summary>The whole text as one string. Costs a copy of all of it.</summary>
    public override string ToString() => Slice(0, Length);

    /// <summary>Whether both texts have the same units in the same order.</summary>
    /// <param name="other">The text to compare with.</param>
    public bool ContentEquals(PlanText other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(_root, other._root))
            return true;
        if (Length != other.Length)
            return false;
        var (mine, theirs) = (Volatile.Read(ref _hash), Volatile.Read(ref other._hash));
        return (mine == theirs || mine == 0 || theirs == 0) && _root.EqualsPartOf(other._root, 0);
    }

    /// <summary>Verifies the tree: lengths, fill, and one depth for all leaves.</summary>
    /// <exception cref="InvalidOperationException">Something does not hold; the message says what, with values.</exception>
    internal void Check() => _root.Check(isRoot: true);

    private void CheckRange(int from, int to)
    {
        if (from < 0 || to < from || to > Length)
            throw new ArgumentOutOfRangeException(nameof(from), $"The range {from} to {to} is not inside a text of {Length}.");
    }
}
