using System.Globalization;
using PlanEditor.Components.Comments;
using PlanEditor.Components.Shared;
using PlanEditor.Components.Suggestions;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanEditor.Export;

/// <summary>The response matrix as rows of a file.</summary>
public static class ResponseTable
{
    private static readonly string[] Columns =
    [
        "Part", "Field", "Quoted words", "Words now", "Severity", "State", "Asked by", "Asked on", "Comment", "Suggestion", "Answered by", "Answer", "Changed from revision", "Changed to revision",
        "Addressed by", "Confirmed by", "Confirmed on", "Confirmed at revision",
    ];

    private static readonly CommentFilter Everything = new("all", null, null, false);

    /// <summary>A line of headers, one for each comment and one for each change that was suggested.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="name">What somebody is called.</param>
    /// <param name="answers">Whether somebody answers for the plan.</param>
    public static IEnumerable<IReadOnlyList<string>> Of(Document document, Func<UserId, string> name, Func<UserId, bool> answers) => Of(document, name, answers, Everything, UserId.Server);

    /// <summary>The same of what somebody looks for.</summary>
    public static IEnumerable<IReadOnlyList<string>> Of(Document document, Func<UserId, string> name, Func<UserId, bool> answers, CommentFilter filter, UserId me)
    {
        // Comments on a report are not confirmed: each has its disposition.
        var isReport = document.Schema.Workflow == PlanWorkflow.Circulation;
        yield return isReport ? [.. Columns, "Disposition", "Reason", "Disposed of by", "Disposed of on"] : Columns;
        foreach (var row in ResponseRow.Of(document, answers).Where(row => filter.Takes(document, row.Thread, me)))
        {
            yield return
            [
                row.Part, row.Field ?? "", row.Was ?? "", row.Now ?? "", CommentWords.Of(row.Thread.Severity), CommentWords.Of(row.Thread.State),
                name(row.Thread.Asked.By), Day(row.Thread.Asked), Text(row.Thread.Entries[0], name),
                document.Proposals.On(row.Thread.Id) is { } hung ? $"{name(hung.Author)}: {hung.Reason}" : "", row.Answer is { } answer ? name(answer.Said.By) : "", row.Answer is { } said ? Text(said, name) : "",
                Number(row.Change?.From), Number(row.Change?.To), row.Addressed is { } step ? name(step.Stamp.By) : "",
                row.Confirmed is { } by ? name(by.By) : "", row.Confirmed is { } on ? Day(on) : "", Number(row.Confirmed?.Revision),
                .. !isReport ? [] : row.Thread.Disposition is { } disposition ? (string[])[CommentWords.Of(disposition.Outcome), disposition.Reason, name(disposition.Stamp.By), Day(disposition.Stamp)] : ["", "", "", ""],
            ];
        }

        foreach (var row in SuggestionRow.Of(document).Where(row => filter.Takes(document, row, me)))
        {
            var (part, decided) = (row.Part, row.Part.Decided);
            yield return
            [
                row.Place, row.Field ?? "", "", "", "Suggestion", CommentWords.Of(part.State),
                name(row.Proposal.Author), Day(row.Proposal.Sent!), row.Proposal.Reason, SuggestedPart.Sentence(row),
                decided is { } by ? name(by.By) : "", part.Note,
                part.State == PartState.Accepted ? Number(row.Proposal.Sent!.Revision) : "", part.State == PartState.Accepted ? Number(decided?.Revision) : "",
                "", "", "", "",
                .. isReport ? (string[])["", "", "", ""] : [],
            ];
        }

        if (document.Proposals.Forgotten > 0 && filter.TakesForgotten)
            yield return [.. Enumerable.Repeat("", Columns.Length).Select((cell, at) => at == Array.IndexOf(Columns, "Comment") ? ForgottenWords(document) : cell), .. isReport ? (string[])["", "", "", ""] : []];
    }

    /// <summary>What is said of suggestions that were answered so long ago that only the history has them.</summary>
    public static string ForgottenWords(Document document) => $"And {CountWords.Of(document.Proposals.Forgotten, "older suggestion", "older suggestions")}, answered long ago: in the history";

    /// <summary>Everybody whose name stands in it.</summary>
    public static IReadOnlySet<UserId> People(Document document) =>
        document.Threads.SelectMany(thread => thread.Entries.SelectMany(entry => Mentions.In(entry.Text).Append(entry.Said.By)).Concat(thread.Steps.Select(step => step.Stamp.By)).Concat(thread.Disposition is { } disposition ? [disposition.Stamp.By] : []))
            .Concat(document.Proposals.SelectMany(proposal => proposal.Parts.Select(part => part.Decided?.By).OfType<UserId>().Append(proposal.Author))).ToHashSet();

    private static string Text(ThreadEntry entry, Func<UserId, string> name) => entry.Deleted ? "(deleted)" : Mentions.Replace(entry.Text, user => "@" + name(user));

    private static string Day(Stamp stamp) => stamp.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(long? revision) => revision?.ToString(CultureInfo.InvariantCulture) ?? "";
}
