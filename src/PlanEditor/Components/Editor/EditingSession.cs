using System.Collections.Immutable;
using PlanEditor.Collaboration;
using PlanEditor.Components.Suggestions;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanEditor.Components.Editor;

/// <summary>
/// One open page's hold on a plan: what it shows and the one way in which its components change anything. Used on the circuit's own thread
/// only; <see cref="PlanPage"/> brings what the room tells from elsewhere.
/// </summary>
public sealed partial class EditingSession
{
    private readonly Func<Submission, Task<SubmitAnswer>> _submit;
    private readonly ILogger _logger;
    private PendingActs _acts;
    private Task _last = Task.CompletedTask;
    private readonly HashSet<string> _texts = [];
    private ProposalId? _begun;

    public EditingSession(PlanInfo plan, RoomState state, Person person, SessionId id, Func<Submission, Task<SubmitAnswer>> submit, ILogger logger)
    {
        (Plan, Person, Id, _submit, _logger) = (plan, person, id, submit, logger);
        _acts = PendingActs.None(state);
        Shown = new ShownPlan(state.Revision, state.Document, true);
    }

    /// <summary>Raised after <see cref="Shown"/> changed.</summary>
    public event Action? Changed;

    /// <summary>Raised when this page makes an act, with its words: "moved milestone C2.M3 to C4".</summary>
    public event Action<string>? Acted;

    /// <summary>Raised when an act of this page is refused, here or by the room.</summary>
    public event Action<Refusal>? Refused;

    /// <summary>Raised after <see cref="Unanswered"/> changed.</summary>
    public event Action? UnansweredChanged;

    public PlanInfo Plan { get; }

    public SessionId Id { get; }

    /// <summary>Who looks.</summary>
    public Person Person { get; private set; }

    /// <summary>What the page shows.</summary>
    public ShownPlan Shown { get; private set; }

    public Document Document => Shown.Document;

    /// <summary>The plan itself, without what this person is about to suggest.</summary>
    public Document Itself => _acts.Document;

    /// <summary>Whether what is done to the content becomes part of this person's proposal instead of a change.</summary>
    public bool Suggesting { get; private set; }

    /// <summary>The thread that what this person suggests shall answer; null: none.</summary>
    public ThreadId? Answering { get; private set; }

    /// <summary>What this person suggests, done to the plan; null while nothing is suggested here.</summary>
    public AppliedProposal? Drafting { get; private set; }

    /// <summary>What this person suggests and did not send yet; null: nothing.</summary>
    public Proposal? Draft => Itself.Proposals.DraftOf(Person.Actor.User);

    /// <summary>How many of this page's acts are neither on disk nor refused: as long as there is one, nobody may say that all is saved.</summary>
    public int Unanswered { get; private set; }

    /// <summary>What the policy asks of the plan as it is shown.</summary>
    public PlanFacts Facts => PlanFacts.Of(Plan.Country, Document, Plan.Id);

    /// <summary>Why this person may not edit now; null when it is allowed.</summary>
    public Refusal? WhyNotEdit => WhyNot(PlanAct.Edit);

    /// <summary>Whether this person may change the content, be it only as a suggestion.</summary>
    public bool MayEdit => Suggesting ? MaySuggest : WhyNotEdit is null;

    /// <summary>Whether what this person does to the content is a change at once.</summary>
    public bool MayWrite => !Suggesting && WhyNotEdit is null;

    public bool MaySuggest => WhyNot(PlanAct.Suggest) is null;

    /// <summary>Whether this person may suggest what stands here for a plan of the own country.</summary>
    public bool MayAdopt => Policy.MayAdoptFrom(Person.Actor, Facts);

    /// <summary>Whether this person may save the plan, or something of it, as a file.</summary>
    public bool MaySave => OpenPlan.MaySave(Person, Document);

    /// <summary>Why this person may not do something to the plan as it is shown.</summary>
    public Refusal? WhyNot(PlanAct act, ThreadFacts? thread = null) => Policy.Refuse(Person.Actor, Facts, act, thread);

