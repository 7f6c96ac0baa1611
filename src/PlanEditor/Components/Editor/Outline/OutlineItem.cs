using PlanEditor.Components.Shared;
using PlanModel;

namespace PlanEditor.Components.Editor.Outline;

/// <summary>A row of the outline, as it is shown.</summary>
/// <param name="Key">The node's id, the group's key, or "heading:" and the heading: unique in the tree, the same over time.</param>
/// <param name="Level">1 for headings.</param>
/// <param name="Title">What it is called.</param>
public sealed record OutlineItem(string Key, int Level, string Title)
{
    /// <summary>The computed number within the row above, as "M3"; empty when it has none.</summary>
    public string Number { get; init; } = "";

    /// <summary>The language of the title, for fonts and speech; null: the language of the screens.</summary>
    public string? Language { get; init; }

    /// <summary>Where it leads; null for a heading that has no page.</summary>
    public string? Address { get; init; }

    /// <summary>The node of a part; null for headings and groups.</summary>
    public NodeId? Node { get; init; }

    /// <summary>The group whose parts can be added here; null where nothing can.</summary>
    public string? Group { get; init; }

    /// <summary>How many parts a group has; null for the rest.</summary>
    public int? Count { get; init; }

    /// <summary>What blocks final, here and below.</summary>
    public int Blocks { get; init; }

    /// <summary>What is warned about, here and below.</summary>
    public int Warnings { get; init; }

    /// <summary>Comments that are not resolved, here and below.</summary>
    public int Comments { get; init; }

    /// <summary>Suggested changes that wait for an answer, here and below.</summary>
    public int Suggestions { get; init; }

    /// <summary>Whether it is no part of the plan: somebody suggests it.</summary>
    public bool Suggested { get; init; }

    /// <summary>Whether somebody else changed something here or below since one last looked.</summary>
    public bool New { get; init; }

    /// <summary>Whether the rows below are shown; null when there are none.</summary>
    public bool? Expanded { get; init; }

    /// <summary>The key of the part's kind; null for headings and groups.</summary>
    public string? Kind { get; init; }

    /// <summary>The keys of the kinds that may be put into the part, with spaces between.</summary>
    public string? Holds { get; init; }

    /// <summary>Whether this is what the page shows.</summary>
    public bool Current { get; init; }

    /// <summary>The place among its siblings, from 1.</summary>
    public int Position { get; init; }

    /// <summary>How many siblings there are, itself included.</summary>
    public int Siblings { get; init; }

    /// <summary>"2 comments".</summary>
    public string CommentWords => Comments == 1 ? "1 comment" : FormattableString.Invariant($"{Comments} comments");

    /// <summary>"2 suggested changes".</summary>
    public string SuggestionWords => Suggestions == 1 ? "1 suggested change" : FormattableString.Invariant($"{Suggestions} suggested changes");

    /// <summary>All of it in one sentence, for those who hear it.</summary>
    /// <param name="goal">What the plan is on its way to.</param>
    public string NameOf(string goal)
    {
        var name = Number.Length > 0 ? $"{Number} {Title}" : Title;
        if (Count is { } count) name += $", {count}";
        // In figures, as the row shows it.
        if (Comments > 0) name += $", {CommentWords}";
        if (Suggested) name += ", suggested";
        if (Suggestions > 0) name += $", {SuggestionWords}";
        if (New) name += ", changed since you last looked";
        if (Blocks > 0) name += $", {FinalWords.Blocks(Blocks, goal)}";
        if (Warnings > 0) name += $", {FinalWords.Warnings(Warnings)}";
        return name;
    }
}
