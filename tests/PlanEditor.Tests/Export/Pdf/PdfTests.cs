using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanEditor.Export;
using PlanEditor.Export.Jobs;
using PlanEditor.Export.Pdf;
using PlanEditor.Identity;
using PlanEditor.Tests.Hosting;
using PlanEditor.Tests.Storage;
using PlanEditor.Tests.Webhooks;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using Xunit;

namespace PlanEditor.Tests.Export.Pdf;

public sealed class PdfTests(PdfTests.SampleSite samples) : IClassFixture<PdfTests.SampleSite>
{
    private static readonly string[] Poisons = ["\u202eright to left\u202c", "👩‍👩‍👧‍👦👨🏿‍🚀", "</style></title><script>alert(1)</script>", "\\22 } body { display: none", "العربية‎ שלום", "ক্ষ জ্ঞ ন্ত্র", "\u200b\u2060", new string('a', 150)];

    [Theory]
    [InlineData("bangladesh", "bn")]
    [InlineData("nepal", "ne")]
    [InlineData("panama", "es")]
    [InlineData("uruguay", "es")]
    public async Task A_sample_is_tagged_named_and_has_all_its_words(string slug, string language)
    {
        using var plan = await PrintedPlan.OfAsync(samples.Pdf, await samples.ReadAsync(slug));
        plan.AssertHasAllWords();
        plan.AssertWordsAreWhole();
        plan.AssertContentsLeadToTheirPages();
        plan.AssertOutlineIsThatOfThePage();
        plan.AssertFontsAreEmbedded();
        plan.AssertDrawingsAreTold();
        var info = plan.Info();
        Assert.Matches("Tagged: +yes", info);
        Assert.Matches("Page size: .*A4", info);
        Assert.Contains($"/Lang ({language})", plan.Raw, StringComparison.Ordinal);
        Assert.Contains("/Outlines", plan.Raw, StringComparison.Ordinal);
        var structure = plan.Info("-struct");
        foreach (var tag in new[] { "H1", "H2", "H3", "Table", "TH", "TD", "Figure", "Link" }) Assert.Contains($"  {tag}", structure, StringComparison.Ordinal);
        Assert.Contains("Noto", plan.Raw, StringComparison.Ordinal);
        plan.AssertContentsAreTaggedWithTheirPages();
        // The plan was printed once, and behind it stand the pages of the contents.
        Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(plan.Raw, "startxref"));
    }

    [Theory]
    [InlineData("nepal", ExportTexts.Both, "ne")]
    [InlineData("bangladesh", ExportTexts.Translation, "en")]
    public async Task The_translation_stands_beside_the_source_or_in_its_place(string slug, ExportTexts texts, string language)
    {
        using var plan = await PrintedPlan.OfAsync(samples.Pdf, await samples.ReadAsync(slug, texts));
        plan.AssertHasAllWords();
        plan.AssertContentsLeadToTheirPages();
        Assert.Contains($"/Lang ({language})", plan.Raw, StringComparison.Ordinal);
        Assert.Contains("the authoritative", plan.Text().ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_rules_of_the_administrator_for_pages_the_contents_have_their_pages_too()
    {
        await using var site = new Site(sample: false) { Prints = true };
        var pdf = site.Services.GetServices<IPlanFormat>().OfType<PdfFormat>().Single();
        site.Services.GetRequiredService<PrintTemplate>().Replace("@page { @bottom-right { content: counter(page) \"/\" counter(pages); } }"u8.ToArray());
        using var plan = await PrintedPlan.OfAsync(pdf, Of(new WholePlan().Plan.Document));
        plan.AssertContentsLeadToTheirPages();
        var pages = new PdfPages(plan.Bytes).Count;
        for (var page = 2; page <= pages; page++) Assert.Contains($"{page}/{pages}", plan.Letters(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(700, 1, 2)]
    [InlineData(5, 40, 1)]
    public async Task Contents_have_their_pages_in_a_long_file_and_where_they_grow_with_the_numbers(int after, int lines, int tables)
    {
        static string Contents(string place) => $"<nav class=\"contents\" style=\"break-after: page\"><h2>Contents</h2><p><a href=\"#first\">First</a></p><p><a href=\"#last\">Last <span class=\"page\">{place}</span></a></p></nav>";
        const string head = "<head><title>Long</title><link rel=\"stylesheet\" href=\"/fonts/fonts.css\"><style>body { font-family: 'Noto Sans'; }</style></head>";
        var page = $"<!DOCTYPE html><html lang=\"en\">{head}<body>{Contents("\u2007")}<main><h2 id=\"first\">First</h2>{string.Concat(Enumerable.Repeat("<p style=\"break-after: page\">one</p>", after))}<h2 id=\"last\">Last</h2></main></body></html>";
        string Numbered(IReadOnlyDictionary<string, int> places) => Contents(string.Join("<br>", Enumerable.Repeat(places["last"], lines)));
        var contents = new PrintContents(
            places => Task.FromResult(Numbered(places)),
            (places, _) => Task.FromResult($"<!DOCTYPE html><html lang=\"en\">{head}<body>{Numbered(places)}</body></html>"));
        var file = await samples.Site.Services.GetRequiredService<PrintBrowser>().PrintAsync(page, contents, CancellationToken.None);
        Assert.Equal(tables, System.Text.RegularExpressions.Regex.Count(System.Text.Encoding.Latin1.GetString(file), "startxref"));
        using var printed = new PrintedPlan(file, page);
        var text = printed.Text().Split('\f');
        Assert.Contains($"Last {after + 2}", text[0].ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.StartsWith("Last", text[after + 1], StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_comes_many_times_in_a_plan_is_positioned()
    {
        var positioned = PdfStyle.Sheet.Split('\n').Where(rule => rule.Contains("position:", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(positioned);
        Assert.All(positioned, rule => Assert.StartsWith(".cover", rule, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_letter_stands_in_front_of_the_plan_once_in_each_font()
    {
        var page = PrintLetters.Before("<html><head><title>ñ</title></head><body><p title=\"é\">café कक &#x995;&#x1F600; 😀 &#xD800; &amp;</p></body></html>");
        var letters = $"&#{(int)'a'};&#{(int)'é'};&#{(int)'ñ'};&#{(int)'क'};&#{(int)'ক'};&#{0x1F600};";
        Assert.Equal(5, System.Text.RegularExpressions.Regex.Count(page, letters));
        Assert.StartsWith("<html><head><title>ñ</title></head><body><div class=\"letters\">", page, StringComparison.Ordinal);
        Assert.EndsWith("</div><p title=\"é\">café कक &#x995;&#x1F600; 😀 &#xD800; &amp;</p></body></html>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_plan_gives_the_same_file()
    {
        var export = await samples.ReadAsync("uruguay");
        using var one = await PrintedPlan.OfAsync(samples.Pdf, export);
        using var other = await PrintedPlan.OfAsync(samples.Pdf, export);
        Assert.Equal(Unnumbered(one.Raw), Unnumbered(other.Raw));
        Assert.Contains($"/CreationDate (D:{export.At.UtcDateTime:yyyyMMddHHmmss}", one.Raw, StringComparison.Ordinal);

        // How Chromium numbers the elements of a page depends on what else it drew.
        static string Unnumbered(string raw) => System.Text.RegularExpressions.Regex.Replace(raw, @"\(node[0-9]{8}\)", "(node)");
    }

    [Fact]
    public async Task A_draft_says_so_on_every_page()
    {
        var export = await samples.ReadAsync("uruguay");
        using var plan = await PrintedPlan.OfAsync(samples.Pdf, export);
        var pages = int.Parse(System.Text.RegularExpressions.Regex.Match(plan.Info(), "Pages: +([0-9]+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        var letters = plan.Letters();
        for (var page = 2; page <= pages; page++) Assert.Contains($"Page{page}of{pages}", letters, StringComparison.Ordinal);
        Assert.True(System.Text.RegularExpressions.Regex.Count(letters, $"Draft,revision{export.Revision}") > pages);
    }

    [Theory]
    [InlineData("panama")]
    [InlineData("uruguay")]
    public async Task No_word_of_the_head_of_a_table_is_torn_apart(string slug)
    {
        using var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await samples.Pdf.RenderAsync(await samples.ReadAsync(slug)));
        var columns = page.QuerySelectorAll("main table").SelectMany(table => table.QuerySelectorAll("col").Zip(table.QuerySelectorAll("thead th"), (column, head) => (Width: column.GetAttribute("style"), Head: head.TextContent))).Where(column => column.Width is not null).ToList();
        Assert.Contains(columns, column => column.Head == "Licence");
        Assert.All(columns, column => Assert.True(
            double.Parse(column.Width!["width:".Length..^"mm".Length], System.Globalization.CultureInfo.InvariantCulture) >= 3.4 + (2.3 * column.Head.Split(' ').Max(word => word.Length)), $"“{column.Head}” has {column.Width}"));
    }

    [Theory]
    [InlineData(40, true)]
    [InlineData(41, false)]
    public async Task Pages_tell_how_many_there_are_where_that_can_be_turned(int commitments, bool tells)
    {
        var whole = new WholePlan();
        for (var made = 1; made < commitments; made++) whole.Plan.Add("commitment", ("title", $"Commitment {made}"));
        var page = await samples.Pdf.RenderAsync(Of(whole.Plan.Document));
        Assert.Equal(tells, page.Contains("counter(pages)", StringComparison.Ordinal));
        Assert.Contains("\"Page \" counter(page)", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_development_it_is_printed_too()
    {
        await using var site = new Site(sample: false) { Prints = true, Environment = "Development" };
        using var plan = await PrintedPlan.OfAsync(site.Services.GetServices<IPlanFormat>().OfType<PdfFormat>().Single(), Of(new WholePlan().Plan.Document));
        plan.AssertHasAllWords();
        Assert.Contains("Noto", plan.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_day_is_that_of_the_country()
    {
        var page = await samples.Pdf.RenderAsync(Of(new WholePlan().Plan.Document) with { At = new DateTimeOffset(2017, 9, 4, 20, 0, 0, TimeSpan.Zero) });
        Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(page, "5 Sep 2017"));
        Assert.DoesNotContain("4 Sep 2017", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_review_it_says_what_is_suggested_and_what_was_answered()
    {
        var (whole, by, at) = (new WholePlan(), SampleAccounts.Find("reviewer")!, new DateTimeOffset(2017, 9, 3, 9, 0, 0, TimeSpan.Zero));
        var (moved, said) = (new SetField(whole.Milestone, "dueDate", Scalar.Of("2018-03-12")), new ProposalId(7));
        foreach (var act in new StampedOperation[] { new Suggest(said, [moved], []), new SendProposal(said, "The law comes first."), new DecideProposal(said, [ProposalPart.KeyOf(moved)], false, "Too late.") })
            whole.Plan.Do(act with { Stamp = new Stamp(by.Id, at, 6) });
        var export = Of(whole.Plan.Document) with { WithReview = true, Names = new Dictionary<UserId, string> { [by.Id] = by.Name } };
        var page = System.Net.WebUtility.HtmlDecode(await samples.Pdf.RenderAsync(export));
        foreach (var words in new[] { "Comments and answers", "The law comes first.", "12 Mar 2018", "Too late.", "Suggestion, declined", by.Name }) Assert.Contains(words, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_said_of_a_plan_says_its_language()
    {
        var (whole, by, at) = (new WholePlan(), SampleAccounts.Find("reviewer")!, new DateTimeOffset(2017, 9, 3, 9, 0, 0, TimeSpan.Zero));
        foreach (var (id, words) in new[] { (1UL, "Who pays for it?"), (2UL, "कसले तिर्छ?") })
            whole.Plan.Do(new StartThread(new ThreadId(id), whole.Milestone, null, null, Severity.Question, words) { Stamp = new Stamp(by.Id, at, (long)id) });
        var page = System.Net.WebUtility.HtmlDecode(await samples.Pdf.RenderAsync(Of(whole.Plan.Document) with { WithReview = true, Names = new Dictionary<UserId, string> { [by.Id] = by.Name } }));
        Assert.Contains("<html lang=\"ne\"", page, StringComparison.Ordinal);
        Assert.Contains("<p lang=\"en\">Who pays for it?</p>", page, StringComparison.Ordinal);
        Assert.Contains("<p lang=\"ne\">कसले तिर्छ?</p>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_was_written_makes_the_printer_ask_for_anything()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        var whole = new WholePlan();
        string[] asked =
        [
            $"![a](http://{address}/a.png)", $"<img src=\"http://{address}/b.png\">", $"<iframe src=\"http://{address}/c\"></iframe>", $"<link rel=\"stylesheet\" href=\"http://{address}/d.css\">",
            $"<style>@import url(http://{address}/e.css);</style>", $"<svg><image href=\"http://{address}/f.svg\"/></svg>", $"[g](http://{address}/g)", $"<script src=\"http://{address}/h.js\"></script>",
            $"![i](file:///etc/passwd)", $"<iframe src=\"file:///etc/passwd\"></iframe>", $"<object data=\"http://{address}/j\"></object>", $"<meta http-equiv=\"refresh\" content=\"0;url=http://{address}/k\">",
            $"<div style=\"background:url(http://{address}/l)\">l</div>", $"![m][n]\n\n[n]: http://{address}/m.png",
        ];
        whole.Plan.Set(whole.Commitment, "problem", string.Join("\n\n", asked));
        whole.Plan.Set(NodeId.Root, "title", $"</style><img src=\"http://{address}/title.png\"> url(http://{address}/css)");
        using var plan = await PrintedPlan.OfAsync(samples.Pdf, Of(whole.Plan.Document));
        Assert.False(listener.Pending());
        Assert.DoesNotContain("root:x", plan.Letters(), StringComparison.Ordinal);
        Assert.Contains($"/URI (http://{address}/g)", plan.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_asks_gets_its_own_files_and_nothing_else()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        var page = $"<link rel=stylesheet href={address}/a.css><img src={address}/b.png><img src=//localhost:{address.Split(':')[^1]}/c.png><iframe src={address}/d></iframe><iframe src=file:///etc/passwd></iframe><script>document.body.append('script ran'); fetch('{address}/e')</script><p>All of it</p>";
        page += string.Concat(InsideAddresses.Hosts.Select(host => $"<img src=\"http://{host}:{address.Split(':')[^1]}/\">"));
        var file = await samples.Site.Services.GetRequiredService<PrintBrowser>().PrintAsync(page, null, CancellationToken.None);
        Assert.False(listener.Pending());
        Assert.True(file.Length > 0);
    }

    [Fact]
    public async Task It_prints_in_a_network_in_which_there_is_nothing_and_the_log_says_what_is_lacking_once()
    {
        var log = new SaidLog();
        await using var site = new Site(sample: false) { Prints = true, Alter = services => services.AddSingleton<ILoggerFactory>(new LoggerFactory([log])) };
        var browser = site.Services.GetRequiredService<PrintBrowser>();
        for (var print = 0; print < 2; print++) Assert.NotEmpty(await browser.PrintAsync("<p>Short</p>", null, CancellationToken.None));
        Assert.Equal(Environment.IsPrivilegedProcess ? 1 : 0, log.Said.Count(words => words.Contains("without its sandbox", StringComparison.Ordinal)));
        if (Assert.Single(log.Said, words => words.Contains("network of", StringComparison.Ordinal)).Contains("of its own in which there is nothing", StringComparison.Ordinal))
            Assert.Equal(["lo"], File.ReadLines($"/proc/{browser.ProcessId}/net/dev").Skip(2).Select(line => line.Split(':')[0].Trim()));
    }

    [Fact]
    public async Task What_has_too_many_pages_is_refused_in_words()
    {
        var page = string.Concat(Enumerable.Repeat("<p style=\"break-after: page\">x</p>", Chromium.PagesMax + 1));
        var refused = await Assert.ThrowsAsync<ExportException>(() => samples.Site.Services.GetRequiredService<PrintBrowser>().PrintAsync(page, null, CancellationToken.None));
        Assert.Contains("3000 at most", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_picture_of_the_administrator_is_on_the_cover()
    {
        await using var site = new Site(sample: false) { Prints = true };
        site.Services.GetRequiredService<PrintEmblem>().Replace(Pictures.Png);
        var pdf = site.Services.GetServices<IPlanFormat>().OfType<PdfFormat>().Single();
        using var plan = await PrintedPlan.OfAsync(pdf, Of(new WholePlan().Plan.Document));
        Assert.Equal(["1"], plan.PagesOfPictures());
        Assert.Contains("/Alt", plan.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_was_written_is_printed()
    {
        var whole = new WholePlan();
        foreach (var text in Poisons) whole.Plan.Add("commitment", ("title", text), ("problem", $"{text}\n\n> {text}\n\n| {text} | b |\n|---|---|\n| c | d |"));
        whole.Plan.Set(NodeId.Root, "title", Poisons[2] + Poisons[3]);
        using var plan = await PrintedPlan.OfAsync(samples.Pdf, Of(whole.Plan.Document));
        var letters = plan.Letters();
        foreach (var words in new[] { "ক্ষজ্ঞন্ত্র", "<script>alert(1)</script>", "body{display:none" }) Assert.Contains(words, letters, StringComparison.Ordinal);
        Assert.Contains("Page2of", letters, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ending_it_ends_the_browser_and_the_next_print_has_a_new_one()
    {
        using var ending = new CancellationTokenSource();
        var browser = samples.Site.Services.GetRequiredService<PrintBrowser>();
        var long1 = string.Concat(Enumerable.Repeat("<table><tr><td>cell<td>cell</table>", 200_000));
        var printing = browser.PrintAsync(long1, null, ending.Token);
        ending.CancelAfter(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => printing);
        Assert.NotEmpty(await browser.PrintAsync("<p>Short</p>", null, CancellationToken.None));
    }

    [Fact]
    public async Task What_the_printer_of_a_killed_server_left_behind_goes_at_the_next_start()
    {
        Assert.NotEmpty(await samples.Site.Services.GetRequiredService<PrintBrowser>().PrintAsync("<p>Short</p>", null, CancellationToken.None));
        Assert.NotEmpty(Directory.EnumerateDirectories(Path.Combine(samples.Site.Data, "print")));

        // In a directory whose name is too long for a socket.
        using var directory = new TemporaryDirectory();
        var data = Path.Combine(directory.Path, new string('d', 120));
        var left = Directory.CreateDirectory(Path.Combine(data, "print", "left", "Default"));
        File.WriteAllText(Path.Combine(left.FullName, "Preferences"), "{}");
        await using var site = new Site(sample: false, data) { Prints = true };
        using var reader = site.CreateClient();
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(data, "print")));
        Assert.NotEmpty(await site.Services.GetRequiredService<PrintBrowser>().PrintAsync("<p>Short</p>", null, CancellationToken.None));
    }

    [Fact]
    public async Task Without_Chromium_the_site_runs_and_says_what_is_missing()
    {
        await using var site = new Site(sample: true, settings: ("Site:Chromium", "/nowhere/chromium")) { Prints = true };
        var browser = site.Open();
        await browser.BecomeAsync("lead.np");
        using var answer = await browser.GetAsync("/plans/nepal/plan.pdf");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("Site:Chromium", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lead.np", "nepal", HttpStatusCode.OK)]
    [InlineData("peer.cr", "uruguay", HttpStatusCode.NotFound)]
    [InlineData("lead.np", "uruguay", HttpStatusCode.NotFound)]
    [InlineData("lead.np", "atlantis", HttpStatusCode.NotFound)]
    public async Task Who_may_read_a_plan_gets_it_as_PDF(string account, string plan, HttpStatusCode status)
    {
        var browser = samples.Site.Open();
        await browser.BecomeAsync(account);
        using var answer = await browser.GetAsync($"/plans/{plan}/plan.pdf?texts=both&review=true");
        Assert.Equal(status, answer.StatusCode);
        if (status != HttpStatusCode.OK) return;
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Matches("^nepal-[0-9]+\\.pdf$", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal("%PDF"u8.ToArray(), (await answer.Content.ReadAsByteArrayAsync())[..4]);
    }

    private static PlanExport Of(Document document) =>
        new(new PlanInfo(new PlanId(new Guid(4, 0, 0, new byte[8])), "np", "NP", "actionPlan"), document, 7, new Uri("https://plans.example")) { At = new DateTimeOffset(2017, 9, 4, 9, 0, 0, TimeSpan.Zero) };

    /// <summary>What is written to the log.</summary>
    private sealed class SaidLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Said { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Said.Enqueue(formatter(state, exception));

        public void Dispose()
        {
            // It holds nothing.
        }
    }

    /// <summary>The site with the sample plans, started once.</summary>
    public sealed class SampleSite : IDisposable
    {
        public Site Site { get; } = new(sample: true) { Prints = true };

        internal PdfFormat Pdf => Site.Services.GetServices<IPlanFormat>().OfType<PdfFormat>().Single();

        internal async Task<PlanExport> ReadAsync(string slug, ExportTexts texts = ExportTexts.Source) =>
            (await Site.Services.GetRequiredService<ExportSource>().ReadAsync(SampleAccounts.Find("reviewer")!.Id, new ExportRequest(slug, "pdf", texts, WithReview: false), CancellationToken.None))!;

        public void Dispose() => Site.Dispose();
    }
}
