using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.Review;

/// <summary>That "accepted" means: what was suggested was done, in the change that says so, and nothing else was.</summary>
internal static class Acceptance
{
    private static Refusal NotDone { get; } = new(RefusalCode.BadValue, "What is accepted has to be done in the same change, just as it was suggested. The plan or the suggestion changed meanwhile: look at it again.");

    private static Refusal NotAlone { get; } = new(RefusalCode.BadValue, "A change that accepts does what was suggested and nothing else.");

    /// <summary>Why a change may not say that some parts are accepted; null when it does them.</summary>
    /// <param name="document">The plan before the answer.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="change">All of the change that has it.</param>
    public static Refusal? WhyNot(Document document, DecideProposal answer, ImmutableArray<Operation> change)
    {
        var keys = answer.Keys.ToHashSet(StringComparer.Ordinal);
        var done = change.Where(operation => !ReferenceEquals(operation, answer)).ToList();
        foreach (var part in document.Proposals[answer.Proposal].OpenParts.Where(part => keys.Contains(part.Key)))
        {
            var at = done.FindIndex(operation => Does(document, part.Operation, operation));
            if (at >= 0) done.RemoveAt(at);
            else if (!IsSo(document, part.Operation)) return NotDone;
        }

        // The marks of stale translations are what undo and redo put right.
        return done.TrueForAll(operation => operation is AddToSet or RemoveFromSet && operation.Target.Field == NodeKind.StaleTranslations.Key) ? null : NotAlone;
    }

    /// <summary>
    /// An undo whose suggestions wait again just where their words stood: what others wrote beside those words does not say any more on which side of them it was, once they are out. What others
    /// wrote into them leaves a suggestion where it was moved to.
    /// </summary>
    /// <param name="undo">The operations of one undo, moved over what others did.</param>
    public static ImmutableArray<Operation> Placed(ImmutableArray<Operation> undo)
    {
        for (var at = 0; at < undo.Length; at++)
        {
            if (undo[at] is not ReopenProposal reopen) continue;
            ImmutableArray<Operation> parts = [.. reopen.Parts.Select(part => part is EditText text && undo.OfType<EditText>().Where(one => one.Target == text.Target).ToList() is [var taken] ? Placed(text, taken.Edit) : part)];
            if (!parts.SequenceEqual(reopen.Parts)) undo = undo.SetItem(at, reopen with { Parts = parts });
        }

        return undo;
    }

    private static EditText Placed(EditText suggested, TextChangeSet taken)
    {
        var (words, places) = (suggested.Edit.ChangedRanges().ToList(), taken.ChangedRanges().ToList());
        return words.Count == places.Count && words.Zip(places).All(pair => pair.First.Inserted.Length == pair.Second.ToA - pair.Second.FromA && pair.First.ToA - pair.First.FromA == pair.Second.Inserted.Length)
            ? suggested with { Edit = TextChangeSet.Of(taken.LengthAfter, [.. words.Zip(places, (word, place) => (place.FromB, place.ToB, word.Inserted))]) }
            : suggested;
    }

    // What is there already cannot be done again: a part that stays where it is, once an acceptance that added it was taken back.
    private static bool IsSo(Document document, Operation suggested) =>
        suggested is InsertNode insert ? document.Find(insert.Node) is { Removed: false } : Proposal.IsSo(document, suggested);

    private static bool Does(Document document, Operation suggested, Operation done) => (suggested, done) switch
    {
        (EditText one, EditText other) => one.Node == other.Node && one.Field == other.Field && one.Edit.ContentEquals(other.Edit),
        // What was accepted and undone is there already, removed.
        (InsertNode one, RestoreNode other) => one.Node == other.Node && document.Find(one.Node) is { Removed: true },
        (InsertNode one, InsertNode other) => one with { After = other.After, Fields = other.Fields } == other && one.Fields.SequenceEqual(other.Fields) && IsPlace(document, one.Parent, one.After, other.After),
        (MoveNode one, MoveNode other) => one with { After = other.After } == other && IsPlace(document, one.Parent, one.After, other.After),
        _ => suggested == done,
    };

    // Where what it should stand behind is not there, any place does.
    private static bool IsPlace(Document document, NodeId parent, NodeId? asked, NodeId? done) => asked == done || (asked is { } after && document.Find(after)?.Parent != parent);
}
