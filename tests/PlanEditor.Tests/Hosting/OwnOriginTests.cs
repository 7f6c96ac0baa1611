using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace PlanEditor.Tests.Hosting;

public sealed class OwnOriginTests
{
    [Fact]
    public async Task The_first_line_that_is_refused_for_its_origin_is_said_with_what_to_do()
    {
        var said = new List<string>();
        using var site = new Site(sample: true) { Alter = services => services.AddLogging(logging => logging.AddProvider(new Listener(said)).AddFilter<Listener>("PlanEditor", LogLevel.Warning)) };
        var browser = site.Open();
        Assert.NotEqual(HttpStatusCode.Forbidden, await AskAsync(browser, "/_blazor/negotiate", "http://localhost"));
        Assert.Empty(said);

        // As behind a proxy with TLS that is not believed.
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(browser, "/_blazor/negotiate", "https://localhost"));
        await browser.BecomeAsync("lead.np");
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(browser, "/hubs/plan", "https://localhost"));

        var line = Assert.Single(said);
        foreach (var words in new[] { "https://localhost", "http://localhost", "Proxy:Known", "Host" }) Assert.Contains(words, line, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> AskAsync(Browser browser, string path, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Origin", origin);
        using var answer = await browser.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
