using PlanEditor.Collaboration;
using PlanModel;
using PlanModel.Operations;
using PlanModel.Text;

namespace PlanEditor.Components.Suggestions;

/// <summary>What the browser is told that handed over what somebody typed as a suggestion.</summary>
/// <param name="Refusal">Why not, in words; null: it is on disk; empty: it shall be handed over again in a moment.</param>
/// <param name="Now">What the same person suggested on another device since: both are put together, then handed over again; null: nothing.</param>
public sealed record SuggestAnswer(string? Refusal, SuggestedNow? Now = null);

/// <summary>What somebody's draft suggests for a text.</summary>
/// <param name="Revision">The plan's revision.</param>
/// <param name="Text">The text that <paramref name="Edit"/> is made for; of a part that is itself only suggested, as it is suggested.</param>
/// <param name="Edit">What is suggested for it, as it is written.</param>
public sealed record SuggestedNow(long Revision, string Text, string Edit)
{
    /// <summary>What the draft has for a text, when that is not what a device knows of: others' edits may have moved that.</summary>
    /// <param name="plan">The plan on disk.</param>
    /// <param name="user">Whose draft.</param>
    /// <param name="text">The text.</param>
    /// <param name="revision">The device's revision of the plan.</param>
    /// <param name="known">What the device knows to be suggested, for that revision.</param>
    public static SuggestedNow? Unknown(RoomState plan, UserId user, (NodeId Node, string Field) text, long revision, TextChangeSet known)
    {
        if (plan.Document.Find(text.Node) is not { } node) return null;
        var words = node.Text(text.Field);
        var now = plan.Document.Proposals.DraftOf(user)?.OpenParts.Select(part => part.Operation).OfType<EditText>().FirstOrDefault(edit => (edit.Node, edit.Field) == text)?.Edit ?? TextChangeSet.Empty(words.Length);
        return now.ContentEquals(known) || (plan.Revision != revision && IsMoved(known, now)) ? null : new SuggestedNow(plan.Revision, words.ToString(), now.ToString());
    }

    // Moved over others' edits it still inserts the same, and deletes no more.
    private static bool IsMoved(TextChangeSet known, TextChangeSet now) => Inserted(known) == Inserted(now) && Deleted(now) <= Deleted(known);

    private static string Inserted(TextChangeSet edit) => string.Concat(edit.ChangedRanges().Select(range => range.Inserted));

    private static long Deleted(TextChangeSet edit) => edit.EditSizeUnits - edit.UnitsInserted;
}
