using DocumentFormat.OpenXml;
using PlanEditor.Components.Comments;
using PlanEditor.Components.Coverage;
using PlanEditor.Components.Suggestions;
using PlanModel.Coverage;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Workflow;
using Document = PlanModel.Documents.Document;

namespace PlanEditor.Export.Word;

/// <summary>The tables behind the chapters: commitments against targets, and what was answered to what was asked.</summary>
internal sealed class WordAnnexes(Document document, Document read, WordReview review, WordParagraphs paragraphs, WordLines lines)
{
    // Of more columns the words break on a page of A4: the next ones follow in a table below.
    private const int ColumnsMax = 4;

    private const int NameTwips = 2800;

    /// <summary>The name of the chapter of commitments against targets.</summary>
    public static string CoverageHeading => CoverageWords.Targets;

    /// <summary>The name of the chapter of questions and answers.</summary>
    public string ResponseHeading => document.Schema.Workflow == PlanWorkflow.Circulation ? "Comment log" : "Response matrix";

    /// <summary>Commitments against SDG targets.</summary>
    public IEnumerable<OpenXmlElement> Coverage()
    {
        var matrix = PlanCoverage.TargetsOf(read);
        for (var from = 0; from < matrix.Columns.Length; from += ColumnsMax)
        {
            var columns = Enumerable.Range(from, Math.Min(ColumnsMax, matrix.Columns.Length - from)).ToArray();
            yield return WordTables.Of(
                "PlanTable",
                WordTables.Widths([NameTwips, .. columns.Select(_ => (int?)null)]),
                [
                    WordTables.Row([Head(matrix.RowsAre), .. columns.Select(column => Head(matrix.Columns[column].Number, matrix.Columns[column].Title))], isHead: true),
                    .. matrix.Rows.Select((row, at) => WordTables.Row([Cell(row.FullName, TextLanguage.Of(document, row.Title)), .. columns.Select(column => Cell(matrix[at, column]?.Words ?? "", null))])),
                    WordTables.Row([Cell("In all", null), .. columns.Select(column => Cell(matrix.Totals[column].Words, null))]),
                ],
                hasHead: true);
            yield return paragraphs.Of("Gap", []);
        }
    }

    /// <summary>What was asked, answered, done and confirmed.</summary>
    public IEnumerable<OpenXmlElement> Responses()
    {
        var (rows, suggestions) = (ResponseRow.Of(document, review.Answers), SuggestionRow.Of(document));
        if (rows.IsEmpty && suggestions.IsEmpty)
        {
            yield return paragraphs.Of("Remark", paragraphs.Words("Nobody has commented yet."));
            yield break;
        }

        yield return WordTables.Of(
            "PlanTable",
            WordTables.Widths(1700, null, 2600, 1700),
            [WordTables.Row([Head("Part"), Head("Comment"), Head("Answer"), Head("Where it stands")], isHead: true), .. rows.Select(row => WordTables.Row([PartOf(row.Part, row.Field), Asked(row), Answered(row), Stands(row)])), .. suggestions.Select(row => WordTables.Row([PartOf(row.Place, row.Field), Suggested(row), Decided(row), Cell(CommentWords.Of(row.Part.State), null)]))],
            hasHead: true);
        yield return document.Proposals.Forgotten > 0 ? paragraphs.Of("Remark", paragraphs.Words(ResponseTable.ForgottenWords(document))) : paragraphs.Of("Gap", []);
    }

    private OpenXmlElement[] PartOf(string part, string? field) => field is null ? Cell(part, null) : [.. Cell(part, null), .. Label(field)];

    private OpenXmlElement[] Asked(ResponseRow row) =>
    [
        .. Label($"{CommentWords.Of(row.Thread.Severity)} · {By(row.Thread.Asked)}"),
        .. row.Was is { Length: > 0 } was ? Cell($"“{was}”", TextLanguage.Of(document, was)) : [],
        .. Said(row.Thread.Entries[0]),
    ];

    private OpenXmlElement[] Answered(ResponseRow row) => row.Answer is { } answer ? [.. Label(By(answer.Said)), .. Said(answer)] : Cell("", null);

    private OpenXmlElement[] Stands(ResponseRow row) =>
    [
        .. Cell(CommentWords.Of(row.Thread.State), null),
        .. row.Addressed is { } step ? Label($"Addressed by {By(step.Stamp)}") : [],
        .. row.Change is { } change ? Label($"Revisions {change.From} to {change.To}") : [],
        .. row.Confirmed is { } stamp ? Label($"Confirmed by {By(stamp)}") : [],
        .. row.Thread.Disposition is { } disposition ? [.. Label($"{CommentWords.Of(disposition.Outcome)} by {By(disposition.Stamp)}"), .. Cell(disposition.Reason, TextLanguage.Of(document, disposition.Reason))] : Array.Empty<OpenXmlElement>(),
    ];

    private OpenXmlElement[] Suggested(SuggestionRow row) =>
    [
        .. Label($"Suggestion · {By(row.Proposal.Sent!)}"),
        .. row is { IsFirst: true, Proposal.Reason.Length: > 0 } ? Cell(review.Said(row.Proposal.Reason), TextLanguage.Of(document, row.Proposal.Reason)) : [],
        .. Cell(SuggestedPart.Sentence(row), TextLanguage.Of(document, SuggestedPart.Sentence(row))),
    ];

    private OpenXmlElement[] Decided(SuggestionRow row) =>
        row.Part.Decided is { } decided ? [.. Label(By(decided)), .. row.Part.Note.Length > 0 ? Cell(row.Part.Note, TextLanguage.Of(document, row.Part.Note)) : []] : Cell("", null);

    private OpenXmlElement[] Said(ThreadEntry entry) => entry.Deleted ? Cell("(deleted)", null) : Cell(review.Said(entry.Text), TextLanguage.Of(document, entry.Text));

    private string By(Stamp stamp) => $"{review.NameOf(stamp.By)}, {DateField.Words(DateOnly.FromDateTime(stamp.At.UtcDateTime))}";

    private OpenXmlElement[] Head(params string[] words) => [.. words.Where(line => line.Length > 0).Select(line => paragraphs.Of("TableHead", paragraphs.Words(line)))];

    private OpenXmlElement[] Cell(string words, string? language) => [paragraphs.Of("TableText", paragraphs.Words(words, lines.Look(language)))];

    private OpenXmlElement[] Label(string words) => [paragraphs.Of("FactLabel", paragraphs.Words(words))];
}
