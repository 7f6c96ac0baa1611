using PlanEditor.Components.Editor;
using PlanEditor.Components.Shared;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Schema;

namespace PlanEditor.Components.Comments;

/// <summary>A thread as it is shown.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Part">What the part is called: "C2", "“Vision”".</param>
/// <param name="Field">The label of the field; null: the part as a whole.</param>
/// <param name="Address">Where it stands.</param>
/// <param name="Removed">Whether the part was removed.</param>
public sealed record ThreadView(CommentThread Thread, Worded Part, string? Field, string Address, bool Removed)
{
    /// <summary>The change that somebody suggested in answer to it; null: nobody did.</summary>
    public ThreadSuggestion? Suggestion { get; private init; }

    /// <summary>Part and field.</summary>
    public Worded Place => Field is null ? Part : Part.And($": {Field}");

    /// <summary>Whether the words that it was on are gone.</summary>
    public bool IsGone => Thread.Anchor.Range is { IsGone: true };

    /// <summary>The element in the page that it stands beside.</summary>
    public string? ElementId => Thread.Anchor.Field is { } key ? PlanAddress.ElementId(Thread.Anchor.Node, key) : null;

    /// <summary>Everybody whose name it shows.</summary>
    public IEnumerable<UserId> People =>
        Thread.Entries.Select(entry => entry.Said.By).Concat(Thread.Entries.SelectMany(entry => Mentions.In(entry.Text))).Concat(Thread.Steps.Select(step => step.Stamp.By)).Concat(Thread.Disposition is { } disposed ? [disposed.Stamp.By] : []).Concat(Thread.Assignee is { } one ? [one] : []).Concat(Suggestion is { } suggested ? [suggested.Author] : []);

    /// <summary>What this person began to write in it and did not send; null: nothing.</summary>
    public string? DraftOf(Commenting? commenting) =>
        commenting?.DraftOf(CommentDraft.NameOf(Thread.Id)) ?? Thread.Entries.Select(entry => commenting?.DraftOf(CommentDraft.NameOf(entry.Id))).FirstOrDefault(words => words is not null);

    public static ThreadView Of(Document document, CommentThread thread, string slug)
    {
        var node = document[thread.Anchor.Node];
        var field = thread.Anchor.Field is { } key ? node.Kind.Find(key) : null;
        var visible = document.IsVisible(node);
        return new ThreadView(thread, node.Parent is null ? Worded.Of($"The {document.Schema.Workflow.Noun}") : visible ? Worded.OfName(document, node) : Worded.OfTitle(document, node), field?.Label, $"{PlanAddress.Of(slug, node.Id)}?thread={thread.Id}", !visible)
        {
            Suggestion = document.Proposals.On(thread.Id) is { } proposal ? ThreadSuggestion.Of(proposal, slug) : null,
        };
    }

    /// <summary>What stands beside the quote of a thread where its text is kept in two languages: the paragraph at the same place in the other one; without a quote both texts.</summary>
    public static Worded TextsOf(Document document, Anchor anchor)
    {
        if (ActionPlan.WorkingLanguageOf(document) is null || anchor.Field is not { } key || document.Find(anchor.Node) is not { } node || node.Kind.Find(key) is not TextField field) return Worded.None;
        if ((field.Translation ?? field.Source) is not { } other || other.IsEmpty(node)) return Worded.None;
        var (own, words) = (field.ReadString(node), other.ReadString(node));
        var language = TextLanguage.Of(document, node, other);
        if (anchor.Range is not { } quoted) return new([new Wording(own, TextLanguage.Of(document, node, field)), new Wording(words, language)]);
        var (before, paragraphs) = (own[..Math.Min(quoted.From, own.Length)].Split("\n\n").Length - 1, words.Split("\n\n"));
        return Worded.Of(own.Split("\n\n").Length == paragraphs.Length ? paragraphs[before] : words, language);
    }

    // Where its stretch is, is the islands' matter.
    public bool Equals(ThreadView? other) =>
        other is not null && Part == other.Part && Field == other.Field && Address == other.Address && Removed == other.Removed && IsGone == other.IsGone && Suggestion == other.Suggestion
        && Thread.Id == other.Thread.Id && Thread.Severity == other.Thread.Severity && Thread.Assignee == other.Thread.Assignee && Thread.Due == other.Thread.Due
        && Thread.Entries == other.Thread.Entries && Thread.Steps == other.Thread.Steps && Thread.Disposition == other.Thread.Disposition;

    public override int GetHashCode() => HashCode.Combine(Thread.Id, Thread.Steps.Length, Thread.Entries.Length);
}

/// <summary>A change that was suggested in answer to a thread.</summary>
/// <param name="Author">Who suggested it.</param>
/// <param name="Words">What became of it: "accepted at revision 412".</param>
/// <param name="Address">Where it stands.</param>
/// <param name="IsTaken">Whether it waits or was accepted, so that no other hangs on the thread.</param>
public sealed record ThreadSuggestion(UserId Author, string Words, string Address, bool IsTaken)
{
    public static ThreadSuggestion Of(Proposal proposal, string slug)
    {
        var accepted = proposal.Parts.LastOrDefault(part => part.State == PartState.Accepted)?.Decided;
        var words = proposal.State switch
        {
            ProposalState.Open => CommentWords.Of(PartState.Open),
            ProposalState.Withdrawn => "withdrawn",
            _ when accepted is null => CommentWords.Of(PartState.Declined),
            _ => $"{(proposal.Parts.All(part => part.State == PartState.Accepted) ? CommentWords.Of(PartState.Accepted) : "accepted in part")} at revision {accepted.Revision}",
        };
        return new ThreadSuggestion(proposal.Author, words, PlanAddress.OfProposal(slug, proposal.Id), proposal.State == ProposalState.Open || accepted is not null);
    }
}
