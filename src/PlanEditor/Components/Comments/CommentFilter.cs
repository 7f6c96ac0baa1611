using System.Collections.Immutable;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Review;

namespace PlanEditor.Components.Comments;

/// <summary>Which comments somebody looks for.</summary>
/// <param name="State">"open" (whatever asks for something and is not resolved), "todo" (whatever is still to be acted on), "overdue" (whatever was to be acted on before today), "addressed", "resolved" or "all".</param>
/// <param name="Severity">What they ask; null: anything.</param>
/// <param name="Part">The part of the plan on the first level, its own parts included; null: the whole plan.</param>
/// <param name="Mine">Only those that one started, answered in, is named in or is asked to see to.</param>
public sealed record CommentFilter(string State, Severity? Severity, NodeId? Part, bool Mine)
{
    /// <summary>The day that it is for whoever looks.</summary>
    public DateOnly Today { get; init; }

    /// <summary>Reads it as an address has it.</summary>
    public static CommentFilter Of(string state, string? severity, string? part, string? mine) => new(
        state,
        ThreadJson.TryParse(severity ?? "", out Severity asked) ? asked : null,
        NodeId.TryParse(part ?? "", out var node) ? node : null,
        mine is not null);

    /// <summary>The state that is looked for where nobody chose one: of the matrix everything, since it is read for what became of it.</summary>
    public static string StateOf(string? chosen, bool asMatrix) => chosen ?? (asMatrix ? "all" : "open");

    /// <summary>As it is written in an address.</summary>
    public string Query => $"?state={State}{(Severity is { } asked ? $"&severity={ThreadJson.Write(asked)}" : "")}{(Part is { } part ? $"&part={part}" : "")}{(Mine ? "&mine=1" : "")}";

    /// <summary>Whether suggestions that were answered long ago are looked for, of which nothing more is known.</summary>
    public bool TakesForgotten => this is { State: "all" or "resolved", Severity: null, Part: null, Mine: false };

    /// <summary>Whether a thread is looked for.</summary>
    public bool Takes(Document document, CommentThread thread, UserId me) =>
        State switch
        {
            "all" => true,
            "overdue" => thread.Awaited < Today,
            "addressed" => thread.State == CommentState.Addressed,
            "resolved" => thread.State == CommentState.Resolved,
            "todo" => ThreadsOf.Asks(document, thread) && thread.State != CommentState.Addressed,
            // Praise is there for who looks for it.
            _ => ThreadsOf.Asks(document, thread) || (thread is { Severity: PlanModel.Review.Severity.Praise, State: not CommentState.Resolved } && thread.Severity == Severity),
        }
        && (Severity is null || thread.Severity == Severity)
        && (Part is null || PartOf(document, thread) == Part)
        && (!Mine || IsMine(thread, me));

    /// <summary>Whether a suggested change is looked for: one that was answered counts as resolved, and none has a severity.</summary>
    public bool Takes(Document document, SuggestionRow row, UserId me) =>
        State switch
        {
            "all" => true,
            "addressed" or "overdue" => false,
            "resolved" => !row.Part.IsOpen,
            _ => row.Part.IsOpen,
        }
        && Severity is null
        && (Part is null || PartOf(document, row.Node) == Part)
        && (!Mine || row.Proposal.Author == me || row.Part.Decided?.By == me);

    /// <summary>The part on the first level to which a thread belongs.</summary>
    public static NodeId PartOf(Document document, CommentThread thread) => PartOf(document, thread.Anchor.Node);

    private static NodeId PartOf(Document document, NodeId id)
    {
        var node = document[id];
        return document.Above(node).Prepend(node).FirstOrDefault(one => one.Parent == NodeId.Root)?.Id ?? NodeId.Root;
    }

    private static bool IsMine(CommentThread thread, UserId me) =>
        thread.Assignee == me || thread.Entries.Any(entry => entry.Said.By == me || Mentions.In(entry.Text).Contains(me));
}
