using System.Collections.Immutable;
using PlanEditor.Components.Shared;

namespace PlanEditor.Components.Editor.Fields;

/// <summary>Something that can be picked.</summary>
/// <param name="Value">What is stored: a code, a node's id, a word. For <see cref="IsNew"/>: what was typed.</param>
/// <param name="Label">What people read.</param>
public sealed record PickOption(string Value, string Label)
{
    /// <summary>The language of the label, for fonts and speech; null: that of the screens.</summary>
    public string? Language { get; init; }

    /// <summary>Lines that explain it.</summary>
    public ImmutableArray<Worded> Hints { get; init; } = [];

    /// <summary>A short mark before the label, as "16.6" or "C2", or empty.</summary>
    public string Mark { get; init; } = "";

    /// <summary>Whether picking it first makes it.</summary>
    public bool IsNew { get; init; }
}
