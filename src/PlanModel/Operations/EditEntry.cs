using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Changes what one said, or deletes it. That it was changed shows; what stood there before is in the log alone.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Entry">What was said.</param>
/// <param name="Text">Markdown; empty deletes it.</param>
public sealed record EditEntry(ThreadId Thread, EntryId Entry, string Text) : ThreadOperation(Thread)
{
    /// <summary>The written name.</summary>
    public const string OperationName = "editEntry";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.Reword;

    /// <inheritdoc/>
    public override Refusal? Refuse(Actor actor, PlanFacts plan, Document document) =>
        Policy.Refuse(actor, plan, Act, document.Threads.Find(Thread) is { } thread ? thread.Facts with { SaidBy = thread.Find(Entry)?.Said.By } : null);

    /// <inheritdoc/>
    public override Refusal? Check(Document document) =>
        Find(document, out var refusal) is not { } thread ? refusal
        : thread.Find(Entry) is not { } entry ? new Refusal(RefusalCode.UnknownThread, $"There is no entry {Entry} in this thread.")
        : Entry == thread.Entries[0].Id && thread.Disposition is not null && Text.Length > 0 && Text != thread.Entries[0].Text
            ? new Refusal(RefusalCode.NotReady, "This comment has its disposition, which answers these words. Add an entry, or have it opened again first.")
        : CheckText(Text) ?? RefuseMore(document, entry.Said.By, Text.Length - entry.Text.Length);

    /// <inheritdoc/>
    public override Document Apply(Document document)
    {
        var thread = document.Threads[Thread];
        var entry = thread.Find(Entry) ?? throw new KeyNotFoundException($"there is no entry {Entry}");
        if (entry.Text == Text) return document;
        return document.With(document.Threads.With(thread with { Entries = thread.Entries.Replace(entry, entry with { Text = Text, Edited = Stamp }) }));
    }

    /// <inheritdoc/>
    public override string Label(Document document) => $"{(Text.Length == 0 ? "deleted" : "changed")} a comment on {Place(document)}";

    private protected override void WriteOthers(Utf8JsonWriter writer)
    {
        writer.WriteString("entry"u8, Entry.ToString());
        writer.WriteString("text"u8, Text);
    }

    internal static Operation? Read(OperationMembers members) => members is { Thread: { } thread, Entry: { } entry, Text: { } text }
        ? new EditEntry(thread, entry, text) { Stamp = members.Stamp ?? Stamp.None }
        : null;
}
