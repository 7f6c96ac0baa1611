using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Answers in a thread. Two answers at once both stay.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Entry">The answer's id, made by the caller.</param>
/// <param name="Text">Markdown.</param>
public sealed record ReplyToThread(ThreadId Thread, EntryId Entry, string Text) : ThreadOperation(Thread)
{
    /// <summary>The written name.</summary>
    public const string OperationName = "replyToThread";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.Comment;

    /// <inheritdoc/>
    public override Refusal? Check(Document document) =>
        Find(document, out var refusal) is not { } thread ? refusal
        : Entry.Value == 0 ? new Refusal(RefusalCode.BadValue, "0 is not the id of an entry.")
        : thread.Find(Entry) is not null ? new Refusal(RefusalCode.DuplicateNode, $"There is an entry {Entry} already; make a new id at random.")
        : thread.Entries.Length >= Limits.EntriesMax ? new Refusal(RefusalCode.TooMany, $"A thread holds at most {Limits.EntriesMax} answers.")
        : thread.Entries.Count(entry => entry.Said.By == Stamp.By) >= Limits.EntriesOfOneMax ? new Refusal(RefusalCode.TooMany, $"One person says at most {Limits.EntriesOfOneMax} things in one thread. Begin a new one.")
        : Text.Length == 0 ? Empty
        : CheckText(Text) ?? RefuseMore(document, Stamp.By, Text.Length);

    /// <inheritdoc/>
    public override Document Apply(Document document)
    {
        var thread = document.Threads[Thread];
        return document.With(document.Threads.With(thread with { Entries = thread.Entries.Add(new ThreadEntry(Entry, Stamp, Text, null)) }));
    }

    /// <inheritdoc/>
    public override string Label(Document document) => $"answered a comment on {Place(document)}";

    private protected override void WriteOthers(Utf8JsonWriter writer)
    {
        writer.WriteString("entry"u8, Entry.ToString());
        writer.WriteString("text"u8, Text);
    }

    internal static Operation? Read(OperationMembers members) => members is { Thread: { } thread, Entry: { } entry, Text: { } text }
        ? new ReplyToThread(thread, entry, text) { Stamp = members.Stamp ?? Stamp.None }
        : null;
}