    /// <summary>Why this person may not do an operation to the plan as it is shown.</summary>
    public Refusal? WhyNot(Operation operation) => operation.Refuse(Person.Actor, Facts, Document) ?? operation.Check(Document);

    /// <summary>Makes one change of several operations. It shows at once; when the room refuses, it goes again.</summary>
    /// <returns>Why not; null once it is on disk.</returns>
    public async Task<Refusal?> DoAsync(params ImmutableArray<Operation> operations)
    {
        operations = Diverted(operations);
        var change = new Change(new ChangeId(Guid.CreateVersion7()), Change.Stamped(operations, Stamp.None with { By = Person.Actor.User }));
        var label = operations[0].Check(Document) is null ? Change.Label(Document, operations) : "";
        _acts = _acts.With(change, Person.Actor, Plan.Country, out var refusal);
        if (refusal is not null)
        {
            Refused?.Invoke(refusal);
            return refusal;
        }

        // Told before it shows: whoever sees it can undo it.
        if (operations.Any(operation => operation is not StampedOperation or Suggest or DecideProposal)) Acted?.Invoke(label);
        Show(own: true);
        var answer = await SubmitInOrderAsync(new Submission(Person.Actor.User, Id, _acts.Revision, [change]));
        if (answer.Refusal is not { } no) return null;
        _acts = _acts.Without(change.Id);
        Show(own: true);
        return no;
    }

    /// <summary>Begins or ends suggesting. What was suggested so far stays in the draft.</summary>
    public void SetSuggesting(bool suggesting)
    {
        if (Suggesting == suggesting) return;
        Suggesting = suggesting;
        Show(own: true);
    }

    /// <summary>Begins to suggest what answers a thread, or (null) lets what is suggested answer none.</summary>
    public void SetAnswering(ThreadId? thread)
    {
        Answering = thread;
        if (thread is not null) Suggesting = true;
        Show(own: true);
    }

    /// <summary>Suggests what somebody typed into a text of the plan, in place of what was suggested for it before. It shows where it was typed; what is typed is undone there.</summary>
    /// <param name="revision">The revision of the browser's for which it was made.</param>
    /// <param name="edit">All that shall change in the text; nothing: it is no longer suggested.</param>
    public async Task<Refusal?> SuggestTextAsync(long revision, EditText edit)
    {
        var key = ProposalPart.KeyOf(edit);
        // What was handed over a moment ago may not be in the draft yet.
        if (edit.Edit.IsEmpty && !_texts.Contains(key) && Draft?.OpenParts.Any(part => part.Key == key) != true) return null;
        if (!Suggesting) return NotSuggesting;
        _texts.Add(key);
        Operation operation = edit.Edit.IsEmpty ? new Suggest(DraftId, [], [key]) : new Suggest(DraftId, [edit], []);
        return (await SubmitInOrderAsync(new Submission(Person.Actor.User, Id, revision, [new Change(new ChangeId(Guid.CreateVersion7()), [operation])]) { Undoable = false })).Refusal;
    }

    /// <summary>Sends the draft with its reason.</summary>
    public async Task<Refusal?> SendDraftAsync(string reason) => Draft is { } draft ? Ended(await DoAsync(new SendProposal(draft.Id, reason) { Thread = Answering })) : null;

    /// <summary>Gives the draft up.</summary>
    public async Task<Refusal?> DiscardDraftAsync() => Draft is { } draft ? Ended(await DoAsync(new WithdrawProposal(draft.Id))) : null;

    /// <summary>Accepts what of a proposal is applicable, in one change: all of it, or the parts with some keys and what they stand on.</summary>
    /// <returns>Why not; null once it is on disk.</returns>
    public async Task<Refusal?> AcceptAsync(ProposalId id, IEnumerable<string>? keys = null)
    {
        if (WhyNot(PlanAct.Decide) is { } refusal) return refusal;
        if (Itself.Proposals.Find(id) is not { } proposal) return null;
        var applied = keys is null ? AppliedProposal.Of(Itself, proposal) : AppliedProposal.Of(Itself, proposal, keys);
        var accept = applied.Accept();
        return accept.IsEmpty ? applied.Parts.FirstOrDefault()?.WhyNot : await DoAtAsync(_acts.Revision, accept[0].Label(Itself), accept);
    }

