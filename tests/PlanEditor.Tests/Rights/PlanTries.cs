using System.Collections.Immutable;
using PlanEditor.Components.Editor;
using PlanEditor.Import;
using PlanModel;
using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanEditor.Tests.Rights;

/// <summary>The acts on a plan that come to operations, by the words of the table.</summary>
internal static class PlanTries
{
    public static ImmutableDictionary<string, PlanTry> All { get; } = new Dictionary<string, PlanTry>
    {
        ["add a part"] = new((_, _) => new InsertNode(NewNodes.NewId(), "lesson", NodeId.Root, null, Node.NoFields)),
        ["move a part"] = new((_, _) => new MoveNode(Ground.Whole.SecondMilestone, Ground.Whole.Commitment, null)),
        ["remove a part"] = new((_, _) => new RemoveNode(Ground.Whole.SecondMilestone)) { Fresh = true },
        ["bring a removed part back"] = new((_, _) => new RestoreNode(Ground.RemovedPart)) { Fresh = true },
        ["set a value"] = new((_, _) => new SetField(Ground.Whole.Milestone, "dueDate", Scalar.Of("2018-02-28"))),
        ["add to a list"] = new((_, who) => new AddToSet(Ground.Whole.Dataset, "keywords", $"word {who.Index}")),
        ["take from a list"] = new((_, _) => new RemoveFromSet(Ground.Whole.Dataset, "keywords", "roads")),
        ["write in a text"] = new((ground, _) => new EditText(Ground.Whole.Commitment, "problem", TextChangeSet.Of(Problem(ground), (0, 0, "x")))),
        ["bring in rows of a file"] = new((_, ground, _) => Made(Import(ground).Operations(NewNodes.NewId))),
        ["take back what somebody did"] = new(async (site, ground, _) =>
        {
            var revision = ground.Revision;
            var back = await site.History.TakeBackAsync(ground.Room.Plan.Id, revision, Ground.Somebody, Ground.SomebodysRevision, Ground.SomebodysRevision, null, default);
            return (revision, back.Operations);
        })
        { Fresh = true },
        ["restore the plan to an earlier revision"] = new(async (site, ground, _) =>
            (ground.Revision, Restoration.OfPlan(ground.Document, await site.History.AtAsync(ground.Room.Plan.Id, 1, default)).Operations))
        { Fresh = true },
        ["name a version"] = new((ground, who) => new NameVersion($"{who.Column} {ground.Revision} {Guid.NewGuid():N}", "")),

        ["open the plan to peers"] = new((_, _) => new OpenToPeers(true)) { Fresh = true },
        ["close the plan to peers"] = new((_, _) => new OpenToPeers(false)) { Fresh = true },
        ["submit the plan for review"] = Step(PlanState.InReview),
        ["take the plan back from the review"] = Step(PlanState.Draft),
        ["ask for changes"] = Step(PlanState.ChangesRequested, "More dates"),
        ["approve the plan"] = new((_, _) => new ApprovePlan()),
        ["answer the checklist of a commitment"] = new((_, _) => new AssessPart(Ground.Whole.Commitment, ChecklistPoint.Verifiable, true)),
        ["set the deadline of a round"] = new((_, _) => new SetDeadline(new DateOnly(2099, 9, 1))),
        ["mark the plan final"] = new((ground, _) => new ChangeState(PlanState.Final, "") { Confirmed = ReviewGate.WarningsOf(Completeness.Of(ground.Document)) })
        { After = [new ApprovePlan { Stamp = Stamp.None with { By = Ground.Somebody } }], Fresh = true },
        ["reopen the final plan, with a reason"] = Step(PlanState.Draft, "A budget was cut"),
        ["note an erratum on the final plan"] = new((_, _) => new NoteErratum(Ground.Whole.Commitment, "The year is 2018.")),
        ["note an erratum on a version that is or was final"] = new((_, _) => new NoteErratum(Ground.Whole.Commitment, "The year is 2018.") { Version = 1 }),
        ["take it off the public pages"] = new((_, _) => new Unpublish("A person could be recognised.")) { Fresh = true },
        ["put it back on the public pages"] = new((_, _) => new PublishAgain("It was blackened.")) { After = [new Unpublish("A person could be recognised.") { Stamp = Stamp.None with { By = Ground.Somebody } }], Fresh = true },

        ["comment on a part"] = Ask(Severity.Question),
        ["comment on a stretch of text"] = new((_, _) => new StartThread(NewThread(), Ground.Whole.Commitment, "problem", (0, 4), Severity.Praise, "Well said.")),
        ["say what should be done"] = Ask(Severity.Should),
        ["say what blocks"] = Ask(Severity.Blocking),
        ["answer"] = Comment((_, _) => new ReplyToThread(Ground.OthersQuestion, new EntryId(NewThread().Value), "Added.")),
        ["change own words"] = Comment((ground, who) => new EditEntry(who.Question, new EntryId(who.Question.Value), $"And who measures {ground.Revision}?")),
        ["delete own words"] = Comment((_, who) => new EditEntry(who.Question, new EntryId(who.Question.Value), "")),
        ["change another's words"] = Comment((_, _) => new EditEntry(Ground.OthersQuestion, new EntryId(Ground.OthersQuestion.Value), "Never mind.")),
        ["delete another's words"] = Comment((_, _) => new EditEntry(Ground.OthersQuestion, new EntryId(Ground.OthersQuestion.Value), "")),
        ["say that a comment was acted on"] = Comment((_, _) => new MarkThread(Ground.OthersRequest, CommentState.Addressed)),
        ["confirm an own question"] = Comment((_, who) => new MarkThread(who.Question, CommentState.Resolved)),
        ["confirm another's question"] = Comment((_, _) => new MarkThread(Ground.OthersQuestion, CommentState.Resolved)),
        ["confirm an own comment that blocks"] = Comment((_, who) => new MarkThread(who.Block, CommentState.Resolved)),
        ["confirm another's comment that blocks"] = Comment((_, _) => new MarkThread(Ground.OthersBlock, CommentState.Resolved)),
        ["open an own comment again"] = Comment((_, who) => new MarkThread(who.Question, CommentState.Reopened)) with { Before = who => [new MarkThread(who.Question, CommentState.Resolved)] },
        ["open another's comment again"] = Comment((_, _) => new MarkThread(Ground.OthersBlock, CommentState.Reopened)) with { Before = _ => [new MarkThread(Ground.OthersBlock, CommentState.Resolved)] },
        ["call an own question praise"] = Comment((_, who) => new RateThread(who.Question, Severity.Praise)),
        ["call another's question praise"] = Comment((_, _) => new RateThread(Ground.OthersQuestion, Severity.Praise)) with { Fresh = true },
        ["let another's question block"] = Comment((_, _) => new RateThread(Ground.OthersQuestion, Severity.Blocking)) with { Fresh = true },
        ["let an own comment block no more"] = Comment((_, who) => new RateThread(who.Block, Severity.Could)) with { Fresh = true },
        ["let another's comment block no more"] = Comment((_, _) => new RateThread(Ground.OthersBlock, Severity.Could)) with { Fresh = true },
        ["suggest a change"] = new((_, _) => new Suggest(new ProposalId(NewNodes.NewId().Value), [Suggested], [])),
        ["suggest more in an own suggestion"] = Suggesting((_, who) => new Suggest(Own(who), [new SetField(Ground.Whole.SecondMilestone, "dueDate", Scalar.Of("2018-06-29"))], [])),
        ["change another's suggestion"] = Suggesting((_, _) => new Suggest(Others, [new SetField(Ground.Whole.SecondMilestone, "dueDate", Scalar.Of("2018-06-29"))], [])),
        ["send an own suggestion"] = Suggesting((_, who) => new SendProposal(Own(who), "The office is closed that day.")),
        ["withdraw an own suggestion"] = Suggesting((_, who) => new WithdrawProposal(Own(who))),
        ["withdraw another's suggestion"] = Suggesting((_, _) => new WithdrawProposal(Others)),
        ["accept a suggestion"] = new((_, _, _) => Made([new DecideProposal(Others, [ProposalPart.KeyOf(Suggested)], true, ""), Suggested])) { Before = Suggestions, Fresh = true },
        ["decline a suggestion"] = Suggesting((_, _) => new DecideProposal(Others, [ProposalPart.KeyOf(Suggested)], false, "It stays.")),
        ["take an answer to a suggestion back"] = new((_, _) => new ReopenProposal(Others, [Suggested])) { Before = who => [.. Suggestions(who), .. Declined(who)], Fresh = true },
        ["dispose of a comment"] = Comment((_, _) => new DisposeThread(Ground.OthersQuestion, DispositionOutcome.Noted, "It is so.")),
        ["assign a comment"] = Comment((_, who) => new AssignThread(Ground.OthersQuestion, who.Id, new DateOnly(2017, 9, 1))),
    }.ToImmutableDictionary();

