namespace PlanModel.Text;

/// <summary>An immutable text whose edits cost what was edited, not what the text weighs.</summary>
/// <remarks>
/// <para><b>Shape.</b> A balanced tree (a rope). Its leaves are short strings, all at the same depth; its branches hold up to
/// <see cref="TextBranch.ChildrenMax"/> children and where each one ends. <see cref="Replace"/> copies the one leaf that changes and the
/// branches above it; all the rest is shared between the old text and the new one. Leaves and branches that grow too large are divided, and those
/// that shrink too far are joined with a neighbour.</para>
/// <para><b>The stretch.</b> Most edits touch the one before them: letters of one word, and their corrections. What comes of a row of such edits stands beside the tree of
/// the text before the first of them, and is put into it when it grows long, when an edit comes elsewhere, or when somebody asks for what needs the tree.</para>
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
    // Each edit copies the stretch: a longer one costs more than it spares the tree.
    private const int StretchUnitsMax = 64;

    // So that a text does not keep alive much that is no longer in it.
    private const int ReplacedUnitsMax = 2 * TextLeaf.UnitsMax;

    private const ulong HashKnown = 1UL << 32;

    // The text is this tree with the units from one place to the other replaced by the stretch; null: it is the tree.
    private readonly TextNode _before;
    private readonly int _from;
    private readonly int _to;
    private readonly string? _stretch;

    private TextNode? _root;
    private ulong _hash;
    private ScriptCount? _scripts;

    private PlanText(TextNode root) => (_before, _root, Length) = (root, root, root.Length);

    private PlanText(TextNode before, int from, int to, string stretch) =>
        (_before, _from, _to, _stretch, Length) = (before, from, to, stretch, before.Length - (to - from) + stretch.Length);

    /// <summary>The text of length 0.</summary>
    public static PlanText Empty { get; } = new(TextLeaf.Empty);

    /// <summary>The number of UTF-16 units.</summary>
    public int Length { get; }

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
                hash = HashKnown | Root.HashOnto(Fnv1a.Start);
                Volatile.Write(ref _hash, hash);
            }
            return (uint)hash;
        }
    }

    /// <summary>How many of its letters are in which script. Counted when first asked for, then kept.</summary>
    public ScriptCount Scripts => _scripts ??= ScriptCount.Of(ToString());

    private TextNode Root => Volatile.Read(ref _root) ?? Settle();

    /// <summary>The unit at a position.</summary>
    /// <param name="pos">From 0 up to, not including, <see cref="Length"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The position is outside the text.</exception>
    public char this[int pos]
    {
        get
        {
            if ((uint)pos >= (uint)Length)
                throw new ArgumentOutOfRangeException(nameof(pos), $"Position {pos} is outside a text of {Length}.");
            if (_stretch is null || pos < _from)
                return _before.UnitAt(pos);
            var behind = pos - _from - _stretch.Length;
            return behind < 0 ? _stretch[pos - _from] : _before.UnitAt(_to + behind);
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
        if (_stretch is { } stretch && from <= _from + stretch.Length && to >= _from)
        {
            var head = Math.Max(0, from - _from);
            var tail = Math.Max(0, _from + stretch.Length - to);
            var (start, end) = (Math.Min(_from, from), _to + Math.Max(0, to - _from - stretch.Length));
            if (head + insert.Length + tail <= StretchUnitsMax && end - start <= ReplacedUnitsMax)
                return new PlanText(_before, start, end, string.Concat(stretch.AsSpan(0, head), insert, stretch.AsSpan(stretch.Length - tail)));
        }
        return insert.Length <= StretchUnitsMax && to - from <= ReplacedUnitsMax
            ? new PlanText(Root, from, to, insert)
            : new PlanText(TextTree.Replace(Root, from, to, insert));
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
            : string.Create(to - from, (Text: this, From: from), static (target, part) => part.Text.CopyTo(part.From, target));
    }

    /// <summary>The whole text as one string. Costs a copy of all of it.</summary>
    public override string ToString() => Slice(0, Length);

    /// <summary>Whether both texts have the same units in the same order.</summary>
    /// <param name="other">The text to compare with.</param>
    public bool ContentEquals(PlanText other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Length != other.Length)
            return false;
        if (ReferenceEquals(Root, other.Root))
            return true;
        var (mine, theirs) = (Volatile.Read(ref _hash), Volatile.Read(ref other._hash));
        return (mine == theirs || mine == 0 || theirs == 0) && Root.EqualsPartOf(other.Root, 0);
    }

    /// <summary>Verifies the tree: lengths, fill, and one depth for all leaves.</summary>
    /// <exception cref="InvalidOperationException">Something does not hold; the message says what, with values.</exception>
    internal void Check()
    {
        if (Root.Length != Length)
            throw new InvalidOperationException($"A text of {Root.Length} units says that it has {Length}.");
        Root.Check(isRoot: true);
    }

    /// <summary>Puts the stretch into the tree. Whoever does it at the same time makes the same tree.</summary>
    private TextNode Settle()
    {
        var root = _from == _to && _stretch!.Length == 0 ? _before : TextTree.Replace(_before, _from, _to, _stretch!);
        Volatile.Write(ref _root, root);
        return root;
    }

    private void CopyTo(int from, Span<char> target)
    {
        if (_stretch is not { } stretch)
        {
            _before.CopyTo(from, target);
            return;
        }
        if (from < _from)
        {
            var count = Math.Min(_from - from, target.Length);
            _before.CopyTo(from, target[..count]);
            target = target[count..];
            from += count;
        }
        if (target.IsEmpty)
            return;
        if (from < _from + stretch.Length)
        {
            var count = Math.Min(_from + stretch.Length - from, target.Length);
            stretch.AsSpan(from - _from, count).CopyTo(target);
            target = target[count..];
            from += count;
        }
        if (!target.IsEmpty)
            _before.CopyTo(_to + (from - _from - stretch.Length), target);
    }

    private void CheckRange(int from, int to)
    {
        if (from < 0 || to < from || to > Length)
            throw new ArgumentOutOfRangeException(nameof(from), $"The range {from} to {to} is not inside a text of {Length}.");
    }
}
