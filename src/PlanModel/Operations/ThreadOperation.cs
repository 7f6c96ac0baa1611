using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>
/// An act in a thread.
/// <para>It has no inverse: others may have read and answered what was said. Who wants it back deletes the entry or reopens the thread, which shows.</para>
/// </summary>
/// <param name="Thread">The thread.</param>
public abstract record ThreadOperation(ThreadId Thread) : StampedOperation
{
    /// <inheritdoc/>
    public override OperationTarget Target => new(null, "thread", Thread.ToString(), Name);

    /// <inheritdoc/>
    public override Refusal? Refuse(Actor actor, PlanFacts plan, Document document) => Policy.Refuse(actor, plan, Act, document.Threads.Find(Thread)?.Facts);

    /// <inheritdoc/>
    public override Operation? Invert(Document before) => null;

    private protected sealed override void WriteAct(Utf8JsonWriter writer)
    {
        writer.WriteString("thread"u8, Thread.ToString());
        WriteOthers(writer);
    }

    private protected abstract void WriteOthers(Utf8JsonWriter writer);

    private protected CommentThread? Find(Document document, out Refusal? refusal)
    {
        var thread = document.Threads.Find(Thread);
        refusal = thread is null ? new Refusal(RefusalCode.UnknownThread, $"There is no thread {Thread} in this plan.") : null;
        return thread;
    }

    private protected static Refusal? CheckText(string text) =>
        text.Length > Limits.StringUnitsMax ? new Refusal(RefusalCode.TooLong, $"A comment has at most {Limits.StringUnitsMax} characters.")
        : TextGate.Problem(text) is { } problem ? new Refusal(RefusalCode.BadText, problem + ".")
        : null;

    /// <summary>Why somebody says no more in a plan.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="person">Who.</param>
    /// <param name="more">How much more it would be, in UTF-16 units.</param>
    private protected static Refusal? RefuseMore(Document document, UserId person, int more) =>
        more > 0 && document.Threads.UnitsSaidBy(person) + more > Limits.SaidUnitsOfOneMax
            ? new Refusal(RefusalCode.TooMany, $"One person says at most {Limits.SaidUnitsOfOneMax:N0} characters in the comments of a plan. Shorten or delete some first.")
            : null;

    private protected static Refusal Empty { get; } = new(RefusalCode.BadValue, "A comment says something.");

    /// <summary>What the thread hangs on, in words.</summary>
    private protected string Place(Document document) => document.Threads.Find(Thread) is { } thread ? Place(document, thread.Anchor.Node, thread.Anchor.Field) : "the plan";

    private protected static string Place(Document document, NodeId node, string? field) =>
        field is not null && document[node].Kind.Find(field) is { } known ? NameIn(document, node, known) : NameIn(document, node);
}
