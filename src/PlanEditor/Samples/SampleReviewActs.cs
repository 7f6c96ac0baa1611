using System.Collections.Immutable;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Operations;
using PlanModel.Review;

namespace PlanEditor.Samples;

/// <summary>The review of a sample plan, act by act.</summary>
internal static class SampleReviewActs
{
    private static readonly TimeSpan ToSend = TimeSpan.FromMinutes(2);

    // The longest first: "@reviewer" begins "@reviewer2".
    private static readonly ImmutableArray<SampleAccount> ByLength = [.. SampleAccounts.All.OrderByDescending(account => account.Key.Length)];

    /// <summary>All acts, earliest first.</summary>
    public static IEnumerable<SampleAct> Of(SampleReview review) =>
        review.Threads.SelectMany(OfThread).Concat(review.Suggestions.SelectMany(OfSuggestion))
            .Concat(review.Versions.Select(version => Act(version.At, version.By, $"name {version.Title}", _ => [new NameVersion(version.Title, version.Note ?? "")])))
            .Concat(review.Checks.Select(check => Act(check.At, check.By, $"checklist of {check.Node}", plan => [new AssessPart(plan.Id(check.Node), check.Point, check.Holds)])))
            .OrderBy(act => act.At);

    /// <summary>What somebody says, with the people it names.</summary>
    public static string Said(string text) => ByLength.Aggregate(text, (said, account) => said.Replace($"@{account.Key}", Mentions.Write(account.Id), StringComparison.Ordinal));

    private static IEnumerable<SampleAct> OfThread(SampleThread thread)
    {
        yield return Act(thread.At, thread.By, $"comment {thread.Key}", plan => [new StartThread(ThreadOf(plan, thread.Key), plan.Id(thread.Node), thread.Field, Range(plan, thread), thread.Severity, Said(thread.Text))]);
        foreach (var (at, step) in thread.Then.Index())
        {
            yield return Act(step.At, step.By, $"step {at} in {thread.Key}", plan =>
            [
                step switch
                {
                    { Answer: { } answer } => new ReplyToThread(ThreadOf(plan, thread.Key), new EntryId(plan.NewId("entry", $"{thread.Key} {at}").Value), Said(answer)),
                    { Mark: { } mark } => new MarkThread(ThreadOf(plan, thread.Key), mark),
                    { Assign: { } person } => new AssignThread(ThreadOf(plan, thread.Key), Account(person).Id, step.Due),
                    _ => throw new InvalidDataException($"step {at} in {thread.Key} says nothing to do"),
                },
            ]);
        }
    }

    private static IEnumerable<SampleAct> OfSuggestion(SampleSuggestion suggestion)
    {
        yield return Act(suggestion.At, suggestion.By, $"suggestion {suggestion.Key}", plan => [new Suggest(ProposalOf(plan, suggestion.Key), [.. suggestion.Parts.SelectMany(part => plan.Carry(part))], [])]);
        yield return Act(suggestion.At + ToSend, suggestion.By, $"sending of {suggestion.Key}", plan =>
            [new SendProposal(ProposalOf(plan, suggestion.Key), suggestion.Reason) { Thread = suggestion.Thread is { } thread ? ThreadOf(plan, thread) : null }]);
        foreach (var answer in suggestion.Answers) yield return Act(answer.At, answer.By, $"answer to {suggestion.Key}", plan => Decide(plan, plan.Document.Proposals[ProposalOf(plan, suggestion.Key)], answer));
    }

    private static ImmutableArray<Operation> Decide(SamplePlan plan, Proposal proposal, SampleDecision answer)
    {
        ImmutableArray<string> keys = [.. answer.Only is { } only ? only.Select(at => proposal.Parts[at].Key) : proposal.OpenParts.Select(part => part.Key)];
        if (!answer.Accepted) return [new DecideProposal(proposal.Id, keys, false, answer.Note ?? "")];
        var applied = AppliedProposal.Of(plan.Document, proposal, keys);
        return applied.Parts.FirstOrDefault(part => part.WhyNot is not null) is { WhyNot: { } whyNot } ? throw new InvalidDataException(whyNot.Words) : applied.Accept();
    }

    private static (int From, int To)? Range(SamplePlan plan, SampleThread thread)
    {
        if (thread.Quote is not { } quote) return null;
        var from = plan.Document[plan.Id(thread.Node)].Text(thread.Field!).ToString().IndexOf(quote, StringComparison.Ordinal);
        return from < 0 ? throw new InvalidDataException($"{thread.Key}: the text does not say “{quote}” then") : (from, from + quote.Length);
    }

    private static SampleAct Act(DateTimeOffset at, string by, string what, Func<SamplePlan, ImmutableArray<Operation>> make) => new(at, Account(by), what, make);

    private static SampleAccount Account(string key) => SampleAccounts.Find(key) ?? throw new InvalidDataException($"there is no account {key}");

    private static ThreadId ThreadOf(SamplePlan plan, string key) => new(plan.NewId("thread", key).Value);

    private static ProposalId ProposalOf(SamplePlan plan, string key) => new(plan.NewId("suggestion", key).Value);
}
