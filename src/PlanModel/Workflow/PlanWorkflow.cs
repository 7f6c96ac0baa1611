using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanModel.Workflow;

/// <summary>
/// How documents of a schema go from being written to being final: what their states are called, which steps there are, what each asks for, and who may do what. The engine knows four
/// states (<see cref="PlanState"/>): being written, with its readers, being worked on after them, and locked and public.
/// </summary>
public sealed class PlanWorkflow
{
    private PlanWorkflow(string noun, string draft, string inReview, string changesRequested, string final)
    {
        Noun = noun;
        _names = [draft, inReview, changesRequested, final];
    }

    private const string UntilWhen = "Set the day until which comments are asked for.";

    private readonly ImmutableArray<string> _names;

    /// <summary>The review of an action plan.</summary>
    public static PlanWorkflow Review { get; } = new("plan", "Draft", "In review", "Changes requested", "Final")
    {
        Steps =
        [
            new PlanStep(PlanState.Draft, PlanState.InReview, "submitted the plan for review") { Asks = ["REQ", "MIN", "DATE"], AsksAgain = ["OPEN.blocking"] },
            new PlanStep(PlanState.ChangesRequested, PlanState.InReview, "submitted the plan for review") { Asks = ["REQ", "MIN", "DATE", "OPEN.blocking"] },
            new PlanStep(PlanState.InReview, PlanState.ChangesRequested, "asked for changes") { NoteAsked = "Say in a few words what should change." },
            new PlanStep(PlanState.InReview, PlanState.Final, "marked the plan final") { AsksAll = true },
            new PlanStep(PlanState.InReview, PlanState.Draft, "took the plan back to draft"),
            new PlanStep(PlanState.ChangesRequested, PlanState.Draft, "took the plan back to draft"),
            new PlanStep(PlanState.Final, PlanState.Draft, "reopened the plan") { NoteAsked = "Give the reason for reopening a final plan." },
        ],
        WrongState = (from, to) => (from, to) switch
        {
            (PlanState.Final, _) => "The plan is final. To change it, the plan’s lead or an administrator reopens it.",
            (_, PlanState.InReview) => "The plan is with the reviewers already.",
            (_, PlanState.Final) => "A plan becomes final from the review: submit it first.",
            (_, PlanState.ChangesRequested) => "Changes are asked for while the plan is in review.",
            _ => "The plan is a draft already.",
        },
        DeadlineLacks = "A deadline belongs to a round of the review: submit the plan first.",
        DeadlineLabel = state => state == PlanState.InReview ? "The reviewers answer by" : "The plan is submitted again by",
    };

    /// <summary>The circulation of a report: drafted, circulated for comment until a day, revised, published.</summary>
    public static PlanWorkflow Circulation { get; } = new("report", "Drafting", "Circulated", "Revising", "Published")
    {
        Steps =
        [
            new PlanStep(PlanState.Draft, PlanState.InReview, "circulated the report") { Asks = ["QUOTE"], DueAsked = UntilWhen, Button = "Circulate for comment…", Effect = "All participants can read it, comment and suggest. You can go on writing meanwhile.", NoteLabel = "A word to the participants (optional)" },
            new PlanStep(PlanState.InReview, PlanState.ChangesRequested, "closed the circulation") { Button = "Close the circulation…", Effect = "Participants go on reading it, but comment no more. Every comment gets its disposition; then the report can be published.", NoteLabel = "A word for the record (optional)" },
            new PlanStep(PlanState.ChangesRequested, PlanState.InReview, "circulated the report again") { Asks = ["QUOTE"], DueAsked = UntilWhen, Button = "Circulate again…", Effect = "All participants can comment and suggest again.", NoteLabel = "What changed since the last time (optional)" },
            new PlanStep(PlanState.ChangesRequested, PlanState.Final, "published the report") { AsksAll = true, Button = "Publish…", Effect = "The report is locked for everybody and stands on the public pages. To change anything after that, a reviewer or an administrator reopens it as the next version.", NoteLabel = "A word for the record (optional)" },
            new PlanStep(PlanState.InReview, PlanState.Draft, "took the report back to drafting") { Button = "Take back to drafting…", Effect = "Participants no longer see it. You can circulate it again at any time.", NoteLabel = "A word for the record (optional)" },
            new PlanStep(PlanState.ChangesRequested, PlanState.Draft, "took the report back to drafting") { Button = "Take back to drafting…", Effect = "Participants no longer see it. You can circulate it again at any time.", NoteLabel = "A word for the record (optional)" },
            new PlanStep(PlanState.Final, PlanState.Draft, "reopened the report") { NoteAsked = "Give the reason for reopening a published report.", Button = "Reopen as the next version…", Effect = "The published version stays as it is. What is written from now on becomes the next one.", NoteLabel = "The reason for reopening it" },
        ],
        WrongState = (from, to) => (from, to) switch
        {
            (PlanState.Final, _) => "The report is published. To change it, a reviewer or an administrator reopens it.",
            (_, PlanState.InReview) => "The report is circulated already.",
            (_, PlanState.Final) => "A report is published after its circulation is closed and every comment has its disposition.",
            (_, PlanState.ChangesRequested) => "A circulation is closed while the report is circulated.",
            _ => "The report is being drafted already.",
        },
        DeadlineLacks = "A deadline belongs to a circulation: circulate the report first.",
        DeadlineLabel = state => state == PlanState.InReview ? "Comments are asked for until" : "The report is published by",
        Where = ["The report is being drafted.", "The report is circulated.", "The report is being revised.", "The report is published."],
        Next =
        [
            "When it is ready, a reviewer circulates it to all participants.",
            "Comment on it where it could be better, or suggest a change. A reviewer closes the circulation.",
            "The reviewers give every comment its disposition, revise the report and publish it.",
            "To change it, a reviewer or an administrator reopens it as the next version.",
        ],
        Rights = ReportRights.Refuse,
        ReadsUnpublished = ReportRights.Reads,
    };

