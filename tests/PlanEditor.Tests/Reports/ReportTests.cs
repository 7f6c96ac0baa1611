using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Collaboration;
using PlanEditor.Components.Report;
using PlanEditor.Identity;
using PlanEditor.Tests.Finals;
using PlanEditor.Tests.Hosting;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Reports;

/// <summary>The workshop's report, from its sample: circulated, quoting plans that go on, disposed of, published.</summary>
public sealed partial class ReportTests
{
    private const string Report = ReportStart.Slug;

    [Fact]
    public async Task A_circulated_report_goes_to_published_once_its_three_comments_are_disposed_of()
    {
        await using var site = new Site(sample: true);
        var document = await ReadAsync(site, Report);
        Assert.Equal(("Circulated", 3), (document.Schema.Workflow.NameOf(document.State), document.Threads.Count(thread => thread.AwaitsDisposition)));
        Assert.Equal(new DateOnly(2017, 10, 31), document.Standing.Deadline?.Day);

        // Who takes part comments while it is circulated, and does not write.
        var node = document.Children(document.Root, AnalyticalReport.CountryChapter.Kind).First();
        Assert.Null(await TryAsync(site, "contributor.uy", Report, new StartThread(new ThreadId(77), node.Id, null, null, Severity.Question, "Since when?")));
        Assert.Equal(RefusalCode.NotAllowed, (await TryAsync(site, "lead.np", Report, new EditText(node.Id, "text", TextChangeSet.Of(node.Text("text").Length, (0, 0, "We ")))))?.Code);
        Assert.Equal(RefusalCode.NotAllowed, (await TryAsync(site, "lead.np", Report, new DisposeThread(new ThreadId(77), DispositionOutcome.Noted, "So")))?.Code);
        Assert.Null(await TryAsync(site, "contributor.uy", Report, new EditEntry(new ThreadId(77), new EntryId(77), "")));

        Assert.Null(await TryAsync(site, "reviewer", Report, new ChangeState(PlanState.ChangesRequested, "")));
        Assert.Equal(RefusalCode.NotAllowed, (await TryAsync(site, "peer.cr", Report, new StartThread(new ThreadId(78), node.Id, null, null, Severity.Question, "Late?")))?.Code);
        Assert.Equal((RefusalCode.NotReady, true), await PublishAsync(site) is { } early ? (early.Code, early.Words.Contains("disposition", StringComparison.Ordinal)) : default);
        foreach (var (thread, outcome) in (await ReadAsync(site, Report)).Threads.Where(thread => thread.AwaitsDisposition).Zip([DispositionOutcome.Accepted, DispositionOutcome.Noted, DispositionOutcome.Declined]))
            Assert.Null(await TryAsync(site, "reviewer", Report, new DisposeThread(thread.Id, outcome, "It was looked at.")));

        var reviewer = site.Open();
        await reviewer.BecomeAsync("reviewer");
        var log = await reviewer.Client.GetStringAsync($"/plans/{Report}/comments.csv");
        Assert.Contains("\"Disposition\",\"Reason\"", log, StringComparison.Ordinal);
        Assert.Contains("\"Accepted\",\"It was looked at.\"", log, StringComparison.Ordinal);
        Assert.Equal("PK", Encoding.ASCII.GetString((await reviewer.Client.GetByteArrayAsync($"/plans/{Report}/comments.xlsx")).AsSpan(0, 2)));

        Assert.Null(await PublishAsync(site));
        await site.ChangedAsync(finals => finals.Report is not null);
        var anybody = site.CreateClient();
        var page = WebUtility.HtmlDecode(await anybody.GetStringAsync($"/public/{Report}"));
        Assert.Contains("What the workshop agreed", page, StringComparison.Ordinal);
        Assert.Contains("publish first what citizens and districts already ask for", page, StringComparison.Ordinal);
        Assert.Contains(Report, await anybody.GetStringAsync("/public"), StringComparison.Ordinal);
        // It is no plan: neither on the interface nor on pages that only a plan has.
        Assert.DoesNotContain(Report, await anybody.GetStringAsync("/api/v1/plans"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"/public/{Report}/v1/timeline")).StatusCode);

