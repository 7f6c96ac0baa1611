using System.Collections.Immutable;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Text;

namespace PlanEditor.Import.Word;

/// <summary>An edit that came back, for the plan as it is now.</summary>
/// <param name="Author">Who made it, as it is said.</param>
/// <param name="Part">What it would suggest.</param>
/// <param name="IsKnown">Whether it was suggested already.</param>
/// <param name="IsTooMany">Whether there is no room for it among what waits for an answer.</param>
public sealed record RunEdit(string Author, AppliedPart Part, bool IsKnown, bool IsTooMany = false)
{
    /// <summary>Whether it can be suggested.</summary>
    public bool IsNew => !IsKnown && !IsTooMany && Part.WhyNot is null;
}

/// <summary>A comment that came back, for the plan as it is now.</summary>
/// <param name="Comment">It.</param>
/// <param name="Operation">What says it in the plan.</param>
/// <param name="Place">On what it hangs, as people say it.</param>
/// <param name="WhyNot">Why it cannot be said; null when it can.</param>
/// <param name="IsKnown">Whether it was said already.</param>
public sealed record RunComment(ReturnedComment Comment, ThreadOperation Operation, string Place, string? WhyNot, bool IsKnown)
{
    /// <summary>Whether it can be said.</summary>
    public bool IsNew => !IsKnown && WhyNot is null;
}

/// <summary>
/// What a file that came back comes to in the plan as it is now: each edit and comment brought over all that happened since the file was made. What is in the plan already, because the file was
/// brought in before or suggests what was open then, is known by what it does.
/// </summary>
public sealed class ReturnedRun
{
    /// <summary>How many comments come in at once, beside as many suggestions as there may be.</summary>
    internal const int CommentsAtOnceMax = Limits.CommentsInChangeMax;

    private readonly Document _now;
    private readonly int _room;

    private ReturnedRun(long revision, Document now, int room, ImmutableArray<RunEdit> edits, ImmutableArray<RunComment> comments) =>
        (Revision, _now, _room, Edits, Comments) = (revision, now, room, edits, comments);

    /// <summary>The revision for which it was worked out.</summary>
    public long Revision { get; }

    public ImmutableArray<RunEdit> Edits { get; }

    public ImmutableArray<RunComment> Comments { get; }

