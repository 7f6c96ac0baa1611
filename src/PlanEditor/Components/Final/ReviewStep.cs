using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanEditor.Components.Final;

/// <summary>A step of the review that somebody may take now, as the page offers it.</summary>
/// <param name="Act">What it is.</param>
/// <param name="To">Where it leads; null: the plan stays where it is.</param>
/// <param name="Label">What its button says.</param>
/// <param name="NoteLabel">What is asked for with it; null: nothing.</param>
/// <param name="NoteAsked">Whether it cannot be taken without words.</param>
/// <param name="Effect">What happens then.</param>
/// <param name="WhyNot">Why it cannot be taken yet; null when it can.</param>
public sealed record ReviewStep(PlanAct Act, PlanState? To, string Label, string? NoteLabel, bool NoteAsked, string Effect, string? WhyNot)
{
    // More of them are found by who goes down the list.
    private const int BeforeMax = 5;

    /// <summary>What stands before a step that does not ask for all that final asks for, a line each: those that come first.</summary>
    public string Before { get; init; } = "";

    /// <summary>The step that leads on, and not back.</summary>
    public bool LeadsOn => Act is PlanAct.Submit or PlanAct.Approve or PlanAct.MarkFinal;

    /// <summary>What the day is called until which the next state lasts; null: none is asked for with the step.</summary>
    public string? DueLabel { get; init; }

    /// <summary>The step as an operation.</summary>
    /// <param name="note">What is said with it.</param>
    /// <param name="confirmed">The warnings that were seen.</param>
    /// <param name="due">The day until which the next state lasts, where one is asked for.</param>
    public Operation Make(string note, ImmutableArray<string> confirmed, DateOnly? due) =>
        To is { } to ? new ChangeState(to, note) { Confirmed = to == PlanState.Final ? confirmed : [], Due = DueLabel is null ? null : due } : new ApprovePlan();

    /// <summary>The steps that somebody may take, those that lead on first.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="found">What it lacks.</param>
    /// <param name="mayTake">Whether the policy lets this person do an act.</param>
    public static ImmutableArray<ReviewStep> Of(Document document, Completeness found, Func<PlanAct, bool> mayTake)
    {
        IEnumerable<ReviewStep> approval = document.State == PlanState.InReview && mayTake(PlanAct.Approve) ? [Approval(document.Standing)] : [];
        return
        [
            .. approval,
            .. from to in new[] { PlanState.Final, PlanState.InReview, PlanState.ChangesRequested, PlanState.Draft }
            let step = document.Schema.Workflow.Find(document.Standing, to)
            where step is not null && mayTake(ReviewGate.ActOf(to))
            select Step(step),
        ];

        // A workflow that says nothing of its buttons is the review of plans, whose words depend on the round.
        ReviewStep Step(PlanStep step) => new(
            ReviewGate.ActOf(step.To),
            step.To,
            step.Button.Length > 0 ? step.Button : LabelOf(document.Standing, step.To),
            step.Button.Length > 0 ? step.NoteLabel : NoteLabelOf(document.State, step.To),
            step.NoteAsked is not null,
            step.Button.Length > 0 ? step.Effect : EffectOf(document.Standing, step.To),
            WhyNotOf(found.Findings.Count(step.IsAsked), document.Schema.Workflow == PlanWorkflow.Circulation ? step.AsksAll ? "publication" : "circulation" : Noun(step.To)))
        { Before = step.AsksAll ? "" : string.Join('\n', found.Findings.Where(step.IsAsked).Take(BeforeMax).Select(finding => finding.Message)), DueLabel = step.DueAsked is null ? null : document.Schema.Workflow.DeadlineLabel(step.To) };
    }

    private static ReviewStep Approval(PlanStanding plan) => new(
        PlanAct.Approve,
        null,
        plan.Approvals.IsEmpty ? "Approve…" : "Approve again…",
        null,
        false,
        "You say that the plan, as it is now, may become final. When its content changes after that, it needs a new approval.",
        null);

    private static string LabelOf(PlanStanding plan, PlanState to) => to switch
    {
        PlanState.InReview => plan.Round == 0 ? "Submit for review…" : "Submit again…",
        PlanState.ChangesRequested => "Ask for changes…",
        PlanState.Final => "Mark final…",
        _ => plan.State == PlanState.Final ? $"Reopen as version {plan.Version + 1}…" : "Take back to draft…",
    };

    private static string NoteLabelOf(PlanState from, PlanState to) => (from, to) switch
    {
        (_, PlanState.ChangesRequested) => "What should change",
        (_, PlanState.InReview) => "A word to the reviewers (optional)",
        (PlanState.Final, _) => "The reason for reopening it",
        _ => "A word for the record (optional)",
    };

    private static string EffectOf(PlanStanding plan, PlanState to) => to switch
    {
        PlanState.InReview => "The reviewers are asked to read it. You can go on writing meanwhile.",
        PlanState.ChangesRequested => "The country’s focal points see what you wrote, change the plan and submit it again.",
        PlanState.Final => $"Version {plan.Version} is locked for everybody. To change anything after that, the plan’s lead or an administrator reopens it as the next version.",
        _ when plan.State == PlanState.Final => $"Version {plan.Version} stays as it is. What is written from now on becomes version {plan.Version + 1}.",
        _ => "The reviewers no longer wait for it. You can submit it again once every blocking comment was acted on.",
    };

    private static string? WhyNotOf(int blocks, string noun) => blocks switch
    {
        0 => null,
        1 => $"One thing stands before {noun}. It is in the list below.",
        _ => $"{blocks} things stand before {noun}. They are in the list below.",
    };

    private static string Noun(PlanState to) => to == PlanState.Final ? "final" : "submission";
}
