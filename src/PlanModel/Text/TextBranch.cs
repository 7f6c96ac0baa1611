namespace PlanModel.Text;

/// <summary>A row of nodes of one height. Only a root may have fewer than <see cref="ChildrenMin"/>, and even it has two.</summary>
internal sealed class TextBranch : TextNode
{
    public const int ChildrenMax = 16;

    public const int ChildrenMin = ChildrenMax / 4;

    private readonly TextNode[] _children;

    /// <summary>Where each child ends, counted from the start of this branch.</summary>
    private readonly int[] _ends;

    private TextBranch(TextNode[] children, int[] ends) : base(ends[^1])
    {
        _children = children;
        _ends = ends;
        Height = children[0].Height + 1;
    }

    public override int Height { get; }

    public ReadOnlySpan<TextNode> Children => _children;

    public static TextBranch Of(ReadOnlySpan<TextNode> children)
    {
        var ends = new int[children.Length];
        var end = 0;
        for (var i = 0; i < children.Length; i++)
            ends[i] = end += children[i].Length;
        return new TextBranch(children.ToArray(), ends);
    }

    /// <summary>The first child that reaches as far as <paramref name="pos"/>: at a border the one before it.</summary>
    public int ChildReaching(int pos)
    {
        var i = 0;
        while (_ends[i] < pos)
            i++;
        return i;
    }

    public int StartOf(int child) => child == 0 ? 0 : _ends[child - 1];

    public TextBranch With(int index, TextNode child)
    {
        var grown = child.Length - _children[index].Length;
        var children = _children.AsSpan().ToArray();
        var ends = _ends.AsSpan().ToArray();
        children[index] = child;
        for (var i = index; i < ends.Length; i++)
            ends[i] += grown;
        return new TextBranch(children, ends);
    }

    public override char UnitAt(int pos)
    {
        var i = ChildReaching(pos + 1);
        return _children[i].UnitAt(pos - StartOf(i));
    }

    public override void CopyTo(int from, Span<char> target)
    {
        for (var i = ChildReaching(from + 1); !target.IsEmpty; i++)
        {
            var start = from - StartOf(i);
            var count = Math.Min(_children[i].Length - start, target.Length);
            _children[i].CopyTo(start, target[..count]);
            target = target[count..];
            from += count;
        }
    }

    public override uint HashOnto(uint hash)
    {
        foreach (var child in _children)
            hash = child.HashOnto(hash);
        return hash;
    }

    public override bool EqualsPartOf(TextNode whole, int from)
    {
        for (var i = 0; i < _children.Length; i++)
        {
            if (!_children[i].EqualsPartOf(whole, from + StartOf(i)))
                return false;
        }
        return true;
    }

    public override bool Holds(int from, ReadOnlySpan<char> units)
    {
        for (var i = ChildReaching(from + 1); !units.IsEmpty; i++)
        {
            var start = from - StartOf(i);
            var count = Math.Min(_children[i].Length - start, units.Length);
            if (!_children[i].Holds(start, units[..count]))
                return false;
            units = units[count..];
            from += count;
        }
        return true;
    }

    public override void Check(bool isRoot)
    {
        var least = isRoot ? 2 : ChildrenMin;
        if (_children.Length < least || _children.Length > ChildrenMax)
            throw new InvalidOperationException($"A branch has {_children.Length} children; it may have {least} to {ChildrenMax}.");
        var end = 0;
        for (var i = 0; i < _children.Length; i++)
        {
            var child = _children[i];
            end += child.Length;
            if (_ends[i] != end)
                throw new InvalidOperationException($"Child {i} ends at {end}, but its branch says {_ends[i]}.");
            if (child.Height != Height - 1)
                throw new InvalidOperationException($"Child {i} has height {child.Height} in a branch of height {Height}.");
            child.Check(isRoot: false);
        }
        if (Length != end || _ends.Length != _children.Length)
            throw new InvalidOperationException($"A branch of {end} units says that it has {Length}.");
    }
}
