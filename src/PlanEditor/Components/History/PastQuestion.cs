using System.Collections.Immutable;

namespace PlanEditor.Components.History;

/// <summary>Asks before something of the past is brought back: what will happen, what cannot, what it touches too.</summary>
/// <param name="Title">The question.</param>
/// <param name="Does">What will happen, one thing a line.</param>
/// <param name="Left">What stays as it is, and why.</param>
/// <param name="Also">What else it touches.</param>
/// <param name="Verb">What the button says; null when nothing can be done.</param>
/// <param name="DoAsync">Does it.</param>
public sealed record PastQuestion(string Title, ImmutableArray<string> Does, ImmutableArray<string> Left, ImmutableArray<string> Also, string? Verb, Func<Task> DoAsync)
{
    /// <summary>In how many changes it is done.</summary>
    public int Changes { get; init; } = 1;

    /// <summary>How it is done, and taken back.</summary>
    public string How => Changes <= 1
        ? "This will be done now, as a new change. One undo takes it back."
        : $"This will be done now, as {Changes} new changes, one after the other. {Changes} undos take it back.";
}
