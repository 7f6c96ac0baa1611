using System.Collections.Immutable;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Text;

namespace PlanEditor.FaultTests;

/// <summary>What focal points do while a plan is reviewed: mostly they type, now and then they comment, suggest and answer what was suggested. The plan stays one that can be final.</summary>
internal static class Drafting
{
    private const int TextMost = 1_500;
    private const int ThreadsMost = 20;

    public static ImmutableArray<Operation> Next(Document document, Random random, UserId user) => random.Next(16) switch
    {
        0 => [Comment(document, random, user)],
        1 => Suggesting(document, random, user),
        _ => [Type(document, random)],
    };

    // A letter more or one fewer.
    private static EditText Type(Document document, Random random)
    {
        var field = ActionPlan.Commitment.Problem;
        var node = First(document);
        var length = field.Read(node).Length;
        var at = random.Next(1, length);
        return new EditText(node.Id, field.Key, length < TextMost ? TextChangeSet.Of(length, (at, at, "a")) : TextChangeSet.Of(length, (at - 1, at, "")));
    }

    // Praise asks for nothing, and so does not stand before final; a comment that is open is a warning, which whoever marks the plan final confirms.
    private static Operation Comment(Document document, Random random, UserId user)
    {
        if (document.Threads.Count < ThreadsMost) return new StartThread(new ThreadId(Bits(random)), First(document).Id, null, null, random.Next(4) == 0 ? Severity.Could : Severity.Praise, "Seen.");
        var thread = document.Threads.ElementAt(random.Next(document.Threads.Count));
        return thread.Entries.Length < Limits.EntriesMax && thread.Entries.Count(entry => entry.Said.By == user) < Limits.EntriesOfOneMax
            ? new ReplyToThread(thread.Id, new EntryId(Bits(random)), "So it is.")
            : new RateThread(thread.Id, random.Next(2) == 0 ? Severity.Question : Severity.Could);
    }

    /// <summary>Answers what waits; else sends what one suggests; else suggests.</summary>
    private static ImmutableArray<Operation> Suggesting(Document document, Random random, UserId user)
    {
        if (document.Proposals.Open.FirstOrDefault() is { } open)
        {
            var accept = AppliedProposal.Of(document, open).Accept();
            return random.Next(2) == 0 && !accept.IsEmpty ? accept : [new DecideProposal(open.Id, [.. open.OpenParts.Select(part => part.Key)], false, "Not now.")];
        }

        if (document.Proposals.DraftOf(user) is { } draft) return [new SendProposal(draft.Id, "It reads better.")];
        return [new Suggest(new ProposalId(Bits(random)), [Type(document, random)], [])];
    }

    private static Node First(Document document) => document.Children(document.Root, ActionPlan.Commitment.Kind).First();

    private static ulong Bits(Random random) => (ulong)random.NextInt64() | 2;
}
