using System.Net;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Microsoft.Extensions.DependencyInjection;
using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanEditor.Export;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanEditor.Tests.Hosting;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Coverage;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using Xunit;

namespace PlanEditor.Tests.Export;

public sealed class CoverageTablesTests : IDisposable
{
    private readonly Site _site = new(sample: true);

    public void Dispose() => _site.Dispose();

    [Fact]
    public void A_title_that_would_be_a_formula_is_harmless_in_the_file()
    {
        var whole = new WholePlan();
        whole.Plan.Set(NodeId.Root, "title", "=HYPERLINK(\"https://example.org\")");
        whole.Plan.Set(whole.Commitment, "title", "@Budgets");
        var document = whole.Plan.Document;
        var lines = Encoding.UTF8.GetString(CoverageTables.Of(document, PlanCoverage.Of(document, Completeness.Of(document))).ToCsv()[3..]).Split("\r\n");
        Assert.Equal("\"'=HYPERLINK(\"\"https://example.org\"\")\"", lines[0]);
        Assert.Contains("\"C1 @Budgets\",\"Primary\",\"Secondary\",\"Secondary\",\"Secondary\"", lines);
    }

    [Theory]
    [InlineData("lead.np", "nepal", HttpStatusCode.OK)]
    [InlineData("reviewer", "uruguay", HttpStatusCode.OK)]
    [InlineData("peer.cr", "nepal", HttpStatusCode.OK)]
    [InlineData("peer.cr", "uruguay", HttpStatusCode.NotFound)]
    [InlineData("lead.np", "uruguay", HttpStatusCode.NotFound)]
    [InlineData("lead.np", "atlantis", HttpStatusCode.NotFound)]
    public async Task Who_may_read_a_plan_may_save_its_coverage(string account, string plan, HttpStatusCode status)
    {
        var browser = _site.Open();
        await browser.BecomeAsync(account);
        using var answer = await browser.GetAsync($"/plans/{plan}/coverage.csv");
        Assert.Equal(status, answer.StatusCode);
        if (status != HttpStatusCode.OK) return;
        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal($"{plan}-coverage.csv", answer.Content.Headers.ContentDisposition!.FileName);
        Assert.Contains("16.10 Access to information", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var workbook = await browser.GetAsync($"/plans/{plan}/coverage.xlsx");
        Assert.Equal($"{plan}-coverage.xlsx", workbook.Content.Headers.ContentDisposition!.FileName);
        using var file = SpreadsheetDocument.Open(await workbook.Content.ReadAsStreamAsync(), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(file));
        Assert.Equal(["SDG targets", "Reach", "Groups", "Channels", "Disaggregation", "Holes"], file.WorkbookPart!.Workbook!.Descendants<Sheet>().Select(sheet => sheet.Name!.Value));
        Assert.Contains(file.WorkbookPart.WorksheetParts.SelectMany(sheet => sheet.Worksheet!.Descendants<Cell>()), cell => cell.InnerText.StartsWith("16.10 Access to information", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("reviewer", "Bangladesh Nepal Panama Uruguay")]
    [InlineData("peer.cr", "Bangladesh Nepal Panama")]
    [InlineData("admin", "Panama")]
    public async Task Across_countries_everybody_sees_the_plans_that_they_may_read(string account, string countries)
    {
        var browser = _site.Open();
        await browser.BecomeAsync(account);
        var file = await browser.ReadAsync("/coverage.csv");
        var page = await browser.ReadAsync("/coverage");
        foreach (var country in new[] { "Bangladesh", "Nepal", "Panama", "Uruguay" })
        {
            var seen = countries.Contains(country, StringComparison.Ordinal);
            Assert.Equal(seen, file.Contains($"\"{country}\"", StringComparison.Ordinal));
            Assert.Equal(seen, page.Contains($"plans/{country.ToLowerInvariant()}/coverage", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task To_compare_countries_opens_no_plan_and_what_was_written_a_moment_ago_is_there()
    {
        var browser = _site.Open();
        await browser.BecomeAsync("reviewer");
        var (plans, rooms) = (await _site.Services.GetRequiredService<Plans>().ListAsync(default), _site.Services.GetRequiredService<PlanRooms>());
        await rooms.CloseIdle(TimeSpan.Zero);
        var before = await browser.ReadAsync("/coverage.csv");
        await browser.ReadAsync("/coverage");
        Assert.All(plans, plan => Assert.Null(rooms.TryJoin(new PlanId(plan.Id).ToString())));

        using (var lease = (await rooms.OpenAsync("uruguay", default))!)
        {
            var change = new Change(new ChangeId(Guid.NewGuid()), [new InsertNode(new NodeId(77), "vulnerableGroup", NodeId.Root, null, Node.NoFields.Add("group", Scalar.Of("indigenous")))]);
            Assert.Null((await lease.Room.SubmitAsync(new Submission(SampleAccounts.Find("focal.uy")!.Id, new SessionId(Guid.NewGuid()), lease.Room.Durable.Revision, [change]), default)).Refusal);
            var after = await browser.ReadAsync("/coverage.csv");
            Assert.Equal(before.Split("Named, no commitment").Length + 1, after.Split("Named, no commitment").Length);
        }
    }

    [Theory]
    [InlineData("/coverage.csv")]
    [InlineData("/coverage.xlsx")]
    [InlineData("/plans/panama/coverage.csv")]
    [InlineData("/plans/panama/coverage.xlsx")]
    public async Task Nobody_saves_anything_without_signing_in(string path)
    {
        using var answer = await _site.Open().GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
