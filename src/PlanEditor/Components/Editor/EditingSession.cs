using System.Collections.Immutable;
using PlanEditor.Collaboration;
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
public sealed class EditingSession
{
    private readonly Func<Submission, Task<SubmitAnswer>> _submit;
    private PendingActs _acts;
    private Task _last = Task.CompletedTask;

    public EditingSession(PlanInfo plan, RoomState state, Person person, SessionId id, Func<Submission, Task<SubmitAnswer>> submit)
    {
        (Plan, Person, Id, _submit) = (plan, person, id, submit);
        _acts = PendingActs.None(state);
        Shown = new ShownPlan(state.Revision, state.Document, true);
    }

    /// <summary>Raised after <see cref="Shown"/> changed.</summary>
    public event Action? Changed;

    /// <summary>Raised when this page makes an act, with its words: "moved milestone C2.M3 to C4".</summary>
    public event Action<string>? Acted;

    /// <summary>Raised when an act of this page is refused, here or by the room.</summary>
    public event Action<Refusal>? Refused;

    public PlanInfo Plan { get; }

    public SessionId Id { get; }

    /// <summary>Who looks.</summary>
    public Person Person { get; private set; }

    /// <summary>What the page shows.</summary>
    public ShownPlan Shown { get; private set; }

    public Document Document => Shown.Document;

    private PlanFacts Facts => new(Plan.Country, Document.State, Document.OpenToPeers);

    /// <summary>Why this person may not edit now; null when it is allowed.</summary>
    public Refusal? WhyNotEdit => WhyNot(PlanAct.Edit);

    public bool MayEdit => WhyNotEdit is null;

    /// <summary>Why this person may not do something to the plan as it is shown.</summary>
    public Refusal? WhyNot(PlanAct act, ThreadFacts? thread = null) => Policy.Refuse(Person.Actor, Facts, act, thread);

    /// <summary>Why this person may not do an operation to the plan as it is shown.</summary>
    public Refusal? WhyNot(Operation operation) => operation.Refuse(Person.Actor, Facts, Document) ?? operation.Check(Document);

    /// <summary>Makes one change of several operations. It shows at once; when the room refuses, it goes again.</summary>
    /// <returns>Why not; null once it is on disk.</returns>
    public async Task<Refusal?> DoAsync(params ImmutableArray<Operation> operations)
    {
        var change = new Change(new ChangeId(Guid.CreateVersion7()), Change.Stamped(operations, Stamp.None with { By = Person.Actor.User }));
        var label = operations[0].Check(Document) is null ? Change.Label(Document, operations) : "";
        _acts = _acts.With(change, Person.Actor, Plan.Country, out var refusal);
        if (refusal is not null)
        {
            Refused?.Invoke(refusal);
            return refusal;
        }

        // Told before it shows: whoever sees it can undo it.
        if (!operations.All(operation => operation is StampedOperation)) Acted?.Invoke(label);
        Show(own: true);
        var answer = await SubmitInOrderAsync(new Submission(Person.Actor.User, Id, _acts.Revision, [change]));
        if (answer.Refusal is not { } no) return null;
        _acts = _acts.Without(change.Id);
        Show(own: true);
        return no;
    }

    /// <summary>Makes a comment that was made for a revision of the browser's: on a stretch of a text. It shows when the room has it.</summary>
    public async Task<Refusal?> CommentAtAsync(long revision, StartThread comment) =>
        (await SubmitInOrderAsync(new Submission(Person.Actor.User, Id, revision, [new Change(new ChangeId(Guid.CreateVersion7()), [comment])]))).Refusal;

    /// <summary>Makes changes that were worked out for an earlier revision, each on the one before it. They show when they are on disk.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="label">What they do, in words.</param>
    /// <param name="operations">What they do.</param>
    /// <returns>Why not; null once all is on disk.</returns>
    public async Task<Refusal?> DoAtAsync(long revision, string label, ImmutableArray<Operation> operations)
    {
        Acted?.Invoke(label);
        var changes = operations.Chunk(Limits.OperationsMax).Select(some => new Change(new ChangeId(Guid.CreateVersion7()), [.. some]));
        return (await SubmitInOrderAsync(new Submission(Person.Actor.User, Id, revision, [.. changes]))).Refusal;
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
        Changed?.Invoke();
    }

    private async Task<SubmitAnswer> SubmitInOrderAsync(Submission submission)
    {
        var before = _last;
        var answer = AfterAsync(before, submission);
        _last = answer.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return await answer;
    }

    private async Task<SubmitAnswer> AfterAsync(Task before, Submission submission)
    {
        await before;
        var answer = await _submit(submission);
        if (answer.Refusal is { } refusal) Refused?.Invoke(refusal);
        return answer;
    }

    private void Show(bool own)
    {
        Shown = new ShownPlan(_acts.Revision, _acts.Document, own);
        Changed?.Invoke();
    }
}