        var files = await anybody.DownloadAsync($"/public/{Report}/v1");
        Assert.DoesNotContain(files.Keys, name => name.EndsWith(".ics", StringComparison.Ordinal) || name.Contains("dcat", StringComparison.Ordinal));
        var (agreed, outcome2) = (Encoding.UTF8.GetString(files[$"{Report}-v1.agreed.json"]), Encoding.UTF8.GetString(files[$"{Report}-v1.outcome.json"]));
        Assert.Equal((3, 2), (Kinds().Count(agreed), Kinds().Count(outcome2)));
        Assert.DoesNotContain("Donors", agreed, StringComparison.Ordinal);
        Assert.Contains($"{Report}-v1.agreed.docx", files.Keys);
    }

    [Fact]
    public async Task A_quote_says_so_when_its_source_has_moved_and_takes_the_new_text()
    {
        await using var site = new Site(sample: true);
        var reviewer = site.Open();
        await reviewer.BecomeAsync("reviewer");
        // The sample quotes Bangladesh's plan as it was before its last change.
        Assert.Contains("A quoted text has changed since it was quoted", await reviewer.ReadAsync($"/plans/{Report}/final"), StringComparison.Ordinal);

        await TakeNewAsync(site);
        Assert.DoesNotContain("quoted text has changed", await reviewer.ReadAsync($"/plans/{Report}/final"), StringComparison.Ordinal);

        var quote = Assert.Single(await StatesAsync(site), one => one.Source!.Plan.Slug == "bangladesh");
        Assert.Null(await TryAsync(site, "focal.bd", "bangladesh", new EditText(quote.Place.Node, quote.Place.Field!, TextChangeSet.Of(quote.Words.Length, (0, 0, "Since 2017: ")))));
        var moved = Assert.Single(await StatesAsync(site), one => one.HasMoved);
        Assert.Equal(("Since 2017: " + quote.Words, quote.Words), (moved.Now, moved.Words));
        Assert.Contains("A quoted text has changed since it was quoted", await reviewer.ReadAsync($"/plans/{Report}/{moved.Quote}"), StringComparison.Ordinal);

        await TakeNewAsync(site);
        Assert.DoesNotContain(await StatesAsync(site), one => one.HasMoved);
        Assert.StartsWith("Bangladesh, C2", (await ReadAsync(site, Report))[moved.Quote].Text("from").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_is_drafted_is_its_reviewers_matter_and_is_among_no_plans()
    {
        await using var site = new Site(sample: true);
        Assert.Null(await TryAsync(site, "reviewer", Report, new ChangeState(PlanState.Draft, "")));
        var (reviewer, peer) = (site.Open(), site.Open());
        await reviewer.BecomeAsync("reviewer");
        await peer.BecomeAsync("peer.cr");
        Assert.Equal(HttpStatusCode.NotFound, (await peer.GetAsync($"/plans/{Report}")).StatusCode);
        Assert.Contains("The report is being drafted", await peer.ReadAsync("/report"), StringComparison.Ordinal);
        Assert.EndsWith($"plans/{Report}", (await reviewer.GetAsync("/report")).Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain("Report", Tabs().Match(await peer.ReadAsync("/")).Value, StringComparison.Ordinal);
        Assert.Contains("Report", Tabs().Match(await reviewer.ReadAsync("/")).Value, StringComparison.Ordinal);
        var page = await reviewer.ReadAsync($"/plans/{Report}");
        Assert.Contains("Before publication", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Timeline", Tabs().Match(page).Value, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await reviewer.GetAsync($"/plans/{Report}/coverage")).StatusCode);
        foreach (var list in new[] { "/", "/dashboard", "/coverage" }) Assert.DoesNotContain($"plans/{Report}", await reviewer.ReadAsync(list), StringComparison.Ordinal);
    }

    private static async Task TakeNewAsync(Site site)
    {
        foreach (var quote in (await StatesAsync(site)).Where(one => one.HasMoved))
            Assert.Null(await TryAsync(site, "reviewer", Report, [.. QuoteTaking.Take((await ReadAsync(site, Report))[quote.Quote], quote.Source!, quote.Place, quote.Now!)]));
    }

    private static async Task<IReadOnlyList<QuoteState>> StatesAsync(Site site)
    {
        var document = await ReadAsync(site, Report);
        var person = new Person(new Actor(SampleAccounts.Find("reviewer")!.Id, Role.Reviewer, null), "Reviewer");
        var sources = (await site.Services.GetRequiredService<QuotedPlans>().ReadAsync(person, default)).ToDictionary(plan => plan.Plan.Id);
        return QuoteState.Of(document, document.Root, sources);
    }

    private static async Task<Document> ReadAsync(Site site, string plan)
    {
        using var lease = await site.Services.GetRequiredService<PlanRooms>().OpenAsync(plan, default);
        return lease!.Room.Durable.Document;
    }

    private static async Task<Refusal?> PublishAsync(Site site) =>
        await TryAsync(site, "reviewer", Report, new ChangeState(PlanState.Final, "") { Confirmed = ReviewGate.WarningsOf(Completeness.Of(await ReadAsync(site, Report))) });

    private static async Task<Refusal?> TryAsync(Site site, string account, string plan, params Operation[] operations)
    {
        using var lease = await site.Services.GetRequiredService<PlanRooms>().OpenAsync(plan, default);
        return (await lease!.Room.SubmitAsync(new Submission(SampleAccounts.Find(account)!.Id, new SessionId(Guid.NewGuid()), lease.Room.Durable.Revision, [new Change(new ChangeId(Guid.NewGuid()), [.. operations])]), default)).Refusal;
    }

    [GeneratedRegex("\"kind\": \"conclusion\",\\s+\"fields\"")]
    private static partial Regex Kinds();

    [GeneratedRegex("<nav class=\"tabs\".*?</nav>", RegexOptions.Singleline)]
    private static partial Regex Tabs();
}
