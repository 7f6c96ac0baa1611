using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Collaboration;
using PlanEditor.Finals;
using PlanEditor.Identity;
using PlanEditor.Tests.Finals;
using PlanEditor.Tests.Hosting;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Sdg;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Public;

/// <summary>The site's pages, files and interface for everybody.</summary>
public sealed partial class PublicSiteTests(PublicSiteTests.Published published) : IClassFixture<PublicSiteTests.Published>
{
    private const int PageBytesMax = 150_000;

    private readonly HttpClient _reader = published.Site.CreateClient();

    public static TheoryData<string> Pages =>
    [
        "/public", "/public/about", "/public/data", "/public/panama", "/public/panama/v1", "/public/panama/v1/timeline", "/public/panama/v1/coverage", "/public/panama/v1/datasets", "/public/panama/v1/versions",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_plain_small_and_may_be_kept(string path)
    {
        using var answer = await _reader.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl is { Public: true, NoStore: false });
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        var page = await answer.Content.ReadAsByteArrayAsync();
        using var packed = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "text/html" }, { "Accept-Encoding", "br" } } };
        using var sent = await _reader.SendAsync(packed);
        Assert.Equal("br", Assert.Single(sent.Content.Headers.ContentEncoding));
        var css = (await _reader.GetByteArrayAsync("/css/tokens.css")).Length + (await _reader.GetByteArrayAsync("/css/public.css")).Length;
        Assert.InRange((await sent.Content.ReadAsByteArrayAsync()).Length + css, 1, PageBytesMax);
        var html = Encoding.UTF8.GetString(page);
        // One file that sets the colours, data for machines, and nothing that runs otherwise.
        Assert.Equal(["/js/theme.js"], Script().Matches(html).Select(match => match.Groups[1].Value));
        Assert.DoesNotContain("blazor", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(@"\s(?:on\w+|src|href)=""(?:javascript:|https?://(?!localhost)[^""]*\.(?:js|css))", html);
        Assert.Single(Heading().Matches(html));

        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.TryAddWithoutValidation("If-None-Match", $"\"another\", {answer.Headers.ETag!.Tag}");
        Assert.Equal(HttpStatusCode.NotModified, (await _reader.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task Links_on_the_pages_lead_somewhere()
    {
        var pages = new Dictionary<string, string>();
        var waiting = new Queue<string>(["/public"]);
        while (waiting.TryDequeue(out var path))
        {
            if (pages.ContainsKey(path) || pages.Count > 60) continue;
            using var answer = await _reader.GetAsync(path);
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
            pages[path] = answer.Content.Headers.ContentType?.MediaType == "text/html" ? WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()) : "";
            foreach (Match link in Link().Matches(pages[path]))
                if (link.Groups[1].Value.Split('#')[0] is { Length: > 0 } next && !next.StartsWith("/account", StringComparison.Ordinal) && !next.StartsWith("/adopt", StringComparison.Ordinal)) waiting.Enqueue(next);
        }

        Assert.True(pages.Count >= 15);
        foreach (var (path, html) in pages)
            foreach (var (target, id) in Link().Matches(html).Select(link => link.Groups[1].Value.Split('#')).Where(parts => parts.Length == 2).Select(parts => (parts[0].Length == 0 ? path : parts[0], parts[1])))
                Assert.True(pages[target].Contains($"id=\"{id}\"", StringComparison.Ordinal), $"{path}: {target}#{id}");
    }

    [Fact]
    public async Task No_page_or_file_says_who_worked_on_a_plan_or_shows_a_draft()
    {
        await using var scope = published.Site.Scope();
        using var lease = await scope.ServiceProvider.GetRequiredService<PlanRooms>().OpenAsync("panama", default);
        var words = SampleAccounts.All.Select(account => account.Name).Concat(lease!.Room.Durable.Document.Threads.Select(thread => thread.Entries[0].Text)).Where(text => text.Length > 0).ToArray();
        foreach (var path in Pages.Select(row => row.Data).Concat(["/api/v1/plans", "/api/v1/datasets", "/api/v1/milestones", "/public/feed.atom", "/public/panama/v1/panama-v1.json", "/public/panama/v1/panama-v1.dcat.jsonld"]))
        {
            var text = WebUtility.HtmlDecode(await _reader.GetStringAsync(path));
            foreach (var word in words) Assert.DoesNotContain(word, text, StringComparison.Ordinal);
        }

        foreach (var plan in new[] { "nepal", "bangladesh", "uruguay" }) Assert.Equal(HttpStatusCode.NotFound, (await _reader.GetAsync($"/public/{plan}")).StatusCode);
        Assert.DoesNotContain("नेपाल", await _reader.GetStringAsync("/public"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_text_has_its_language_and_machines_find_the_files()
    {
        var page = await _reader.GetStringAsync("/public/panama");
        Assert.Contains("<h1 lang=\"es\">", page, StringComparison.Ordinal);
        using var about = JsonDocument.Parse(Data().Match(page).Groups[1].Value);
        Assert.Equal("Dataset", about.RootElement.GetProperty("@type").GetString());
        var downloads = about.RootElement.GetProperty("distribution").EnumerateArray().ToArray();
        Assert.Equal(published.Final.Manifest.Files.Select(file => file.Sha256), downloads.Select(file => file.GetProperty("sha256").GetString()!));
        using var catalogue = JsonDocument.Parse(Data().Match(await _reader.GetStringAsync("/public/panama/v1/datasets")).Groups[1].Value);
        Assert.Equal(5, catalogue.RootElement.GetProperty("dataset").GetArrayLength());
    }

    [Fact]
    public async Task A_file_is_kept_for_some_minutes_and_read_from_any_site()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/public/panama/v1/panama-v1.json") { Headers = { Range = new RangeHeaderValue(0, 9) } };
        using var answer = await _reader.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(10, (await answer.Content.ReadAsByteArrayAsync()).Length);
        Assert.Equal(TimeSpan.FromMinutes(5), answer.Headers.CacheControl!.MaxAge);
        Assert.NotNull(answer.Headers.ETag);
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("cross-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
        foreach (var name in new[] { "..%2F..%2Fplans.db", "announced", "beside.json", "panama-v2.json", "panama-v1.json.unfinished" })
            Assert.Equal(HttpStatusCode.NotFound, (await _reader.GetAsync($"/public/panama/v1/{name}")).StatusCode);
    }

    [Fact]
    public async Task Every_term_of_a_catalogue_that_is_ours_and_every_schema_of_a_file_is_described()
    {
        var page = await _reader.GetStringAsync("/public/data");
        var catalogue = await _reader.GetStringAsync("/public/panama/v1/panama-v1.dcat.jsonld");
        var terms = Term().Matches(catalogue).Select(term => term.Groups[1].Value).Distinct().ToList();
        Assert.True(terms.Count > 3);
        Assert.All(terms, term => Assert.Contains($"id=\"{term}\"", page, StringComparison.Ordinal));
        foreach (var schema in DocumentSchemas.OfFiles)
        {
            using var described = JsonDocument.Parse(await _reader.GetStringAsync($"/public/schema/{schema.Name}.json"));
            Assert.Equal(schema.Name, described.RootElement.GetProperty("schema").GetString());
            Assert.Equal(schema.Kinds.Select(kind => kind.Key), described.RootElement.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetProperty("kind").GetString()));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await _reader.GetAsync("/public/schema/another.json")).StatusCode);
        Assert.Equal(await _reader.GetStringAsync("/public/schema.json"), await _reader.GetStringAsync("/public/schema/actionPlan.json"));
    }

    [Fact]
    public async Task The_interface_has_pages_filters_and_a_description()
    {
        using var answer = await _reader.GetAsync("/api/v1/milestones?size=4&country=PA&page=2");
        Assert.Matches("<[^>]*page=1[^>]*>; rel=\"prev\", <[^>]*size=4[^>]*page=3[^>]*>; rel=\"next\"", Assert.Single(answer.Headers.GetValues("Link")));
        using var milestones = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((4, 2, 15), (milestones.RootElement.GetProperty("items").GetArrayLength(), milestones.RootElement.GetProperty("number").GetInt32(), milestones.RootElement.GetProperty("total").GetInt32()));
        using var datasets = JsonDocument.Parse(await _reader.GetStringAsync("/api/v1/datasets?target=16.7"));
        Assert.All(datasets.RootElement.GetProperty("items").EnumerateArray(), one => Assert.Contains("16.7", one.GetProperty("targets").EnumerateArray().Select(target => target.GetString())));
        using var plan = JsonDocument.Parse(await _reader.GetStringAsync("/api/v1/plans/panama"));
        Assert.Equal("panama-v1.json", plan.RootElement.GetProperty("versions")[0].GetProperty("files").EnumerateArray().Single(file => file.GetProperty("label").GetString() == "JSON").GetProperty("name").GetString());
        foreach (var (path, status) in new[] { ("/api/v1/plans/nepal", HttpStatusCode.NotFound), ("/api/v1/plans/panama/versions/9", HttpStatusCode.NotFound), ("/api/v1/plans?page=x", HttpStatusCode.BadRequest), ("/api/v1/plans?page=999999999&size=200", HttpStatusCode.OK) })
            Assert.Equal(status, (await published.Site.Open().GetAsync(path)).StatusCode);

        using var nothing = await published.Site.Open().GetAsync("/api/v1/plans/nepal");
        Assert.Equal("application/problem+json", nothing.Content.Headers.ContentType!.MediaType);
        using var head = await _reader.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/api/v1/plans"));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.NotNull(head.Headers.ETag);
    }

    [Fact]
    public async Task The_page_about_the_plans_has_the_official_text_of_the_core_targets()
    {
        var page = WebUtility.HtmlDecode(await _reader.GetStringAsync("/public/about"));
        Assert.Equal(4, SdgTargets.Core.Length);
        foreach (var target in SdgTargets.Core.Select(code => SdgTargets.Find(code)!))
        {
            Assert.Contains($"<blockquote lang=\"en\">{target.Text.English}</blockquote>", page, StringComparison.Ordinal);
            Assert.Contains(target.Concept.ToString(), page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_commitment_is_adopted_from_its_public_page_by_who_signs_in()
    {
        var links = Adopt().Matches(await _reader.GetStringAsync("/public/panama")).Select(link => link.Groups[1].Value).ToArray();
        Assert.Equal(5, links.Length);
        var browser = published.Site.Open();
        using var asked = await browser.GetAsync(links[3]);
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Contains($"/account/sign-in?return={Uri.EscapeDataString(links[3])}", asked.Headers.Location!.OriginalString, StringComparison.Ordinal);
        await browser.BecomeAsync("focal.uy");
        Assert.Contains("Adopt a commitment", await browser.ReadAsync(links[3]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_of_things_lead_to_where_they_are_read_and_the_door_to_the_public_pages()
    {
        var browser = published.Site.Open();
        async Task<string?> ToAsync(string path) => (await browser.GetAsync(path)).Headers.Location?.OriginalString;
        Assert.Equal("/public/panama/v1/panama-v1.dcat.jsonld", await ToAsync("/id/plan/panama/catalogue"));
        foreach (var name in new[] { "dataset/abc", $"dataset/{new NodeId(5)}", $"commitment/{await PartAsync(ActionPlan.Dataset.Kind)}" })
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/id/plan/panama/{name}")).StatusCode);
        Assert.Equal("/public/panama", await ToAsync("/id/plan/panama/publisher"));
        Assert.Equal("/public", await ToAsync("/"));
        Assert.Contains("href=\"public\"", await browser.ReadAsync("/account/sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_name_in_the_catalogue_leads_to_a_place_that_is_there()
    {
        var browser = published.Site.Open();
        var names = Name().Matches(await _reader.GetStringAsync("/public/panama/v1/panama-v1.dcat.jsonld")).Select(name => name.Groups[1].Value).Distinct().ToArray();
        foreach (var kind in new[] { "catalogue", "dataset", "distribution", "organisation", "contact" }) Assert.Contains(names, name => name.StartsWith($"/id/plan/panama/{kind}", StringComparison.Ordinal));
        foreach (var name in names)
        {
            using var answer = await browser.GetAsync(name);
            Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{name}: {answer.StatusCode}");
            var place = answer.Headers.Location!.OriginalString.Split('#');
            var page = await _reader.GetStringAsync(place[0]);
            if (place.Length == 2) Assert.True(page.Contains($"id=\"{place[1]}\"", StringComparison.Ordinal), $"{name}: {string.Join('#', place)}");
            else Assert.EndsWith("/catalogue", name, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_name_of_what_a_newer_version_dropped_leads_to_the_one_that_has_it()
    {
        await using var site = new Site(sample: true);
        await site.PublishedAsync();
        var milestone = await PartAsync(ActionPlan.Milestone.Kind, (document, node) => document.Children(document[node.Parent!.Value], node.Kind).Last() == node);
        await site.DoAsync("lead.pa", new ChangeState(PlanState.Draft, "It is not opened any more"), new RemoveNode(milestone));
        await site.FinalAgainAsync();
        using var answer = await site.Open().GetAsync($"/id/plan/panama/milestone/{milestone}");
        Assert.Equal($"/public/panama/v1#p-{milestone}", answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/public/data", "/public/data?utm=1", true)]
    [InlineData("/api/v1/milestones?country=PA", "/api/v1/milestones?junk=1&country=PA", true)]
    [InlineData("/api/v1/datasets?country=PA", "/api/v1/datasets?country=NP", false)]
    public async Task Nobody_gets_past_the_cache_with_what_an_answer_does_not_read(string first, string then, bool isKept)
    {
        await _reader.GetByteArrayAsync(first);
        using var request = new HttpRequestMessage(HttpMethod.Get, then) { Headers = { { "Authorization", "Bearer anything" }, { "Host", "127.0.0.1" } } };
        using var answer = await _reader.SendAsync(request);
        Assert.Equal((HttpStatusCode.OK, isKept), (answer.StatusCode, answer.Headers.Age is not null));
        Assert.DoesNotContain("junk", string.Concat(answer.Headers.TryGetValues("Link", out var links) ? links : []), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_mistypes_an_address_is_told_so_and_not_asked_to_sign_in()
    {
        var browser = published.Site.Open();
        foreach (var path in new[] { "/public/panama/v1/foo/bar", "/public/panama/elsewhere", "/public/nepal/timeline", "/public/panama/compare/1/2/3/4", "/id/plan/panama", "/ns/other" })
        {
            using var answer = await browser.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
            Assert.Contains("There is no such page", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        foreach (var path in new[] { "/api/v1/elsewhere", "/api/v2/plans", "/api" })
        {
            using var answer = await browser.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.NotFound, "application/problem+json"), (path, answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        }

        foreach (var place in new[] { "timeline", "coverage", "datasets", "versions" })
            Assert.Equal($"/public/panama/v1/{place}", (await browser.GetAsync($"/public/panama/{place}")).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task What_is_kept_of_one_address_answers_no_other()
    {
        Assert.Equal(HttpStatusCode.OK, (await _reader.GetAsync("/public/panama/v1/coverage")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _reader.GetAsync("/public/PANAMA/v1/coverage")).StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/milestones?from=2018-13-01", "such as 2018-01-31")]
    [InlineData("/api/v1/datasets?size=many", "at most 200")]
    public async Task What_cannot_be_read_of_a_question_is_said(string path, string words)
    {
        using var answer = await _reader.GetAsync(path);
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Things_in_lists_have_their_address_and_a_country_is_asked_for_in_any_letters()
    {
        var browser = published.Site.Open();
        foreach (var list in new[] { "milestones", "datasets" })
        {
            using var answer = JsonDocument.Parse(await _reader.GetStringAsync($"/api/v1/{list}?country=pa"));
            var first = answer.RootElement.GetProperty("items")[0];
            using var named = await browser.GetAsync(new Uri(first.GetProperty("address").GetString()!).AbsolutePath);
            Assert.EndsWith($"#p-{first.GetProperty("id").GetString()}", named.Headers.Location!.OriginalString, StringComparison.Ordinal);
            if (list == "milestones") Assert.Equal("done", first.GetProperty("status").GetString());
        }
    }

    [Fact]
    public async Task What_a_page_is_and_what_is_said_beside_it_stands_in_its_main_part_and_rows_have_names()
    {
        foreach (var (path, row) in new[] { ("/public/panama", "C1.M1"), ("/public/panama/v1/timeline", "Firma del decreto"), ("/public/panama/v1/versions", "panama-v1.json"), ("/public/data", "JSON") })
        {
            var main = MainPart().Match(await _reader.GetStringAsync(path)).Value;
            Assert.Contains("<h1", main, StringComparison.Ordinal);
            if (path != "/public/data") Assert.Contains("Sample content.", main, StringComparison.Ordinal);
            Assert.Matches($"<th scope=\"row\"[^>]*>(?:\\s|<[^>]+>)*{Regex.Escape(row)}\\s*<", WebUtility.HtmlDecode(main));
        }
    }

    [Fact]
    public async Task Pages_of_other_sites_may_ask_and_read_what_stands_above_an_answer()
    {
        using var ask = new HttpRequestMessage(HttpMethod.Options, "/api/v1/plans") { Headers = { { "Origin", "https://elsewhere.example" }, { "Access-Control-Request-Method", "GET" }, { "Access-Control-Request-Headers", "if-none-match" } } };
        using var may = await _reader.SendAsync(ask);
        Assert.Equal(HttpStatusCode.NoContent, may.StatusCode);
        Assert.Equal("*", Assert.Single(may.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Contains("If-None-Match", Assert.Single(may.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.Ordinal);
        Assert.Contains("GET", Assert.Single(may.Headers.GetValues("Access-Control-Allow-Methods")), StringComparison.Ordinal);
        foreach (var path in new[] { "/api/v1/plans", "/api/v1/plans/nepal", "/id/plan/panama/catalogue", "/public/panama/v1/panama-v1.json" })
        {
            using var answer = await published.Site.CreateClient(new() { AllowAutoRedirect = false }).GetAsync(path);
            Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
            foreach (var name in new[] { "ETag", "Link", "Location", "Retry-After" }) Assert.Contains(name, Assert.Single(answer.Headers.GetValues("Access-Control-Expose-Headers")), StringComparison.Ordinal);
        }

        // What is not for everybody is for nobody else's pages.
        using var own = new HttpRequestMessage(HttpMethod.Options, "/plans/nepal/plan.json");
        using var not = await _reader.SendAsync(own);
        Assert.False(not.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task What_was_taken_off_is_gone_and_says_so()
    {
        await using var site = new Site(sample: true);
        await site.PublishedAsync();
        var reader = site.CreateClient();
        var before = await reader.GetByteArrayAsync("/public/panama/v1/manifest.json");
        var gone = site.ChangedAsync(finals => finals.GoneOf("panama") is not null);
        await site.DoAsync("admin", new Unpublish("The minister asked"));
        await gone;
        foreach (var path in new[] { "/public/panama", "/public/panama/v1", "/public/panama/v1/datasets", "/public/panama/v1/panama-v1.json", "/public/panama/v1/manifest.json", "/public/panama/compare/1/2", "/id/plan/panama/catalogue", "/id/plan/panama/dataset/abc", "/api/v1/plans/panama", "/api/v1/plans/panama/versions/1" })
        {
            using var answer = await reader.GetAsync(path);
            Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
            Assert.True(answer.Headers.CacheControl!.NoStore);
            var said = await answer.Content.ReadAsStringAsync();
            Assert.Contains("taken off", said, StringComparison.Ordinal);
            Assert.Contains("The minister asked", said, StringComparison.Ordinal);
            Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        }

        Assert.DoesNotContain("muestra", await reader.GetStringAsync("/public") + await reader.GetStringAsync("/public/feed.atom") + await reader.GetStringAsync("/api/v1/plans"), StringComparison.Ordinal);

        var back = site.ChangedAsync(finals => finals.Find("panama", 1) is { Errata.Length: 1 });
        await site.DoAsync("admin", new PublishAgain("It was a mistake"));
        await site.DoAsync("lead.pa", new NoteErratum(NodeId.Root, "2018, no 2017"));
        await back;
        var page = await reader.GetStringAsync("/public/panama");
        Assert.Contains("<span lang=\"es\">2018, no 2017</span>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("mistake", page, StringComparison.Ordinal);
        using var detail = JsonDocument.Parse(await reader.GetStringAsync("/api/v1/plans/panama"));
        Assert.Equal((1, "2018, no 2017", "es"), detail.RootElement.GetProperty("errata")[0] is var erratum ? (erratum.GetProperty("version").GetInt32(), erratum.GetProperty("text").GetString(), erratum.GetProperty("language").GetString()) : default);
        Assert.Contains("Final plan, version 1, with an erratum", await reader.GetStringAsync("/public/feed.atom"), StringComparison.Ordinal);
        Assert.Equal(before, await reader.GetByteArrayAsync("/public/panama/v1/manifest.json"));
    }

    [GeneratedRegex("\"ogdp:([A-Za-z-]+)\"")]
    private static partial Regex Term();

    [GeneratedRegex("""<script src="([^"]+)"></script>""")]
    private static partial Regex Script();

    [GeneratedRegex("""<a href="(/adopt/[^"]+)" rel="nofollow"[^>]*>Adopt in my plan</a>""")]
    private static partial Regex Adopt();

    /// <summary>A part of what is published.</summary>
    private async Task<NodeId> PartAsync(NodeKind kind, Func<Document, Node, bool>? only = null)
    {
        using var lease = await published.Site.Services.GetRequiredService<PlanRooms>().OpenAsync("panama", default);
        var document = lease!.Room.Durable.Document;
        return document.Visible(document.Root).First(node => node.Kind == kind && only?.Invoke(document, node) != false).Id;
    }

    [GeneratedRegex("\"@id\": \"[^\"]*?(/id/plan/[^\"#]+)")]
    private static partial Regex Name();

    [GeneratedRegex("<main>.*</main>", RegexOptions.Singleline)]
    private static partial Regex MainPart();

    [GeneratedRegex("<h1")]
    private static partial Regex Heading();

    [GeneratedRegex("<a [^>]*?href=\"(/[^\"]*|#[^\"]+)\"")]
    private static partial Regex Link();

    [GeneratedRegex("""<script type="application/ld\+json">(.+?)</script>""", RegexOptions.Singleline)]
    private static partial Regex Data();

    /// <summary>A site on which the sample of Panama is published.</summary>
    public sealed class Published : IAsyncLifetime
    {
        internal Site Site { get; } = new(sample: true);

        internal PublishedFinal Final { get; private set; } = default!;

        public async ValueTask InitializeAsync() => Final = await Site.PublishedAsync();

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}
