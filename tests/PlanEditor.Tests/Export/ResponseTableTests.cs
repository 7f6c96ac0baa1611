using System.Net;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using OgdPlans.Tests;
using PlanEditor.Export;
using PlanEditor.Tests.Hosting;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using Xunit;

namespace PlanEditor.Tests.Export;

/// <summary>The response matrix as a file.</summary>
public sealed class ResponseTableTests : IDisposable
{
    private static readonly UserId Reviewer = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly UserId Focal = new(new Guid(2, 0, 0, new byte[8]));
    private static readonly UserId Peer = new(new Guid(3, 0, 0, new byte[8]));

    private readonly Site _site = new(sample: true);

    public void Dispose() => _site.Dispose();

    [Fact]
    public void A_line_says_what_was_asked_answered_changed_and_confirmed()
    {
        var rows = ResponseTable.Of(Discussed("Which?"), Name, Answers).ToList();
        Assert.Equal(2, rows.Count);
        Assert.Equal(rows[0].Count, rows[1].Count);
        Assert.Equal(
            ["C1", "The public problem", "budgets", "what 753 local governments spend", "Blocking", "resolved", "Reviewer", "2017-09-04", "Which?", "", "Focal point", "Added, @Reviewer", "40", "42", "Focal point", "Reviewer", "2017-09-04", "43"],
            rows[1]);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"https://example.org\")")]
    [InlineData("+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    public void No_comment_becomes_a_formula(string comment)
    {
        var document = Discussed(comment);
        document = Suggested(document, comment);
        Assert.DoesNotContain($"\"{comment}", Encoding.UTF8.GetString(Csv.Write(ResponseTable.Of(document, Name, Answers))), StringComparison.Ordinal);
        using var file = SpreadsheetDocument.Open(new MemoryStream(Xlsx.Write("Comments", ResponseTable.Of(document, Name, Answers))), false);
        Assert.Empty(new OpenXmlValidator().Validate(file));
        var cells = file.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Cell>().ToList();
        Assert.All(cells, cell => Assert.True(cell.CellFormula is null && cell.DataType! == CellValues.InlineString));
        // The comment, why a change was suggested, and what was answered.
        Assert.True(cells.Count(cell => cell.InnerText == comment) >= 3);
    }

    [Theory]
    [InlineData("all", null, null, 2)]
    [InlineData("resolved", "blocking", null, 1)]
    [InlineData("resolved", "praise", null, 0)]
    [InlineData("resolved", null, "1", 2)]
    [InlineData("open", null, null, 0)]
    [InlineData("todo", null, null, 0)]
    [InlineData("addressed", null, null, 0)]
    public void What_somebody_looks_for_is_what_the_file_has(string state, string? severity, string? mine, int lines)
    {
        var document = Suggested(Discussed("Which?"), "So.");
        var filter = PlanEditor.Components.Comments.CommentFilter.Of(state, severity, null, mine);
        Assert.Equal(lines, ResponseTable.Of(document, Name, Answers, filter, Reviewer).Count() - 1);
        Assert.Equal(0, mine is null ? 0 : ResponseTable.Of(document, Name, Answers, filter, new UserId(Guid.NewGuid())).Count() - 1);
        Assert.Equal($"?state={state}{(severity is null ? "" : $"&severity={severity}")}{(mine is null ? "" : "&mine=1")}", filter.Query);
    }

    [Fact]
    public void A_workbook_takes_names_that_were_kept_before_names_were_looked_at_and_keeps_texts_as_texts_when_they_are_edited()
    {
        using var file = SpreadsheetDocument.Open(new MemoryStream(Xlsx.Write("Texts", [["Text"], ["Eve\v\u0001", "=1"]])), false);
        Assert.Empty(new OpenXmlValidator().Validate(file));
        var cells = file.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Cell>().Skip(1).ToList();
        Assert.Equal(["Eve\ufffd\ufffd", "=1"], cells.Select(cell => cell.InnerText));
        var formats = file.WorkbookPart.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>().ToList();
        Assert.All(cells, cell => Assert.True(formats[(int)cell.StyleIndex!.Value].QuotePrefix!.Value));
    }

    [Theory]
    [InlineData(Xlsx.CellUnitsMax, true)]
    [InlineData(Xlsx.CellUnitsMax + 1, false)]
    [InlineData(60_001, false)]
    public void A_cell_holds_as_much_as_Excel_reads_and_says_when_that_is_not_all(int length, bool isWhole)
    {
        var text = (length % 2 == 0 ? "" : "!") + string.Concat(Enumerable.Repeat("😀", length / 2));
        using var file = SpreadsheetDocument.Open(new MemoryStream(Xlsx.Write("Texts", [["Text"], [text]])), false);
        var cell = file.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Cell>().Last().InnerText;
        Assert.InRange(cell.Length, Xlsx.CellUnitsMax - 1, Xlsx.CellUnitsMax);
        Assert.Equal((isWhole, !isWhole), (cell == text, cell.EndsWith(Xlsx.Cut, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("lead.np", "nepal", HttpStatusCode.OK)]
    [InlineData("lead.np", "uruguay", HttpStatusCode.NotFound)]
    [InlineData("peer.cr", "nepal", HttpStatusCode.OK)]
    public async Task Who_may_read_a_plan_may_save_its_comments(string account, string plan, HttpStatusCode status)
    {
        var browser = _site.Open();
        await browser.BecomeAsync(account);
        foreach (var name in new[] { "comments.csv", "comments.xlsx", "comments.csv?state=open&severity=blocking&part=AAAAAAAAAAE&mine=1" })
        {
            using var answer = await browser.GetAsync($"/plans/{plan}/{name}");
            Assert.Equal(status, answer.StatusCode);
        }
    }

    private static string Name(UserId user) => user == Reviewer ? "Reviewer" : user == Focal ? "Focal point" : "Peer";

    private static bool Answers(UserId user) => user == Focal;

    /// <summary>With a suggestion that was declined, every word of which is the same.</summary>
    private static Document Suggested(Document document, string words)
    {
        var id = new ProposalId(80);
        var node = document.Threads.First().Anchor.Node;
        foreach (var operation in (Operation[])
        [
            new Suggest(id, [new EditText(node, "problem", PlanModel.Text.TextChangeSet.Of(document[node].Text("problem").Length, (0, 0, words)))], []) { Stamp = At(Reviewer, 50) },
            new SendProposal(id, words) { Stamp = At(Reviewer, 51) },
            new DecideProposal(id, [$"text {node} problem"], false, words) { Stamp = At(Focal, 52) },
        ]) document = operation.Apply(document);
        return document;
    }

    private static Document Discussed(string comment)
    {
        var whole = new WholePlan();
        whole.Plan.Set(whole.Commitment, "problem", "Nobody knows the budgets.");
        var thread = new ThreadId(70);
        Do(new StartThread(thread, whole.Commitment, "problem", (17, 24), Severity.Blocking, comment) { Stamp = At(Reviewer, 40) });
        Do(new ReplyToThread(thread, new EntryId(71), $"Added, {Mentions.Write(Reviewer)}") { Stamp = At(Focal, 41) });
        Do(new EditText(whole.Commitment, "problem", PlanModel.Text.TextChangeSet.Of(25, (17, 24, "what 753 local governments spend"))));
        Do(new MarkThread(thread, CommentState.Addressed) { Stamp = At(Focal, 42) });
        Do(new ReplyToThread(thread, new EntryId(72), "I agree.") { Stamp = At(Peer, 42) });
        Do(new MarkThread(thread, CommentState.Resolved) { Stamp = At(Reviewer, 43) });
        return whole.Plan.Document;

        void Do(Operation operation) => whole.Plan.Do(operation);
    }

    private static Stamp At(UserId user, long revision) => new(user, new DateTimeOffset(2017, 9, 4, 9, 0, 0, TimeSpan.Zero), revision);
}