    /// <summary>What people call such a document inside a sentence: "plan".</summary>
    public string Noun { get; }

    /// <summary>All steps.</summary>
    public ImmutableArray<PlanStep> Steps { get; private init; } = [];

    /// <summary>Who may do what, where it is not as of plans.</summary>
    internal Rights? Rights { get; private init; }

    /// <summary>Who reads it before it is final, where it is not as of plans.</summary>
    internal Func<Actor, PlanFacts, bool>? ReadsUnpublished { get; private init; }

    /// <summary>Why there can be no deadline.</summary>
    public required string DeadlineLacks { get; init; }

    /// <summary>What stands before the day of a deadline.</summary>
    public required Func<PlanState, string> DeadlineLabel { get; init; }

    private Func<PlanState, PlanState, string> WrongState { get; init; } = (_, _) => "";

    /// <summary>What comes next, for those who can do nothing about it; null where the page knows better.</summary>
    public string? NextOf(PlanState state) => Next.IsEmpty ? null : Next[(int)state];

    /// <summary>Where a document stands, as a sentence; null where the page knows better.</summary>
    public string? WhereOf(PlanState state) => Where.IsEmpty ? null : Where[(int)state];

    private ImmutableArray<string> Where { get; init; } = [];

    private ImmutableArray<string> Next { get; init; } = [];

    /// <summary>What a state is called.</summary>
    public string NameOf(PlanState state) => _names[(int)state];

    /// <summary>The step from one state to another; null when there is none.</summary>
    public PlanStep? Find(PlanState from, PlanState to) => Steps.FirstOrDefault(step => step.From == from && step.To == to);

    /// <summary>The step from where a document stands, with what it asks there; null when there is none.</summary>
    public PlanStep? Find(PlanStanding standing, PlanState to) =>
        Find(standing.State, to) is { } step ? standing.Round > 0 ? step with { Asks = [.. step.Asks, .. step.AsksAgain] } : step : null;

    /// <summary>Why a state is not without a deadline; null: it may be.</summary>
    internal string? DueAskedIn(PlanState state) => Steps.FirstOrDefault(step => step.To == state && step.DueAsked is not null)?.DueAsked;

    /// <summary>Why there is no step from one state to another.</summary>
    internal string WhyNoStep(PlanState from, PlanState to) => WrongState(from, to);
}

/// <summary>A step from one state of a document to another.</summary>
/// <param name="From">The state that it is taken in.</param>
/// <param name="To">The state that it leads to.</param>
/// <param name="Done">What who took it has done, in words that follow a name.</param>
public sealed record PlanStep(PlanState From, PlanState To, string Done)
{
    /// <summary>The rules of which whatever blocks is asked by the step, or single cases of one.</summary>
    public ImmutableArray<string> Asks { get; init; } = [];

    /// <summary>What is asked besides of a version that its readers had before, whichever way it came back from them.</summary>
    public ImmutableArray<string> AsksAgain { get; init; } = [];

    /// <summary>Whether it asks for everything, and that the warnings were seen.</summary>
    public bool AsksAll { get; init; }

    /// <summary>Why it cannot be taken without words; null: it can.</summary>
    public string? NoteAsked { get; init; }

    /// <summary>Why it cannot be taken without the day until which the next state lasts; null: it can.</summary>
    public string? DueAsked { get; init; }

    /// <summary>What its button says.</summary>
    public string Button { get; init; } = "";

    /// <summary>What happens then.</summary>
    public string Effect { get; init; } = "";

    /// <summary>What the words said with it are.</summary>
    public string NoteLabel { get; init; } = "";

    /// <summary>Whether a finding stands before it.</summary>
    public bool IsAsked(Finding finding) => finding.Level == FindingLevel.Block && (AsksAll || Asks.Contains(finding.Rule) || Asks.Contains(finding.Code));
}

/// <summary>Why somebody who reads a document may not do something to it; null when it is allowed.</summary>
internal delegate Refusal? Rights(Actor actor, PlanFacts document, PlanAct act, ThreadFacts? thread, UserId? suggestedBy);