    /// <summary>Declines the parts of a proposal with some keys, and what stands on them.</summary>
    public async Task<Refusal?> DeclineAsync(ProposalId id, IEnumerable<string> keys, string note) =>
        Itself.Proposals.Find(id) is { } proposal ? await DoAsync(new DecideProposal(id, AppliedProposal.WithDependents(proposal, keys), false, note)) : null;

    /// <summary>Makes a comment that was made for a revision of the browser's: on a stretch of a text. It shows when the room has it.</summary>
    public async Task<Refusal?> CommentAtAsync(long revision, StartThread comment) =>
        (await SubmitInOrderAsync(new Submission(Person.Actor.User, Id, revision, [new Change(new ChangeId(Guid.CreateVersion7()), [comment])]))).Refusal;

    /// <summary>Says what a reviewer finds of the plan as it was on the page at a revision. It shows when the room has it.</summary>
    public async Task<Refusal?> JudgeAsync(long revision, Verdict verdict)
    {
        if (WhyNot(verdict) is not { } refusal)
            return (await SubmitInOrderAsync(new Submission(Person.Actor.User, Id, revision, [new Change(new ChangeId(Guid.CreateVersion7()), [verdict])]) { Undoable = false })).Refusal;
        Refused?.Invoke(refusal);
        return refusal;
    }

    /// <summary>How many changes, each with an undo of its own, so many operations are made in.</summary>
    public static int ChangesFor(int operations) => (operations + Limits.OperationsMax - 1) / Limits.OperationsMax;

    /// <summary>Makes changes that were worked out for an earlier revision, each on the one before it. They show when they are on disk.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="label">What they do, in words.</param>
    /// <param name="operations">What they do.</param>
    /// <returns>Why not, and how much was done all the same; null once all is on disk.</returns>
    public async Task<Refusal?> DoAtAsync(long revision, string label, ImmutableArray<Operation> operations)
    {
        Acted?.Invoke(label);
        return (await SubmitInOrderAsync(new Submission(Person.Actor.User, Id, revision, [.. Chunked(operations)]))).Refusal;
    }

    /// <summary>Says and suggests what was worked out for an earlier revision. Completes when it shows. Others read it then, so it is not undone: a suggestion is withdrawn, a comment deleted.</summary>
    public async Task<Refusal?> SendAtAsync(long revision, ImmutableArray<Operation> operations)
    {
        var answer = await SubmitInOrderAsync(new Submission(Person.Actor.User, Id, revision, [.. Chunked(operations)]) { Undoable = false });
        if (answer.Accepted is [.., var last]) await ShowsAsync(last.Revision);
        return answer.Refusal;
    }

    /// <summary>Does something in the room behind all that this page did before, and counts it until it is answered.</summary>
    public async Task<T> InOrderAsync<T>(Func<Task<T>> act)
    {
        var answer = AfterAsync(_last, act);
        _last = answer.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        Count(1);
        try
        {
            return await answer;
        }
        finally
        {
            Count(-1);
        }
    }

    /// <summary>Completes when what was done up to now is on disk, or was refused.</summary>
    public Task SettledAsync() => _last;

    /// <summary>Takes over what came onto disk.</summary>
    public void Take(RoomState state, ImmutableArray<CommittedChange> changes)
    {
        _acts = _acts.On(state, changes);
        Show(own: changes.All(change => change.Session == Id));
    }

    /// <summary>Takes over the person's rights of this moment.</summary>
    public void Take(Person person)
    {
        Person = person;
        if (!MaySuggest) SetSuggesting(false);
        Changed?.Invoke();
    }

    private static IEnumerable<Change> Chunked(ImmutableArray<Operation> operations) => operations.Chunk(Limits.OperationsMax).Select(some => new Change(new ChangeId(Guid.CreateVersion7()), [.. some]));

