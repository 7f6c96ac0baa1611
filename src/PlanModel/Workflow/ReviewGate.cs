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

    /// <summary>What the policy is asked about for a step.</summary>
    public static PlanAct ActOf(PlanState to) => to switch
    {
        PlanState.InReview => PlanAct.Submit,
        PlanState.ChangesRequested => PlanAct.RequestChanges,
        PlanState.Final => PlanAct.MarkFinal,
        _ => PlanAct.ReturnToDraft,
    };

    /// <summary>The warnings as whoever marks the plan final confirms them: code, node and field (or thread) of each, sorted.</summary>
    public static ImmutableArray<string> WarningsOf(Completeness found) =>
        [.. found.Warnings.Select(WarningOf).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>One of them.</summary>
    public static string WarningOf(Finding finding) => string.Join(' ', new[] { finding.Code, finding.Node.ToString(), finding.Thread?.ToString() ?? finding.Field ?? finding.Children }.OfType<string>());

    /// <summary>Why a document cannot take a step now; null when it can.</summary>
    /// <param name="document">The document.</param>
    /// <param name="to">Where the step leads.</param>
    /// <param name="note">What is said with it.</param>
    /// <param name="confirmed">The warnings that whoever marks it final has seen.</param>
    /// <param name="due">The day until which it lasts.</param>
    /// <param name="at">When the step is taken.</param>
    public static Refusal? Refuse(Document document, PlanState to, string note, ImmutableArray<string> confirmed, DateOnly? due, DateTimeOffset at)
    {
        if (Text.TextGate.Problem(note) is { } problem) return new Refusal(RefusalCode.BadText, problem + ".");
        if (note.Length > NoteUnitsMax) return new Refusal(RefusalCode.TooLong, $"What is said with a step of the review has at most {NoteUnitsMax:N0} characters; this has {note.Length:N0}.");
        var workflow = document.Schema.Workflow;
        if (workflow.Find(document.Standing, to) is not { } step) return NotReady(workflow.WhyNoStep(document.State, to));
        if (note.AsSpan().Trim().IsEmpty && step.NoteAsked is { } asked) return NotReady(asked);
        if (due is null && step.DueAsked is { } dueAsked) return NotReady(dueAsked);
        if (due is not null && to is (PlanState.Draft or PlanState.Final)) return NotReady(workflow.DeadlineLacks);
        if (RefusePast(due, at) is { } past) return past;
        if (!step.AsksAll && !confirmed.IsEmpty) return new Refusal(RefusalCode.BadValue, "Warnings are confirmed by the step to final, and by no other.");
        if (!step.AsksAll && step.Asks.IsEmpty) return null;
        var found = Completeness.Of(document);
        var blocks = found.Findings.Where(step.IsAsked).ToList();
        if (blocks.Count > 0)
            return NotReady($"{(blocks.Count == 1 ? "One thing stands" : $"{blocks.Count} things stand")} before that. The first: {blocks[0].Message}", blocks[0]);
        if (step.AsksAll && !WarningsOf(found).SequenceEqual(confirmed))
            return NotReady("The warnings are not those that were confirmed: somebody changed the plan meanwhile. Look at them again.");
        if (to == PlanState.Final && PlanFile.Write(document).Length > PlanFile.SizeBytesMax)
            return new Refusal(RefusalCode.TooLong, $"A final plan is published as a file of at most {PlanFile.SizeBytesMax / 1024 / 1024} MB, and this plan is larger. Shorten its longest texts.");
        return null;
    }

    /// <summary>Why a day is none to wait for: it is over, wherever in the world somebody is. Null when it is not.</summary>
    /// <param name="due">The day.</param>
    /// <param name="at">When it is set.</param>
    public static Refusal? RefusePast(DateOnly? due, DateTimeOffset at) =>
        due is { } day && day < DateOnly.FromDateTime(at.UtcDateTime).AddDays(-1) ? new Refusal(RefusalCode.BadValue, $"{DateField.Words(day)} is over. Set today or a later day.") : null;

    private static Refusal NotReady(string words, Finding? finding = null) => new(RefusalCode.NotReady, words, finding?.Node, finding?.Field);
}