    /// <summary>Brings a file over what happened since it was made.</summary>
    /// <param name="file">The file.</param>
    /// <param name="since">What happened, in order.</param>
    /// <param name="revision">The revision that this led to.</param>
    /// <param name="now">The plan at that revision.</param>
    /// <param name="user">Who brings it in.</param>
    /// <param name="begins">How many comments they may begin.</param>
    /// <param name="cancellation">Ends it.</param>
    public static ReturnedRun Of(ReturnedFile file, IEnumerable<CommittedChange> since, long revision, Document now, UserId user, int begins, CancellationToken cancellation)
    {
        var edits = file.Edits.Select(edit => new Moving(edit.Operation) { Known = file.Document.Proposals.Open.FirstOrDefault(proposal => proposal.OpenParts.Any(part => Says(part.Operation, edit.Operation)))?.Id }).ToArray();
        var comments = file.Comments.Select(comment => (Operation)comment.Operation).ToArray();
        foreach (var over in since.SelectMany(change => change.Operations))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var edit in edits) edit.Over(over);
            if (over is EditText)
                for (var at = 0; at < comments.Length; at++) comments[at] = comments[at].Rebase(over, before: false);
        }

        var room = Math.Max(0, Math.Min(Limits.ProposalsOfOneMax - now.Proposals.Unanswered.Count(one => one.Author == user), Limits.ProposalsMax - now.Proposals.UnansweredCount));
        return new ReturnedRun(
            revision,
            now,
            room,
            [.. WithRoom(room, file.Edits.Zip(edits, (edit, moved) => new RunEdit(ReturnedAuthor.Of(edit.Author), Applied(now, moved.Operation), moved.Known is not null)))],
            [.. WithRoom(now, user, begins, file.Comments.Zip(comments, (comment, moved) => Of(now, comment, (ThreadOperation)moved)))]);
    }

    /// <summary>What brings in some of it: suggestions, sent, and what was said.</summary>
    /// <param name="edits">Which edits, by their place.</param>
    /// <param name="comments">Which comments, by their place.</param>
    /// <param name="newId">Makes an id.</param>
    public ImmutableArray<Operation> Operations(IReadOnlySet<int> edits, IReadOnlySet<int> comments, Func<NodeId> newId)
    {
        var operations = ImmutableArray.CreateBuilder<Operation>();
        var chosen = Edits.Where((edit, at) => edit.IsNew && edits.Contains(at)).Select(edit => (edit.Author, edit.Part.Part.Operation)).ToList();
        foreach (var (reason, parts) in ReturnedProposals.Of(_now, chosen, _room))
        {
            var id = new ProposalId(newId().Value);
            operations.Add(new Suggest(id, parts, []));
            operations.Add(new SendProposal(id, reason));
        }

        var said = Comments.Where((comment, at) => comment.IsNew && comments.Contains(at)).ToList();
        var begun = said.Where(comment => comment.Operation is StartThread).Select(comment => comment.Operation.Thread).ToHashSet();
        // An answer needs what it answers.
        operations.AddRange(said.Where(comment => comment.Comment.Of is not { } of || begun.Contains(of) || _now.Threads.Find(of) is not null).Select(comment => comment.Operation));
        return operations.ToImmutable();
    }

    /// <summary>Says of each edit whether there is room: of each text and each value a proposal says one thing.</summary>
    private static IEnumerable<RunEdit> WithRoom(int room, IEnumerable<RunEdit> edits)
    {
        var abouts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var edit in edits)
        {
            var about = ProposalPart.KeyOf(edit.Part.Part.Operation);
            if (edit.IsNew && !abouts.Contains(about) && abouts.Count >= room * Limits.ProposalPartsMax) yield return edit with { IsTooMany = true };
            else
            {
                if (edit.IsNew) abouts.Add(about);
                yield return edit;
            }
        }
    }

    /// <summary>Says of each comment whether there is room beside those before it.</summary>
    private static IEnumerable<RunComment> WithRoom(Document now, UserId user, int begins, IEnumerable<RunComment> comments)
    {
        var (said, begun, entries) = (0, 0, new Dictionary<ThreadId, (int All, int Own)>());
        foreach (var comment in comments)
        {
            if (!comment.IsNew)
            {
                yield return comment;
                continue;
            }

            var thread = comment.Operation.Thread;
            var before = entries.TryGetValue(thread, out var known) ? known : now.Threads.Find(thread) is { Entries: var there } ? (All: there.Length, Own: there.Count(entry => entry.Said.By == user)) : default;
            var whyNot = said >= CommentsAtOnceMax ? $"At most {CommentsAtOnceMax:#,0} comments come in at once. Bring in the others, then choose the file again."
                : comment.Operation is StartThread && begun >= begins ? "You can begin no more comments in this plan until others are resolved. Leave this one out, or answer in one that there is."
                : comment.Operation is ReplyToThread && before.All >= Limits.EntriesMax ? $"A thread holds at most {Limits.EntriesMax} answers. Begin a new one in the plan."
                : comment.Operation is ReplyToThread && before.Own >= Limits.EntriesOfOneMax ? $"One person says at most {Limits.EntriesOfOneMax} things in one thread. Begin a new one in the plan."
                : null;
            if (whyNot is null)
            {
                said++;
                entries[thread] = (before.All + 1, before.Own + 1);
                if (comment.Operation is StartThread) begun++;
            }

            yield return whyNot is null ? comment : comment with { WhyNot = whyNot };
        }
    }

    private static AppliedPart Applied(Document now, Operation operation) =>
        AppliedProposal.Of(now, new Proposal(new ProposalId(1), Stamp.None, [new ProposalPart(operation, PartState.Open) { Was = operation is SetField set ? now.Find(set.Node)?.Scalar(set.Field) : null }])).Parts[0];

    private static RunComment Of(Document now, ReturnedComment comment, ThreadOperation operation)
    {
        var thread = now.Threads.Find(operation.Thread);
        var (node, key) = operation is StartThread begun ? (begun.Node, begun.Field) : thread is null ? (NodeId.Root, null) : (thread.Anchor.Node, thread.Anchor.Field);
        var place = now.Find(node) is { } part ? ReturnedPlace.Of(now, part, key is null ? null : part.Kind.Find(key)) : "A part that is not in the plan";
        var isKnown = operation is ReplyToThread answer ? thread?.Find(answer.Entry) is not null : thread is not null;
        return new RunComment(comment, operation, place, isKnown || (comment.Of is not null && thread is null) ? null : operation.Check(now)?.Words, isKnown);
    }

    /// <summary>Whether one operation does what another does.</summary>
    private static bool Says(Operation one, Operation other) => one is EditText edit && other is EditText part
        ? edit.Node == part.Node && edit.Field == part.Field && Holds(edit.Edit, part.Edit)
        : one == other;

    // Several edits of one text may have been suggested as one.
    private static bool Holds(TextChangeSet whole, TextChangeSet part)
    {
        if (whole.LengthBefore != part.LengthBefore || part.IsEmpty) return false;
        var ranges = whole.ChangedRanges().ToList();
        return part.ChangedRanges().All(range => ranges.Exists(one => one.FromA == range.FromA && one.ToA == range.ToA && one.Inserted == range.Inserted));
    }

    /// <summary>An edit on its way to the plan as it is.</summary>
    private sealed class Moving(Operation operation)
    {
        public Operation Operation { get; private set; } = operation;

        /// <summary>The proposal that has it; null: none.</summary>
        public ProposalId? Known { get; set; }

        public void Over(Operation over)
        {
            switch (over)
            {
                case Suggest suggest when suggest.Parts.Any(part => Says(part, Operation)):
                    Known ??= suggest.Proposal;
                    break;
                case Suggest suggest when Known == suggest.Proposal && suggest.Drop.Contains(ProposalPart.KeyOf(Operation)):
                case WithdrawProposal withdrawn when Known == withdrawn.Proposal:
                    Known = null;
                    break;
                case EditText:
                    Operation = Operation.Rebase(over, before: false);
                    break;
            }
        }
    }
}