    // What is on disk shows when the room's news of it arrive, unless the room is opened anew meanwhile.
    private async Task ShowsAsync(long revision)
    {
        var shows = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (Shown.Revision >= revision) shows.TrySetResult();
        }

        Changed += Look;
        try
        {
            Look();
            await Task.WhenAny(shows.Task, Task.Delay(ShowsWithin));
        }
        finally
        {
            Changed -= Look;
        }
    }

    private static readonly TimeSpan ShowsWithin = TimeSpan.FromSeconds(2);

    /// <summary>Why what somebody typed as a suggestion is not taken: the browser keeps it.</summary>
    public static Refusal NotSuggesting { get; } = new(RefusalCode.NotReady, "This page does not suggest now, so what you typed was not handed over. Begin to suggest again.");

    // The first suggestions may be under way together: all go into one draft. One that was sent meanwhile, from another page, is none any more.
    private ProposalId DraftId => Draft?.Id ?? (_begun is { } begun && Itself.Proposals.Find(begun) is null ? begun : (_begun = new ProposalId(NewNodes.NewId().Value)).Value);

    private Refusal? Ended(Refusal? refusal)
    {
        if (refusal is null) (_begun, Answering) = (null, null);
        return refusal;
    }

    /// <summary>What is to be done: while suggesting, a suggestion of it.</summary>
    private ImmutableArray<Operation> Diverted(ImmutableArray<Operation> operations)
    {
        if (!Suggesting || operations.Any(operation => operation.Act != PlanAct.Edit)) return operations;
        // What is no longer applicable is not in what is shown either.
        var texts = Drafting?.Parts.Where(part => part.WhyNot is null).Select(part => part.Part.Operation).OfType<EditText>().ToDictionary(edit => (edit.Node, edit.Field), edit => edit.Edit) ?? [];
        var parts = operations.ToBuilder();
        for (var at = 0; at < parts.Count; at++)
        {
            // What is shown has what was suggested before; what is suggested is made for the plan itself.
            if (parts[at] is not EditText edit || Itself.Find(edit.Node) is null) continue;
            var whole = texts.TryGetValue((edit.Node, edit.Field), out var before) ? before.Compose(edit.Edit) : edit.Edit;
            texts[(edit.Node, edit.Field)] = whole;
            parts[at] = edit with { Edit = whole };
        }

        return [new Suggest(DraftId, parts.ToImmutable(), [])];
    }

    private async Task<SubmitAnswer> SubmitInOrderAsync(Submission submission)
    {
        var answer = await InOrderAsync(() => SubmitAsync(submission));
        if (answer.Refusal is { } refusal) Refused?.Invoke(refusal);
        return answer;
    }

    private async Task<SubmitAnswer> SubmitAsync(Submission submission)
    {
        try
        {
            var answer = await _submit(submission);
            return answer.Refusal is { } why && !answer.Accepted.IsEmpty ? answer with { Refusal = Partly(why, submission, answer.Accepted.Length) } : answer;
        }
        catch (Exception problem)
        {
            // What shows already goes again, and whoever did it is told.
            Log.Failed(_logger, Plan.Slug, problem);
            return SubmitAnswer.Refusing(RoomRefusals.Failed);
        }
    }

    private static async Task<T> AfterAsync<T>(Task before, Func<Task<T>> act)
    {
        await before;
        return await act();
    }

    private static Refusal Partly(Refusal why, Submission submission, int kept) =>
        RoomRefusals.Partly(why, submission.Changes.Take(kept).Sum(change => change.Operations.Length), submission.Changes.Sum(change => change.Operations.Length), submission.Undoable ? kept : 0);

    private void Count(int more)
    {
        Unanswered += more;
        UnansweredChanged?.Invoke();
    }

    private void Show(bool own)
    {
        Drafting = Suggesting && Draft is { } draft ? OpenSuggestions.Applied(Itself, draft) : null;
        Shown = new ShownPlan(_acts.Revision, Drafting?.Document ?? Itself, own);
        Changed?.Invoke();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Plan {Plan}: an act of a page failed")]
        public static partial void Failed(ILogger logger, string plan, Exception problem);
    }
}
