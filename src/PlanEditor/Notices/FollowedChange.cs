using System.Collections.Immutable;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Notices;
using PlanModel.Operations;

namespace PlanEditor.Notices;

/// <summary>A change that tells people something, with the document after it.</summary>
/// <param name="Change">The change.</param>
/// <param name="After">The document after it.</param>
/// <param name="Notices">Whom it tells of what.</param>
public sealed record FollowedChange(CommittedChange Change, Document After, ImmutableArray<Notice> Notices)
{
    private const int SaidUnitsMax = 240;

    /// <summary>Whether a change is one that is followed: it tells people something, or is a step that is audited.</summary>
    public static bool IsOne(CommittedChange change)
    {
        foreach (var operation in change.Operations)
            if (operation is OpenToPeers || ChangeNotices.CanTell(operation)) return true;
        return false;
    }

    /// <summary>What of the words that were told before is said otherwise now, or no longer.</summary>
    public IEnumerable<(ThreadId Thread, EntryId Entry)> Reworded => Change.Operations.OfType<EditEntry>().Select(edit => (edit.Thread, edit.Entry));

    /// <summary>How begins what was said with what somebody is told of; empty: nothing was.</summary>
    public string Said(Notice notice) => notice switch
    {
        { Thread: { } thread, Entry: { } entry } => Said(thread, entry),
        { Proposal: { } id } when After.Proposals.Find(id) is { } proposal => Beginning(
            notice.Kind == NoticeKind.Suggested ? proposal.Reason : proposal.Parts.FirstOrDefault(part => part.Decided?.Revision == Change.Revision && part.Note.Length > 0)?.Note ?? ""),
        { Kind: NoticeKind.Submitted or NoticeKind.Withdrawn or NoticeKind.ChangesRequested or NoticeKind.MarkedFinal or NoticeKind.PlanReopened } => Beginning(Change.Operations.OfType<ChangeState>().FirstOrDefault()?.Note ?? ""),
        _ => "",
    };

    /// <summary>How begins what was said in a thread.</summary>
    public string Said(ThreadId thread, EntryId entry) => Beginning(After.Threads.Find(thread)?.Find(entry)?.Text ?? "");

    /// <summary>What the part is called, without words of the plan.</summary>
    public string Place(NodeId id) => ChangeNotices.PlaceOf(After, id);

    private static string Beginning(string words)
    {
        var text = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length <= SaidUnitsMax) return text;
        var end = text.LastIndexOf(' ', SaidUnitsMax);
        if (end <= 0) end = char.IsHighSurrogate(text[SaidUnitsMax - 1]) ? SaidUnitsMax - 1 : SaidUnitsMax;
        return text[..end] + "…";
    }
}
