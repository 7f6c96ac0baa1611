using System.Collections.Immutable;
using PlanModel.Review;

namespace PlanEditor.Samples;

/// <summary>What was said of a sample plan, suggested for it, and which versions were given names. People are written as "@" and the key of the account.</summary>
public sealed record SampleReview(ImmutableArray<SampleThread> Threads, ImmutableArray<SampleSuggestion> Suggestions, ImmutableArray<SampleVersion> Versions, ImmutableArray<SampleCheck> Checks)
{
    /// <summary>Nothing.</summary>
    public static SampleReview None { get; } = new([], [], [], []);
}

/// <summary>A comment and what came of it.</summary>
/// <param name="Key">Names it within the file.</param>
/// <param name="At">When it was made.</param>
/// <param name="By">Key of the account.</param>
/// <param name="Node">The part.</param>
/// <param name="Field">The field; the part as a whole when null.</param>
/// <param name="Quote">The words of the text that it is about; the field as a whole when null.</param>
/// <param name="Severity">What it asks.</param>
/// <param name="Text">What it says.</param>
/// <param name="Then">What followed, in order.</param>
public sealed record SampleThread(string Key, DateTimeOffset At, string By, string Node, string? Field, string? Quote, Severity Severity, string Text, ImmutableArray<SampleStep> Then);

/// <summary>Something that followed in a thread: an answer, a mark, or somebody is asked to see to it.</summary>
public sealed record SampleStep(DateTimeOffset At, string By, string? Answer, CommentState? Mark, string? Assign, DateOnly? Due);

/// <summary>Changes that somebody suggests.</summary>
/// <param name="Key">Names it within the file.</param>
/// <param name="At">When it was begun.</param>
/// <param name="By">Key of the account.</param>
/// <param name="Parts">What is suggested.</param>
/// <param name="Reason">Why.</param>
/// <param name="Thread">The comment that it answers; null: none.</param>
/// <param name="Answers">What was answered; nothing while it waits.</param>
public sealed record SampleSuggestion(string Key, DateTimeOffset At, string By, ImmutableArray<SampleEdit> Parts, string Reason, string? Thread, ImmutableArray<SampleDecision> Answers);

/// <summary>An answer to a suggestion.</summary>
/// <param name="At">When.</param>
/// <param name="By">Key of the account.</param>
/// <param name="Accepted">Whether it was taken over.</param>
/// <param name="Note">What was said with it.</param>
/// <param name="Only">Which of the parts, counted from 0; all that are open when null.</param>
public sealed record SampleDecision(DateTimeOffset At, string By, bool Accepted, string? Note, ImmutableArray<int>? Only);

/// <summary>A version that somebody gave a name.</summary>
public sealed record SampleVersion(DateTimeOffset At, string By, string Title, string? Note);

/// <summary>A reviewer's answer to a point of the checklist.</summary>
public sealed record SampleCheck(DateTimeOffset At, string By, string Node, ChecklistPoint Point, bool Holds);