    private static Task<(long? Revision, ImmutableArray<Operation> Operations)> Made(ImmutableArray<Operation> operations) => Task.FromResult<(long?, ImmutableArray<Operation>)>((null, operations));

    private static PlanTry Step(PlanState to, string note = "") => new((_, _) => new ChangeState(to, note)) { Fresh = true };

    private static PlanTry Ask(Severity severity) => new((_, _) => new StartThread(NewThread(), Ground.Whole.Commitment, null, null, severity, "What is the baseline?"));

    private static PlanTry Comment(Func<Ground, Colleague, Operation> make) => new(make) { Comments = true };

    private static ProposalId Others => new(4_000);

    private static SetField Suggested => new(Ground.Whole.Milestone, "dueDate", Scalar.Of("2018-02-27"));

    private static ProposalId Own(Colleague colleague) => new(Others.Value + 1 + (ulong)colleague.Index);

    private static PlanTry Suggesting(Func<Ground, Colleague, Operation> make) => new(make) { Before = Suggestions, Fresh = true };

    /// <summary>Each has one that is being written, and somebody else one that was sent.</summary>
    private static ImmutableArray<Operation> Suggestions(Colleague colleague)
    {
        var (own, others) = (Stamp.None with { By = colleague.Id }, Stamp.None with { By = Ground.Somebody });
        ImmutableArray<Operation> first = colleague.Index > 0 ? [] : [new Suggest(Others, [Suggested], []) { Stamp = others }, new SendProposal(Others, "The office is closed that day.") { Stamp = others }];
        return [.. first, new Suggest(Own(colleague), [Suggested], []) { Stamp = own }];
    }

    private static ImmutableArray<Operation> Declined(Colleague colleague) => colleague.Index > 0 ? [] : [new DecideProposal(Others, [ProposalPart.KeyOf(Suggested)], false, "") { Stamp = Stamp.None with { By = Ground.Somebody } }];

    private static ThreadId NewThread() => new(NewNodes.NewId().Value);

    private static int Problem(Ground ground) => ground.Document[Ground.Whole.Commitment].Text("problem").Length;

    private static ImportRun Import(Ground ground)
    {
        var kind = ImportKind.Find("milestone")!;
        var sheet = new Sheet(["Commitment", "Step"], [.. Enumerable.Range(2, 3).Select(line => new SheetRow(line, [new Cell("C1"), new Cell($"Step {line} after {ground.Revision}")]))]);
        return ImportRun.Of(ground.Document, kind, sheet, ColumnGuess.Of(kind, sheet.Headers), under: null);
    }
}
