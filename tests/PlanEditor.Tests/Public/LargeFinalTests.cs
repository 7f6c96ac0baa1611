using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using OgdPlans.Tests;
using PlanEditor.Export;
using PlanEditor.Export.Data;
using PlanEditor.Finals;
using PlanEditor.Storage;
using PlanEditor.Tests.Hosting;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Public;

/// <summary>A final of 500 commitments, two versions that differ in much, and a long report, no two of whose texts are alike: each page is as light as those of a small one, and everything has its place on one.</summary>
public sealed partial class LargeFinalTests(LargeFinalTests.Published published) : IClassFixture<LargeFinalTests.Published>
{
    private const int PageBytesMax = 150_000;
    private const int Commitments = 500;
    private const int Datasets = 150;
    private const int Changed = 120;

    [Fact]
    public async Task Each_page_is_light_and_links_on_them_lead_to_their_place()
    {
        var pages = await CrawlAsync("/public/large", "/public/large");
        Assert.InRange(pages.Keys.Count(path => path.Contains("/part/", StringComparison.Ordinal)), 5, 60);
        Assert.True(pages.ContainsKey("/public/large/v1/timeline/2") && pages.ContainsKey("/public/large/v1/datasets/2") && pages.ContainsKey("/public/large/v1/coverage/2"), string.Join(", ", pages.Keys));
        var text = string.Concat(pages.Where(page => page.Key.Contains("/part/", StringComparison.Ordinal)).Select(page => page.Value));
        foreach (var commitment in published.All) Assert.Contains($"<section id=\"p-{commitment}\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_of_a_part_leads_to_its_page_and_no_page_is_made_up()
    {
        using var reader = published.Site.CreateClient(new() { AllowAutoRedirect = false });
        async Task<string?> ToAsync(string path) => (await reader.GetAsync(path)).Headers.Location?.OriginalString;
        var last = await ToAsync($"/id/plan/large/commitment/{published.All[^1]}");
        Assert.Matches($"^/public/large/v1/part/[^#]+#p-{published.All[^1]}$", last);
        Assert.Contains($"id=\"p-{published.All[^1]}\"", await reader.GetStringAsync(last!.Split('#')[0]), StringComparison.Ordinal);
        using var part = await reader.GetAsync($"/public/large/v1/part/{published.All[^1]}");
        Assert.True(part.StatusCode == HttpStatusCode.OK || part.Headers.Location?.OriginalString == last, $"{part.StatusCode}, {part.Headers.Location}");
        var dataset = await ToAsync($"/id/plan/large/dataset/{published.Dataset}");
        Assert.Matches($"^/public/large/v1/datasets/[0-9]+#p-{published.Dataset}$", dataset);
        Assert.Contains($"id=\"p-{published.Dataset}\"", await reader.GetStringAsync(dataset!.Split('#')[0]), StringComparison.Ordinal);
        foreach (var none in new[] { "part/abc", "timeline/1", "timeline/99", "datasets/0", "coverage/99" })
            Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/public/large/v1/{none}")).StatusCode);
    }

    [Fact]
    public async Task What_changed_in_much_of_a_plan_is_read_on_light_pages()
    {
        const string Path = "/public/changed/compare/1/2";
        var pages = await CrawlAsync(Path, Path);
        Assert.InRange(pages.Count, 3, 30);
        var text = string.Concat(pages.OrderBy(page => page.Key.Length).ThenBy(page => page.Key, StringComparer.Ordinal).Select(page => page.Value));
        // Each part once, in the order of reading; the one that is too much for a page goes on.
        Assert.Equal(Enumerable.Range(1, Changed).Select(at => $"C{at}"), ComparedNumber().Matches(text).Select(number => number.Groups[1].Value).Where(number => !number.Contains('.', StringComparison.Ordinal)).Distinct());
        Assert.Contains(", continued", text, StringComparison.Ordinal);
        foreach (var (path, html) in pages)
        {
            Assert.Contains($"<link rel=\"canonical\" href=\"http://localhost:5080{path}\"", html, StringComparison.Ordinal);
            Assert.Matches("<h3>\\s*<span class=\"num\">C[^<]+</span>\\s*<span lang=\"en\"><a href=\"/public/changed/v2/part/[^#\"]+#p-", html);
            Assert.Matches($"<a href=\"{path}\" aria-current=\"page\">", html);
        }

        using var reader = published.Site.CreateClient();
        foreach (var none in new[] { "0", "1", "99", "x" }) Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"{Path}/{none}")).StatusCode);
    }

    [Fact]
    public async Task A_large_report_is_read_on_light_pages()
    {
        var pages = await CrawlAsync("/public/workshop-report", "/public/workshop-report/");
        Assert.InRange(pages.Keys.Count(path => path.Contains("/part/", StringComparison.Ordinal)), 3, 30);
        var text = string.Concat(pages.Where(page => page.Key.Contains("/part/", StringComparison.Ordinal)).Select(page => page.Value));
        foreach (var said in published.Said) Assert.Contains(said, text, StringComparison.Ordinal);
        using var reader = published.Site.CreateClient(new() { AllowAutoRedirect = false });
        Assert.Matches("^/public/workshop-report/v1/part/[^#]+#p-", (await reader.GetAsync($"/id/plan/workshop-report/conclusion/{published.Conclusion}")).Headers.Location?.OriginalString);
    }

    /// <summary>Reads a page and all below it that links lead to: each is light, and each link to a place on them leads to one.</summary>
    private async Task<Dictionary<string, string>> CrawlAsync(string first, string below)
    {
        using var reader = published.Site.CreateClient();
        var css = (await reader.GetByteArrayAsync("/css/tokens.css")).Length + (await reader.GetByteArrayAsync("/css/public.css")).Length;
        var pages = new Dictionary<string, string>();
        var waiting = new Queue<string>([first]);
        var heavy = new List<string>();
        while (waiting.TryDequeue(out var path))
        {
            if (pages.ContainsKey(path)) continue;
            using var packed = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "text/html" }, { "Accept-Encoding", "br" } } };
            using var sent = await reader.SendAsync(packed);
            var bytes = (await sent.Content.ReadAsByteArrayAsync()).Length + css;
            if (bytes > PageBytesMax) heavy.Add($"{path}: {bytes}");
            pages[path] = WebUtility.HtmlDecode(await reader.GetStringAsync(path));
            foreach (var next in Link().Matches(pages[path]).Select(link => link.Groups[1].Value.Split('#')[0]))
                if (next.StartsWith(below, StringComparison.Ordinal) && (next.Contains("/part/", StringComparison.Ordinal) || !next.Contains('.', StringComparison.Ordinal))) waiting.Enqueue(next);
        }

        Assert.Empty(heavy);
        foreach (var (path, html) in pages)
            foreach (var (target, id) in Link().Matches(html).Select(link => link.Groups[1].Value.Split('#')).Where(parts => parts.Length == 2 && (parts[0].Length == 0 || parts[0] == first || parts[0].StartsWith(below, StringComparison.Ordinal))).Select(parts => (parts[0].Length == 0 ? path : parts[0], parts[1])))
                Assert.True(pages[target].Contains($"id=\"{id}\"", StringComparison.Ordinal), $"{path}: {target}#{id}");
        return pages;
    }

    [GeneratedRegex("<section class=\"compared\"[^>]*>\\s*<h3>\\s*<span class=\"num\">([^<]+)</span>")]
    private static partial Regex ComparedNumber();

    [GeneratedRegex("<a [^>]*?href=\"(/public/[^\"]*|#[^\"]+)\"")]
    private static partial Regex Link();

    /// <summary>A site on which they are published.</summary>
    public sealed class Published : IAsyncLifetime
    {
        private readonly List<string> _said = [];
        private ulong _seed = 20171;

        public Site Site { get; } = new(sample: false)
        {
            Alter = services =>
            {
                foreach (var format in services.Where(one => one.ServiceType == typeof(IPlanFormat)).ToArray()) services.Remove(format);
                services.AddSingleton<IPlanFormat, JsonFormat>();
            },
        };

        public IReadOnlyList<NodeId> All { get; private set; } = [];

        public NodeId Dataset { get; private set; }

        public NodeId Conclusion { get; private set; }

        /// <summary>How each text of the report begins.</summary>
        public IReadOnlyList<string> Said => _said;

        public async ValueTask InitializeAsync()
        {
            var plan = new PlanBuilder();
            foreach (var operation in new NewPlan("UY", "en", "A large plan") { PeriodStart = new DateOnly(2017, 7, 1), PeriodEnd = new DateOnly(2019, 6, 30) }.Operations(plan.NextId)) plan.Do(operation);
            plan.Set(NodeId.Root, "summary", Words(2_000));
            var office = plan.Add("organisation", ("name", "The National Office"));
            for (var at = 0; at < Datasets; at++) Dataset = plan.Add("dataset", ("title", Words(50)), ("description", Words(2_000)), ("publisher", office.ToString()), ("licence", "CC-BY-4.0"));
            var all = new List<NodeId>();
            for (var at = 0; at < Commitments; at++)
            {
                var commitment = plan.Add(
                    "commitment", ("title", Words(60)), ("problem", Words(1_200)), ("solution", Words(1_200)), ("expectedResults", Words(600)),
                    ("leadOrganisation", office.ToString()), ("startDate", "2017-09-01"), ("endDate", "2019-04-30"));
                plan.Add("milestone", commitment, ("title", Words(50)), ("deliverable", Words(200)), ("dueDate", "2018-01-31"));
                plan.Add("milestone", commitment, ("title", Words(50)), ("deliverable", Words(200)), ("dueDate", "2018-06-30"));
                plan.Add("sdgMapping", commitment, ("target", at % 2 == 0 ? "16.6" : "16.10"), ("strength", "primary"), ("contribution", Words(200)));
                all.Add(commitment);
            }

            All = all;
            await PublishAsync("large", plan, "UY", [.. plan.Operations.Chunk(500), [new ChangeState(PlanState.Final, "")]]);
            await PublishChangedAsync();
            await PublishReportAsync();
        }

        /// <summary>Two versions that differ in every commitment: in one all is new, in the others some words of each text.</summary>
        private async Task PublishChangedAsync()
        {
            var plan = new PlanBuilder();
            foreach (var operation in new NewPlan("UY", "en", "Much changed") { PeriodStart = new DateOnly(2017, 7, 1), PeriodEnd = new DateOnly(2019, 6, 30) }.Operations(plan.NextId)) plan.Do(operation);
            string[] texts = ["problem", "solution", "expectedResults"];
            var all = new List<NodeId>();
            for (var at = 0; at < Changed; at++)
            {
                var commitment = plan.Add("commitment", ("title", Words(60)));
                foreach (var text in texts) plan.Set(commitment, text, Words(at == 7 ? 40_000 : 1_500));
                plan.Add("milestone", commitment, ("title", Words(50)), ("dueDate", "2018-01-31"));
                all.Add(commitment);
            }

            Operation[][] first = [.. plan.Operations.Chunk(500), [new ChangeState(PlanState.Final, "")], [new ChangeState(PlanState.Draft, "More was agreed")]];
            var before = plan.Operations.Count;
            foreach (var (commitment, at) in all.Select((commitment, at) => (commitment, at)))
                foreach (var text in texts)
                {
                    var old = plan.Document[commitment].Text(text).ToString();
                    plan.Set(commitment, text, at == 7 ? Words(40_000) : $"{old[..500]} {Words(200)} {old[500..1_000]} {Words(200)} {old[1_000..]}");
                }

            await PublishAsync("changed", plan, "UY", [.. first, .. plan.Operations.Skip(before).Chunk(500), [new ChangeState(PlanState.Final, "")]]);
        }

        private async Task PublishReportAsync()
        {
            var report = new PlanBuilder(AnalyticalReport.Schema);
            foreach (var operation in new NewReport("A large report").Operations(report.NextId)) report.Do(operation);
            string Said(int units)
            {
                var words = Words(units);
                _said.Add(words[..60]);
                return words;
            }

            foreach (var kind in AnalyticalReport.Section.All)
                report.Set(report.Document.Children(report.Document.Root, kind).Single().Id, "text", Said(40_000));
            for (var at = 0; at < 40; at++) report.Add("deliberation", ("title", Words(60)), ("question", WorkshopQuestions.List.Choices[0].Code), ("text", Said(10_000)));
            foreach (var country in new[] { "BD", "NP", "PA", "UY" }) report.Add("countryChapter", ("country", country), ("text", Said(45_000)));
            for (var at = 0; at < 300; at++) Conclusion = report.Add("conclusion", ("text", Said(500)), ("kind", "conclusion"), ("state", "agreed"));
            await PublishAsync("workshop-report", report, "", [.. report.Operations.Chunk(500), [new ChangeState(PlanState.Final, "")]]);
        }

        private async Task PublishAsync(string slug, PlanBuilder plan, string country, Operation[][] steps)
        {
            var row = (await Site.Services.GetRequiredService<PlanEditor.Storage.Plans>().CreateAsync(slug, plan.Document.Schema.Name, country, default))!;
            await Site.Services.GetRequiredService<ChangeLog>().AppendAllAsync(new PlanId(row.Id), [.. steps.Select((step, at) => Logged(at + 1, step))], default);
            Assert.True(await Site.Services.GetRequiredService<FinalMaker>().MakeAsync(row, default));
        }

        public ValueTask DisposeAsync() => Site.DisposeAsync();

        private static LoggedChange Logged(long revision, Operation[] operations)
        {
            var at = new DateTimeOffset(2017, 9, 29, 12, 0, 0, TimeSpan.Zero).AddHours(revision);
            var change = new CommittedChange(revision, new ChangeId(Guid.NewGuid()), UserId.Server, default, at, [.. operations.Select(one => one is StampedOperation stamped ? stamped with { Stamp = new Stamp(UserId.Server, at, revision) } : one)]);
            return new LoggedChange(change, LoggedChange.HashOf(revision - 1, change.Operations));
        }

        /// <summary>Words of which no two are alike, the same in each run.</summary>
        private string Words(int units)
        {
            var words = new System.Text.StringBuilder(units);
            while (words.Length < units)
            {
                _seed = _seed * 6364136223846793005 + 1442695040888963407;
                words.Append("bcdfgklmnprstvz"[(int)(_seed >> 33) % 15]).Append("aeiou"[(int)(_seed >> 40) % 5]);
                if ((_seed >> 50) % 3 == 0) words.Append(' ');
            }

            return words.ToString(0, units).Trim();
        }
    }
}
