using System.Collections.Immutable;
using PlanModel.Text;

namespace PlanModel.Documents;

/// <summary>What a node stores under a field's key: a <see cref="Scalar"/>, a <see cref="TextValue"/> or a <see cref="SetValue"/>.</summary>
public abstract record FieldValue
{
    /// <summary>How much is written in it, in UTF-16 units.</summary>
    internal abstract int Units { get; }
}

/// <summary>A text that people edit together.</summary>
/// <param name="Text">The text, never empty: an empty one is not stored.</param>
public sealed record TextValue(PlanText Text) : FieldValue
{
    internal override int Units => Text.Length;
}

/// <summary>A set of codes, node ids or words.</summary>
/// <param name="Items">The items by code unit, never none: an empty set is not stored.</param>
public sealed record SetValue(ImmutableSortedSet<string> Items) : FieldValue
{
    /// <summary>The empty set, in the order that all sets have.</summary>
    public static ImmutableSortedSet<string> None { get; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    internal override int Units => Items.Sum(item => item.Length);

    /// <inheritdoc/>
    public bool Equals(SetValue? other) => other is not null && Items.SetEquals(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Count == 0 ? 0 : HashCode.Combine(Items.Count, StringComparer.Ordinal.GetHashCode(Items[0]));
}

/// <summary>A single value as it is stored: a string, a number or yes/no, exactly one of them. The schema gives it its meaning.</summary>
public sealed record Scalar : FieldValue
{
    private Scalar(string? text, decimal? number, bool? flag) => (Text, Number, Flag) = (text, number, flag);

    /// <summary>The string, or null.</summary>
    public string? Text { get; }

    /// <summary>The number, without zeros behind its last digit, or null.</summary>
    public decimal? Number { get; }

    /// <summary>Yes or no, or null.</summary>
    public bool? Flag { get; }

    internal override int Units => Text?.Length ?? 0;

    /// <summary>A string: a date, a code, an address or the id of a node.</summary>
    public static Scalar Of(string text) => new(text, null, null);

    /// <summary>A number.</summary>
    public static Scalar Of(decimal number) => new(null, number / 1.0000000000000000000000000000m, null);

    /// <summary>Yes or no.</summary>
    public static Scalar Of(bool flag) => new(null, null, flag);

    /// <summary>A reference to a node.</summary>
    public static Scalar Of(NodeId node) => Of(node.ToString());
}
