using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Publishing;
using PlanModel.Schema;

namespace PlanModel.Workflow;

/// <summary>What each step of a plan's review asks of the plan itself, asked about exactly the document that takes the step. Who may take it is the policy's matter.</summary>
public static class ReviewGate
{
    /// <summary>How much may be said with a step, in UTF-16 units.</summary>
    public const int NoteUnitsMax = 5_000;

    private static readonly ImmutableHashSet<string> AskedBySubmission = ["REQ", "MIN", "DATE"];

    /// <summary>Whether a plan in one state can go to another at all.</summary>
    public static bool MayFollow(PlanState from, PlanState to) => (from, to) switch
    {
        (PlanState.Draft or PlanState.ChangesRequested, PlanState.InReview) => true,
        (PlanState.InReview, PlanState.ChangesRequested or PlanState.Final) => true,
        (PlanState.InReview or PlanState.ChangesRequested or PlanState.Final, PlanState.Draft) => true,
        _ => false,
    };

    /// <summary>What the policy is asked about for a step.</summary>
    public static PlanAct ActOf(PlanState to) => to switch
    {
        PlanState.InReview => PlanAct.Submit,
        PlanState.ChangesRequested => PlanAct.RequestChanges,
        PlanState.Final => PlanAct.MarkFinal,
        _ => PlanAct.ReturnToDraft,
    };

    /// <summary>What stands between a plan and a step, by the rules for final: submission asks for what is written and its dates, final for everything.</summary>
    public static IEnumerable<Finding> Blocks(Completeness found, PlanState to) => to switch
    {
        PlanState.InReview => found.Blocks.Where(finding => AskedBySubmission.Contains(finding.Rule)),
        PlanState.Final => found.Blocks,
        _ => [],
    };

    /// <summary>The warnings as whoever marks the plan final confirms them: code, node and field (or thread) of each, sorted.</summary>
    public static ImmutableArray<string> WarningsOf(Completeness found) =>
        [.. found.Warnings.Select(finding => string.Join(' ', new[] { finding.Code, finding.Node.ToString(), finding.Thread?.ToString() ?? finding.Field ?? finding.Children }.OfType<string>())).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Why a document cannot take a step now; null when it can.</summary>
    /// <param name="document">The document.</param>
    /// <param name="to">Where the step leads.</param>
    /// <param name="note">What is said with it.</param>
    /// <param name="confirmed">The warnings that whoever marks it final has seen.</param>
    public static Refusal? Refuse(Document document, PlanState to, string note, ImmutableArray<string> confirmed)
    {
        if (Text.TextGate.Problem(note) is { } problem) return new Refusal(RefusalCode.BadText, problem + ".");
        if (note.Length > NoteUnitsMax) return new Refusal(RefusalCode.TooLong, $"What is said with a step of the review has at most {NoteUnitsMax:N0} characters; this has {note.Length:N0}.");
        if (!MayFollow(document.State, to)) return NotReady(WrongState(document.State, to));
        if (note.AsSpan().Trim().IsEmpty && NoteAsked(document.State, to) is { } asked) return NotReady(asked);
        if (to is not (PlanState.InReview or PlanState.Final)) return null;
        var found = Completeness.Of(document);
        var blocks = Blocks(found, to).ToList();
        if (blocks.Count > 0)
            return NotReady($"{(blocks.Count == 1 ? "One thing stands" : $"{blocks.Count} things stand")} before that. The first: {blocks[0].Message}", blocks[0]);
        if (to == PlanState.Final && !WarningsOf(found).SequenceEqual(confirmed))
            return NotReady("The warnings are not those that were confirmed: somebody changed the plan meanwhile. Look at them again.");
        if (to == PlanState.Final && PlanFile.Write(document).Length > PlanFile.SizeBytesMax)
            return new Refusal(RefusalCode.TooLong, $"A final plan is published as a file of at most {PlanFile.SizeBytesMax / 1024 / 1024} MB, and this plan is larger. Shorten its longest texts.");
        return null;
    }

    /// <summary>The words that a step cannot do without, if it asks for any.</summary>
    public static string? NoteAsked(PlanState from, PlanState to) => (from, to) switch
    {
        (_, PlanState.ChangesRequested) => "Say in a few words what should change.",
        (PlanState.Final, PlanState.Draft) => "Give the reason for reopening a final plan.",
        _ => null,
    };

    private static Refusal NotReady(string words, Finding? finding = null) => new(RefusalCode.NotReady, words, finding?.Node, finding?.Field);

    private static string WrongState(PlanState from, PlanState to) => (from, to) switch
    {
        (PlanState.Final, _) => "The plan is final. To change it, the plan's lead or an administrator reopens it.",
        (_, PlanState.InReview) => "The plan is with the reviewers already.",
        (_, PlanState.Final) => "A plan becomes final from the review: submit it first.",
        (_, PlanState.ChangesRequested) => "Changes are asked for while the plan is in review.",
        _ => "The plan is a draft already.",
    };
}
