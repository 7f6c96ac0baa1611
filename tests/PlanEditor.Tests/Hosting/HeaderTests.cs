using System.Net;
using Xunit;

namespace PlanEditor.Tests.Hosting;

public sealed class HeaderTests : IDisposable
{
    private readonly Site _site = new(sample: true);

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData("/", HttpStatusCode.Redirect)]
    [InlineData("/account/sign-in", HttpStatusCode.OK)]
    [InlineData("/health", HttpStatusCode.OK)]
    [InlineData("/css/tokens.css", HttpStatusCode.OK)]
    [InlineData("/account/join/abc", HttpStatusCode.OK)]
    public async Task Every_answer_says_what_the_page_may_do(string path, HttpStatusCode status)
    {
        var answer = await _site.Open().GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
        AssertSafe(answer);
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_a_page_that_says_so()
    {
        var browser = _site.Open();
        await browser.BecomeAsync("peer.cr");

        var answer = await browser.GetAsync("/plans/atlantis/nothing");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("not yours to see", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        AssertSafe(answer);
    }

    [Fact]
    public async Task Pages_are_not_stored_and_static_files_are()
    {
        var browser = _site.Open();
        await browser.BecomeAsync("lead.np");

        Assert.True((await browser.GetAsync("/")).Headers.CacheControl?.NoStore);
        Assert.True((await browser.GetAsync("/account/sign-in")).Headers.CacheControl?.NoStore);
        Assert.False((await browser.GetAsync("/css/tokens.css")).Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task No_page_holds_an_inline_script()
    {
        var browser = _site.Open();
        await browser.BecomeAsync("admin");
        foreach (var path in new[] { "/", "/people", "/account/sign-in", "/account/join/abc" })
        {
            var page = await browser.ReadAsync(path);
            Assert.DoesNotMatch("<script(?![^>]*src=)", page);
            Assert.DoesNotMatch(@"\son\w+=""", page);
        }
    }

    [Fact]
    public async Task Another_host_name_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account/sign-in");
        request.Headers.Host = "evil.example";

        var answer = await _site.Open().Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        AssertSafe(answer);
    }

    [Theory]
    [InlineData("/_blazor")]
    [InlineData("/hubs/plan")]
    public async Task Another_sites_page_opens_no_connection(string path)
    {
        var browser = _site.Open();
        await browser.BecomeAsync("lead.np");
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Origin", "https://evil.example");

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Nobody_opens_a_circuit_without_a_sign_in()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await _site.Open().Client.PostAsync("/_blazor/negotiate?negotiateVersion=1", null)).StatusCode);
    }

    private static void AssertSafe(HttpResponseMessage answer)
    {
        string Header(string name) => Assert.Single(answer.Headers.GetValues(name));
        Assert.Contains("script-src 'self';", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header("Referrer-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        Assert.NotEmpty(Header("Permissions-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
    }
}
