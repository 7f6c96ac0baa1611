using System.Collections.Immutable;

namespace PlanModel.Publishing;

/// <summary>A line of a reading copy: what a field holds, with or without the field's name before it.</summary>
/// <param name="Label">The name in English; null where the place says what it is.</param>
public abstract record ReadingLine(string? Label)
{
    /// <summary>The field whose value it is; null where it is that of no single field.</summary>
    public FieldPlace? Place { get; init; }
}

/// <summary>A field of a part.</summary>
/// <param name="Node">The part.</param>
/// <param name="Field">The field's key.</param>
public sealed record FieldPlace(NodeId Node, string Field);

/// <summary>One or more values.</summary>
/// <param name="Label">The name in English; null where the place says what it is.</param>
/// <param name="Values">The values, at least one.</param>
/// <param name="Strong">Whether it names the part, and is set off as names are.</param>
public sealed record ValuesLine(string? Label, ImmutableArray<ReadingValue> Values, bool Strong = false) : ReadingLine(Label)
{
    /// <inheritdoc/>
    public bool Equals(ValuesLine? other) => other is not null && Label == other.Label && Place == other.Place && Strong == other.Strong && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Label, Strong, Values.Length);
}

/// <summary>A text that people wrote in Markdown.</summary>
/// <param name="Label">The name in English; null where the heading or the column says what it is.</param>
/// <param name="Markdown">The source.</param>
/// <param name="Language">Its language, by the code that web pages use.</param>
public sealed record TextLine(string? Label, string Markdown, string Language) : ReadingLine(Label)
{
    /// <summary>The same text in the working language, where it is asked for beside this one and there is one.</summary>
    public TextLine? Translation { get; init; }

    /// <summary>Whether its translation is asked for and there is none, so that this is the source.</summary>
    public bool Untranslated { get; init; }
}

/// <summary>One value as people read it.</summary>
/// <param name="Text">The words.</param>
/// <param name="Language">Their language; null for words of the schema, which are English.</param>
public sealed record ReadingValue(string Text, string? Language = null)
{
    /// <summary>The part that it names, if it names one.</summary>
    public NodeId? Node { get; init; }

    /// <summary>The web address that it is, if it is one.</summary>
    public string? Address { get; init; }

    /// <summary>Whether it never breaks: a day, a number, or a state of one word.</summary>
    public bool Unbroken { get; init; }

    /// <summary>The same words in the working language, where they are asked for beside these and there are any.</summary>
    public ReadingValue? Translation { get; init; }
}
