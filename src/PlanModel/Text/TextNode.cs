namespace PlanModel.Text;

/// <summary>A node of the tree inside a <see cref="PlanText"/>: a <see cref="TextLeaf"/> or a <see cref="TextBranch"/>. Positions count from the node's own start.</summary>
internal abstract class TextNode(int length)
{
    public int Length { get; } = length;

    /// <summary>How many levels of branches: 0 for a leaf.</summary>
    public abstract int Height { get; }

    public abstract char UnitAt(int pos);

    /// <summary>Fills <paramref name="target"/> with the units from <paramref name="from"/> on.</summary>
    public abstract void CopyTo(int from, Span<char> target);

    public abstract uint HashOnto(uint hash);

    /// <summary>Whether <paramref name="whole"/> has exactly this node's units from <paramref name="from"/> on.</summary>
    public abstract bool EqualsPartOf(TextNode whole, int from);

    /// <summary>Whether this node has exactly these units from <paramref name="from"/> on.</summary>
    public abstract bool Holds(int from, ReadOnlySpan<char> units);

    /// <inheritdoc cref="PlanText.Check"/>
    public abstract void Check(bool isRoot);
}
