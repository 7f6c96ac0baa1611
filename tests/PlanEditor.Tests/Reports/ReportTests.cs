using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Collaboration;
using PlanEditor.Components.Comments;
using PlanEditor.Components.Report;
using PlanEditor.Components.Shared;
using PlanEditor.Digests;
using PlanEditor.Identity;
using PlanEditor.Mail;
using PlanEditor.Notices;
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
        // The tab of comments counts what stands before publication: praise waits for its disposition too.
        Assert.Equal(3, ThreadsOf.AskingIn(document));
        Assert.Equal("3 things before publication", FinalWords.Blocks(ThreadsOf.AskingIn(document), "publication"));

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
        Assert.Matches("<details class=\"toc narrow\"><summary>Contents</summary><nav aria-label=\"Contents\"><ol>\\s*<li><a href=\"#p-", page);
        Assert.Contains(Report, await anybody.GetStringAsync("/public"), StringComparison.Ordinal);
        // It is no plan: neither on the interface nor on pages that only a plan has.
        Assert.DoesNotContain(Report, await anybody.GetStringAsync("/api/v1/plans"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"/public/{Report}/v1/timeline")).StatusCode);

        var files = await anybody.DownloadAsync($"/public/{Report}/v1");
        Assert.DoesNotContain(files.Keys, name => name.EndsWith(".ics", StringComparison.Ordinal) || name.Contains("dcat", StringComparison.Ordinal));
        var (agreed, outcome2) = (Encoding.UTF8.GetString(files[$"{Report}-v1.agreed.json"]), Encoding.UTF8.GetString(files[$"{Report}-v1.outcome.json"]));
        Assert.Equal((3, 2), (Kinds().Count(agreed), Kinds().Count(outcome2)));
        // What was only proposed is published nowhere.
        foreach (var text in new[] { agreed, outcome2, page, Encoding.UTF8.GetString(files[$"{Report}-v1.json"]) }) Assert.DoesNotContain("Donors", text, StringComparison.Ordinal);
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
        // New words of a draft need the country's word anew, also in a report that is circulated already.
        Assert.False(AnalyticalReport.Quote.Cleared.Read((await ReadAsync(site, Report))[moved.Quote]));
        Assert.Null(await TryAsync(site, "reviewer", Report, new ChangeState(PlanState.ChangesRequested, "")));
        var refusal = await TryAsync(site, "reviewer", Report, new ChangeState(PlanState.InReview, "") { Due = new DateOnly(2099, 12, 31) });
        Assert.Equal((RefusalCode.NotReady, moved.Quote, "cleared"), (refusal!.Code, refusal.Node!.Value, refusal.Field));
        Assert.Contains(Completeness.Of(await ReadAsync(site, Report)).Blocks, block => block.Code == "QUOTE.cleared" && block.Node == moved.Quote);

        Assert.StartsWith("Bangladesh, C2", (await ReadAsync(site, Report))[moved.Quote].Text("from").ToString(), StringComparison.Ordinal);
        Assert.Equal(moved.Source!.Revision, AnalyticalReport.Quote.Source.Read((await ReadAsync(site, Report))[moved.Quote])!.Revision);

        // What is known of a plan is brought up to date once it went on; when the part is removed, the quote says so.
        var sources = site.Services.GetRequiredService<QuotedPlans>();
        var person = new Person(new Actor(SampleAccounts.Find("reviewer")!.Id, Role.Reviewer, null), "Reviewer");
        var known = await RefreshAsync(ImmutableDictionary<PlanId, QuotedPlan>.Empty);
        Assert.Same(known[moved.Place.Plan], (await RefreshAsync(known))[moved.Place.Plan]);
        Assert.Null(await TryAsync(site, "focal.bd", "bangladesh", new RemoveNode(moved.Place.Node)));
        Assert.Equal(known[moved.Place.Plan].Revision + 1, (await RefreshAsync(known))[moved.Place.Plan].Revision);
        var gone = Assert.Single(await StatesAsync(site), one => one.HasMoved);
        Assert.Equal((moved.Quote, null), (gone.Quote, gone.Now));

        Task<ImmutableDictionary<PlanId, QuotedPlan>> RefreshAsync(ImmutableDictionary<PlanId, QuotedPlan> before) => sources.RefreshAsync(before, new HashSet<PlanId> { moved.Place.Plan }, person, default);
    }

    [Fact]
    public async Task A_short_text_and_a_working_translation_are_quoted_and_the_report_says_when_they_change()
    {
        await using var site = new Site(sample: true);
        var plan = await ReadAsync(site, "bangladesh");
        var commitment = plan.Children(plan.Root, ActionPlan.Commitment.Kind).First();
        var translation = ActionPlan.Commitment.Problem.Translation!;
        Assert.Null(await TryAsync(site, "focal.bd", "bangladesh", new EditText(commitment.Id, translation.Key, TextChangeSet.Of(translation.Read(commitment).Length, (0, translation.Read(commitment).Length, "Nobody knows who is paid.")))));
        var lesson = plan.Children(plan.Root, ActionPlan.Lesson.Kind).First();
        var source = await SourceAsync();
        var texts = source.Texts.ToArray();
        Assert.All(texts, text => Assert.False(text.Field.Personal));
        Assert.StartsWith("Bangladesh, Publish what the districts already ask for first, ", source.NameOf(source.Document[lesson.Id], ActionPlan.Lesson.Statement), StringComparison.Ordinal);
        (NodeId Quote, NodeId Node, TextField Field, string From)[] quotes =
        [
            (new NodeId(71), lesson.Id, ActionPlan.Lesson.Statement, source.NameOf(source.Document[lesson.Id], ActionPlan.Lesson.Statement)),
            (new NodeId(72), commitment.Id, translation, "Bangladesh, C1, The public problem, in English"),
        ];
        var report = await ReadAsync(site, Report);
        var under = report.Children(report.Root, AnalyticalReport.Deliberation.Kind).First();
        foreach (var (quote, node, field, from) in quotes)
        {
            Assert.Contains(texts, text => text.Node.Id == node && text.Field == field);
            Assert.Null(await TryAsync(site, "reviewer", Report, new InsertNode(quote, AnalyticalReport.Quote.Key, under.Id, null, Node.NoFields)));
            var place = new PlanPlace(source.Plan.Id, node, field.Key, source.Revision);
            Assert.Null(await TryAsync(site, "reviewer", Report, [.. QuoteTaking.Take((await ReadAsync(site, Report))[quote], source, place, source.TextAt(place)!, agreed: true)]));
            Assert.Equal(from, (await ReadAsync(site, Report))[quote].Text("from").ToString());
        }

        Assert.Equal("en", source.LanguageOf(new PlanPlace(source.Plan.Id, commitment.Id, translation.Key, source.Revision)));
        var states = (await StatesAsync(site)).Where(state => quotes.Any(one => one.Quote == state.Quote)).ToArray();
        Assert.Equal((2, "Nobody knows who is paid."), (states.Length, states.Single(state => state.Quote == quotes[1].Quote).Words));
        Assert.DoesNotContain(states, state => state.HasMoved);
        foreach (var (quote, node, field, _) in quotes)
        {
            Assert.Null(await TryAsync(site, "focal.bd", "bangladesh", new EditText(node, field.Key, TextChangeSet.Of((await ReadAsync(site, "bangladesh"))[node].Text(field.Key).Length, (0, 0, "Since 2017: ")))));
            Assert.True(Assert.Single(await StatesAsync(site), state => state.Quote == quote).HasMoved);
        }

        async Task<QuotedPlan> SourceAsync() =>
            (await site.Services.GetRequiredService<QuotedPlans>().ReadAsync(new Person(new Actor(SampleAccounts.Find("reviewer")!.Id, Role.Reviewer, null), "Reviewer"), default)).Single(one => one.Plan.Slug == "bangladesh");
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

    [Fact]
    public async Task Who_may_comment_is_told_of_a_circulation_and_everybody_of_a_published_report()
    {
        await using var site = new Site(sample: true);
        Assert.Null(await TryAsync(site, "reviewer", Report, new ChangeState(PlanState.Draft, "")));
        var refusal = await TryAsync(site, "reviewer", Report, new ChangeState(PlanState.InReview, "Please read"));
        Assert.Equal((RefusalCode.NotReady, "Set the day until which comments are asked for."), (refusal!.Code, refusal.Words));
        refusal = await TryAsync(site, "reviewer", Report, new ChangeState(PlanState.InReview, "Please read") { Due = new DateOnly(2017, 11, 30) });
        Assert.Equal((RefusalCode.BadValue, "30 Nov 2017 is over. Set today or a later day."), (refusal!.Code, refusal.Words));
        Assert.Null(await TryAsync(site, "reviewer", Report, new ChangeState(PlanState.InReview, "Please read") { Due = new DateOnly(2099, 11, 30) }));
        await ToldAsync(site, "peer.cr", "circulated the report. Comments are asked for until 30 Nov 2099");

        await ToPublishedAsync(site);
        await ToldAsync(site, "contributor.uy", "published the report");
    }

    [Fact]
    public async Task The_second_version_is_compared_with_the_first_and_all_that_is_public_speaks_of_a_report()
    {
        await using var site = new Site(sample: true);
        await ToPublishedAsync(site);
        await site.ChangedAsync(finals => finals.Find(Report, 1) is not null);
        Assert.Null(await TryAsync(site, "admin", Report, new ChangeState(PlanState.Draft, "A figure was wrong.")));
        var background = (await ReadAsync(site, Report)).Children((await ReadAsync(site, Report)).Root, AnalyticalReport.Section.Background).Single();
        Assert.Null(await TryAsync(site, "reviewer", Report, new EditText(background.Id, "text", TextChangeSet.Of(background.Text("text").Length, (0, 0, "Corrected. ")))));
        Assert.Null(await TryAsync(site, "reviewer", Report, new ChangeState(PlanState.InReview, "") { Due = new DateOnly(2099, 12, 31) }));
        await ToPublishedAsync(site);
        await site.ChangedAsync(finals => finals.Find(Report, 2) is not null);

        var anybody = site.CreateClient();
        async Task<string> ReadPageAsync(string path) => WebUtility.HtmlDecode(await anybody.GetStringAsync(path));
        var versions = await ReadPageAsync($"/public/{Report}/v2/versions");
        Assert.Contains("What changed since version 1", versions, StringComparison.Ordinal);
        Assert.Contains($"{Report}-v2.agreed.docx", versions, StringComparison.Ordinal);
        var difference = await ReadPageAsync($"/public/{Report}/compare/1/2");
        Assert.Contains("Corrected.", difference, StringComparison.Ordinal);
        var page = await ReadPageAsync($"/public/{Report}");
        Assert.Contains("\"@type\":\"Report\"", page, StringComparison.Ordinal);
        Assert.Contains("This version was replaced", await ReadPageAsync($"/public/{Report}/v1"), StringComparison.Ordinal);
        var feed = XDocument.Parse(await anybody.GetStringAsync("/public/feed.atom")).Root!.ToString();
        Assert.Contains("Report of the workshop, version 2", feed, StringComparison.Ordinal);
        foreach (var html in new[] { versions, difference, page })
        {
            Assert.Contains("Report of the workshop", html, StringComparison.Ordinal);
            Assert.Contains("Published, version 2", html, StringComparison.Ordinal);
            // As light as every public page, without a script that it needs, and without the names of who worked on it.
            Assert.InRange(Encoding.UTF8.GetByteCount(html), 1, 100_000);
            Assert.DoesNotContain("blazor", html, StringComparison.OrdinalIgnoreCase);
            foreach (var account in SampleAccounts.All) Assert.DoesNotContain(account.Name, html, StringComparison.Ordinal);
            foreach (var ofPlans in new[] { "/timeline", "/coverage", "/datasets", "plan of", "This plan" }) Assert.DoesNotContain(ofPlans, html, StringComparison.Ordinal);
            foreach (var link in Links().Matches(html).Select(match => match.Groups[1].Value.Split('#')[0]).Where(path => path.StartsWith("/public", StringComparison.Ordinal)).Distinct())
                Assert.True((await anybody.GetAsync(link)).IsSuccessStatusCode, link);
        }

        // The audit is written with the notices.
        await ToldAsync(site, "lead.np", "published the report", times: 2);
        var administrator = site.Open();
        await administrator.BecomeAsync("admin");
        var audit = await administrator.ReadAsync("/audit?kind=PlanStep");
        foreach (var words in new[] { "To “Circulated”, until 31 Dec 2099", "To “Revising”", "To “Published”", "To “Drafting”" }) Assert.Contains(words, audit, StringComparison.Ordinal);

        foreach (var version in new[] { 2, 1 }) Assert.Null(await TryAsync(site, "admin", Report, new Unpublish("It is checked.") { Version = version }));
        await site.ChangedAsync(finals => finals.GoneOf(Report) is not null);
        using var gone = await anybody.GetAsync($"/public/{Report}");
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.Contains("This report was taken off the public pages", await gone.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_the_drafts_that_a_published_report_rests_on_nothing_is_public()
    {
        await using var site = new Site(sample: true);
        PlanPlace place;
        string lesson;
        using (var lease = await site.Services.GetRequiredService<PlanRooms>().OpenAsync("nepal", default))
        {
            var nepal = lease!.Room.Durable.Document;
            var node = nepal.Children(nepal.Root, ActionPlan.Lesson.Kind).First();
            (place, lesson) = (new PlanPlace(lease.Room.Plan.Id, node.Id), nepal.Title(node));
        }

        var report = await ReadAsync(site, Report);
        var agreed = report.Children(report.Root, AnalyticalReport.Conclusion.Kind).First(one => AnalyticalReport.Conclusion.State.Read(one) == AnalyticalReport.Conclusion.Agreed && AnalyticalReport.Conclusion.ForOutcomeDocument.Read(one));
        Assert.Null(await TryAsync(site, "reviewer", Report, new AddToSet(agreed.Id, "basedOn", PlacesField.Write(place, $"Nepal, {lesson}"))));
        Assert.Contains(report.All(), one => one.Kind == AnalyticalReport.Quote.Kind && AnalyticalReport.Quote.Source.Read(one) is not null);
        await ToPublishedAsync(site);
        await site.ChangedAsync(finals => finals.Find(Report, 1) is not null);
        var anybody = site.CreateClient();
        var files = await anybody.DownloadAsync($"/public/{Report}/v1");
        var written = files.Where(file => file.Key.EndsWith(".json", StringComparison.Ordinal)).Select(file => Encoding.UTF8.GetString(file.Value)).ToArray();
        Assert.Equal(3, written.Length);
        foreach (var text in written)
            foreach (var words in new[] { lesson, place.Plan.ToString(), "\"basedOn\"", "\"source\"", "\"cleared\"" }) Assert.DoesNotContain(words, text, StringComparison.Ordinal);

        Assert.Null(await TryAsync(site, "admin", Report, new ChangeState(PlanState.Draft, "One was forgotten.")));
        var now = await ReadAsync(site, Report);
        var added = AnalyticalReport.Conclusion.Kind.InitialFields(now, now.Root).SetItem("kind", Scalar.Of("conclusion")).SetItem("state", Scalar.Of(AnalyticalReport.Conclusion.Agreed)).SetItem("text", Scalar.Of("Ask the districts first."))
            .SetItem("basedOn", new SetValue(SetValue.None.Add(PlacesField.Write(place, $"Nepal, {lesson}"))));
        Assert.Null(await TryAsync(site, "reviewer", Report, new InsertNode(new NodeId(77), AnalyticalReport.Conclusion.Key, NodeId.Root, now.Root.Children[^1], added), new RemoveFromSet(agreed.Id, "basedOn", PlacesField.Write(place, $"Nepal, {lesson}"))));
        Assert.Null(await TryAsync(site, "reviewer", Report, new ChangeState(PlanState.InReview, "") { Due = new DateOnly(2099, 12, 31) }));
        await ToPublishedAsync(site);
        await site.ChangedAsync(finals => finals.Find(Report, 2) is not null);
        var difference = WebUtility.HtmlDecode(await anybody.GetStringAsync($"/public/{Report}/compare/1/2"));
        Assert.Contains("Ask the districts first.", difference, StringComparison.Ordinal);
        foreach (var words in new[] { lesson, AnalyticalReport.Conclusion.BasedOn.Label, AnalyticalReport.Quote.Cleared.Label, $">{AnalyticalReport.Conclusion.Number.Label}<" }) Assert.DoesNotContain(words, difference, StringComparison.Ordinal);
    }

    /// <summary>Closes the circulation, disposes of what waits, and publishes.</summary>
    private static async Task ToPublishedAsync(Site site)
    {
        Assert.Null(await TryAsync(site, "reviewer", Report, new ChangeState(PlanState.ChangesRequested, "")));
        foreach (var thread in (await ReadAsync(site, Report)).Threads.Where(thread => thread.AwaitsDisposition).ToArray())
            Assert.Null(await TryAsync(site, "reviewer", Report, new DisposeThread(thread.Id, DispositionOutcome.Noted, "It was looked at.")));
        Assert.Null(await PublishAsync(site));
    }

    /// <summary>Waits until somebody's notices of the report say something so many times.</summary>
    private static async Task ToldAsync(Site site, string account, string words, int times = 1)
    {
        var board = site.Services.GetRequiredService<NoticeBoard>();
        var sample = SampleAccounts.Find(account)!;
        var news = Channel.CreateUnbounded<bool>();
        using var told = board.Subscribe(sample.Id, () => news.Writer.TryWrite(true));
        // What somebody may not read yet is not told.
        using var read = site.Services.GetRequiredService<PlanDigests>().Subscribe(() => news.Writer.TryWrite(true));
        while (await CountAsync() < times) await news.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

        async Task<int> CountAsync() =>
            (await board.ListAsync(new Actor(sample.Id, sample.Role, sample.Country), 20, default)).Where(plan => plan.Plan.IsReport).SelectMany(plan => plan.Notices)
            .Count(notice => MailWords.Of("en").Say(notice).Contains(words, StringComparison.Ordinal));
    }

    private static async Task TakeNewAsync(Site site)
    {
        foreach (var quote in (await StatesAsync(site)).Where(one => one.HasMoved))
            Assert.Null(await TryAsync(site, "reviewer", Report, [.. QuoteTaking.Take((await ReadAsync(site, Report))[quote.Quote], quote.Source!, quote.Place, quote.Now!, agreed: false)]));
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

    [GeneratedRegex("<a [^>]*href=\"([^\"]+)\"")]
    private static partial Regex Links();

    [GeneratedRegex("<nav class=\"tabs\".*?</nav>", RegexOptions.Singleline)]
    private static partial Regex Tabs();
}
