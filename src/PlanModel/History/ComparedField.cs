using System.Collections.Immutable;

namespace PlanModel.History;

/// <summary>What differs in one field of a part.</summary>
/// <param name="Key">The field's key.</param>
/// <param name="Label">What people call it.</param>
public abstract record ComparedField(string Key, string Label);

/// <summary>A text that differs.</summary>
/// <param name="Key">The field's key.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Pieces">Both texts, word by word.</param>
public sealed record ComparedText(string Key, string Label, ImmutableArray<TextPiece> Pieces) : ComparedField(Key, Label)
{
    /// <inheritdoc/>
    public bool Equals(ComparedText? other) => other is not null && Key == other.Key && Label == other.Label && Pieces.AsSpan().SequenceEqual(other.Pieces.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Pieces.Length);
}

/// <summary>A set that differs.</summary>
/// <param name="Key">The field's key.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Removed">Items of the older one only, as people read them.</param>
/// <param name="Added">Items of the newer one only.</param>
/// <param name="Kept">Items of both.</param>
public sealed record ComparedSet(string Key, string Label, ImmutableArray<string> Removed, ImmutableArray<string> Added, ImmutableArray<string> Kept) : ComparedField(Key, Label);

/// <summary>A value that differs.</summary>
/// <param name="Key">The field's key.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Before">The older one as people read it; null: empty.</param>
/// <param name="After">The newer one; null: empty.</param>
public sealed record ComparedValue(string Key, string Label, string? Before, string? After) : ComparedField(Key, Label)
{
    /// <summary>In which language a day or a number is written; null: as on the screens.</summary>
    public string? Language { get; init; }
}
