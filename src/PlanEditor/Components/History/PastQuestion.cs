using System.Collections.Immutable;

namespace PlanEditor.Components.History;

/// <summary>Asks before something of the past is brought back: what will happen, what cannot, what it touches too.</summary>
/// <param name="Title">The question.</param>
/// <param name="Does">What will happen, one thing a line.</param>
/// <param name="Verb">What the button says; null when nothing can be done.</param>
/// <param name="Revision">The revision for which it was worked out.</param>
/// <param name="DoAsync">Does it.</param>
public sealed record PastQuestion(string Title, ImmutableArray<string> Does, string? Verb, long Revision, Func<Task> DoAsync)
{
    /// <summary>What stays as it is, and why.</summary>
    public ImmutableArray<string> Left { get; init; } = [];

    /// <summary>What else it touches.</summary>
    public ImmutableArray<string> Also { get; init; } = [];

    /// <summary>What of <see cref="Does"/> replaces what others do meanwhile: all but edits of texts, which are moved over theirs.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>In how many changes it is done.</summary>
    public int Changes { get; init; } = 1;

    /// <summary>The question as it is by now; null: still the same.</summary>
    public Func<PastQuestion, Task<PastQuestion?>>? AgainAsync { get; init; }

    /// <summary>Whether it is asked again because others changed something while it stood.</summary>
    public bool Changed { get; init; }

    /// <summary>How it is done, and taken back.</summary>
    public string How => Changes <= 1
        ? "This will be done now, as a new change. One undo takes it back."
        : $"This will be done now, as {Changes} new changes, one after the other. {Changes} undos take it back.";

    /// <summary>Whether who agreed to another agreed to this one.</summary>
    public bool IsLike(PastQuestion other) => Values.SequenceEqual(other.Values) && Left.SequenceEqual(other.Left) && Also.SequenceEqual(other.Also);
}
