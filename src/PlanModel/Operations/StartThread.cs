using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Comments on a part, a field, or a stretch of a text. When others have deleted that stretch meanwhile, the comment hangs on where it was.</summary>
/// <param name="Thread">The new thread's id, made by the caller.</param>
/// <param name="Node">The part.</param>
/// <param name="Field">The field's key; null: the part as a whole.</param>
/// <param name="Range">The stretch, for a text; null: the field as a whole.</param>
/// <param name="Severity">What it asks of the country.</param>
/// <param name="Text">Markdown.</param>
public sealed record StartThread(ThreadId Thread, NodeId Node, string? Field, (int From, int To)? Range, Severity Severity, string Text) : ThreadOperation(Thread)
{
    /// <summary>The written name.</summary>
    public const string OperationName = "startThread";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => RateThread.ActOf(Severity);

    /// <inheritdoc/>
    public override Refusal? Refuse(Actor actor, PlanFacts plan, Document document) =>
        base.Refuse(actor, plan, document) ?? (document.Find(Node)?.Kind.AnsweredBy is { } asked ? Policy.RefuseToAnswer(actor, asked) : null) ?? WhyNoRoom(actor, plan, document);

    /// <inheritdoc/>
    public override Refusal? Check(Document document)
    {
        if (Thread.Value == 0) return new Refusal(RefusalCode.BadValue, "0 is not the id of a thread.");
        if (document.Threads.Find(Thread) is not null) return new Refusal(RefusalCode.DuplicateNode, $"There is a thread {Thread} already; make a new id at random.");
        if (document.Threads.Count >= Limits.ThreadsMax) return new Refusal(RefusalCode.TooMany, $"A plan holds at most {Limits.ThreadsMax} threads.");
        if (Find(document, Node, out var refusal) is not { } node) return refusal;
        if (Field is not null && Find<Field>(document, Node, Field, out refusal) is null) return refusal;
        if (node.Kind.AnsweredBy is not null && document.Threads.Any(thread => thread.Anchor.Node == Node && thread.Asked.By == Stamp.By && !thread.Entries[0].Deleted))
            return new Refusal(RefusalCode.TooMany, "You have answered this already. Change your answer instead.", Node);
        if (Range is { } range && CheckRange(document, node, range) is { } wrong) return wrong;
        return Text.Length == 0 ? Empty : CheckText(Text) ?? RefuseMore(document, Stamp.By, Text.Length);
    }

    /// <inheritdoc/>
    public override Document Apply(Document document)
    {
        var range = Range is { } given ? TextRange.Of(document[Node].Text(Field!), given.From, given.To) : null;
        return document.With(document.Threads.With(new CommentThread(
            Thread,
            new Anchor(Node, Field, range),
            Severity,
            [new ThreadEntry(new EntryId(Thread.Value), Stamp, Text, null)],
            [new ThreadStep(CommentState.Open, Stamp)])));
    }

    /// <inheritdoc/>
    public override Operation Rebase(Operation over, bool before)
    {
        if (Range is not { } range || over is not EditText edit || edit.Node != Node || edit.Field != Field || range.From < 0 || range.To < range.From || range.To > edit.Edit.LengthBefore) return this;
        var (from, to) = (edit.Edit.MapPos(range.From, 1), edit.Edit.MapPos(range.To, -1));
        return this with { Range = (Math.Min(from, to), to) };
    }

    /// <inheritdoc/>
    public override string Label(Document document) => $"commented on {Place(document, Node, Field)}";

    private protected override void WriteOthers(Utf8JsonWriter writer)
    {
        writer.WriteNode("node"u8, Node);
        if (Field is null) writer.WriteNull("field"u8);
        else writer.WriteString("field"u8, Field);
        if (Range is { } range)
        {
            writer.WriteStartArray("range"u8);
            writer.WriteNumberValue(range.From);
            writer.WriteNumberValue(range.To);
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteNull("range"u8);
        }

        writer.WriteString("severity"u8, ThreadJson.Write(Severity));
        writer.WriteString("text"u8, Text);
    }

    internal static Operation? Read(OperationMembers members) => members is { Thread: { } thread, Node: { } node, Severity: { } severity, Text: { } text }
        ? new StartThread(thread, node, members.Field, members.Range, severity, text) { Stamp = members.Stamp ?? Stamp.None }
        : null;

    /// <summary>How many more threads somebody may begin; less than one: none.</summary>
    public static int RoomFor(Actor actor, PlanFacts plan, Document document) =>
        IsOfReview(actor, plan) ? Limits.ThreadsMax - document.Threads.Count
        : Math.Min(Limits.ThreadsMax - Limits.ThreadsKept - document.Threads.Count, Limits.ThreadsOfOneMax - BegunBy(actor, document));

    private static bool IsOfReview(Actor actor, PlanFacts plan) => Policy.Refuse(actor, plan, PlanAct.Demand) is null || Policy.Answers(actor, plan);

    // What one resolves oneself counts on: else one could go on for ever.
    private static int BegunBy(Actor actor, Document document) =>
        document.Threads.Count(thread => thread.Asked.By == actor.User && !(thread.State == CommentState.Resolved && thread.Steps[^1].Stamp.By != actor.User));

    private static Refusal? WhyNoRoom(Actor actor, PlanFacts plan, Document document) =>
        IsOfReview(actor, plan) ? null
        : document.Threads.Count >= Limits.ThreadsMax - Limits.ThreadsKept ? new Refusal(RefusalCode.TooMany, "This plan has so many comments that only reviewers and the country begin more. You can answer in those that there are.")
        : BegunBy(actor, document) >= Limits.ThreadsOfOneMax
            ? new Refusal(RefusalCode.TooMany, $"You have begun {Limits.ThreadsOfOneMax} comments here that nobody else has resolved. Wait until some are, or answer in one that there is.")
        : null;

    private Refusal? CheckRange(Document document, Node node, (int From, int To) range)
    {
        if (Field is null) return new Refusal(RefusalCode.BadValue, "A stretch is one of a field's text.", Node);
        if (Find<TextField>(document, Node, Field, out var refusal) is null) return refusal;
        var text = node.Text(Field);
        if (range.From < 0 || range.To < range.From || range.To > text.Length)
            return new Refusal(RefusalCode.BadEdit, $"{range.From} to {range.To} is no stretch of a text of {text.Length} units.", Node, Field);
        if (range.To - range.From > Limits.QuoteUnitsMax)
            return new Refusal(RefusalCode.TooLong, $"A comment hangs on at most {Limits.QuoteUnitsMax} characters; comment on the field instead.", Node, Field);
        return TextGate.IsInsidePair(text, range.From) || TextGate.IsInsidePair(text, range.To)
            ? new Refusal(RefusalCode.BadEdit, "The stretch cuts a character in two (a surrogate pair).", Node, Field)
            : null;
    }
}
