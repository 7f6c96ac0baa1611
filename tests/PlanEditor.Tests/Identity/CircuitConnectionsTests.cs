using System.Net;
using System.Net.WebSockets;
using PlanEditor.Identity;
using PlanEditor.Tests.Rights;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Identity;

/// <summary>How many pages somebody may have open, and that a page that is gone counts no more.</summary>
public sealed class CircuitConnectionsTests(RightsSite site) : IClassFixture<RightsSite>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task As_many_pages_as_the_limit_says_are_open_and_one_more_is_when_one_is_left()
    {
        var person = await site.JoinAsync(Role.FocalPoint, Colleague.Country);
        using var browser = site.Browse(person);
        var pages = new List<ClientWebSocket>();
        try
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/_blazor")).StatusCode);
            for (var count = 0; count < CircuitConnections.MostPerUser; count++) pages.Add(await site.OpenPageAsync(person));
            await Assert.ThrowsAsync<WebSocketException>(() => site.OpenPageAsync(person));
            Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.GetAsync("/_blazor")).StatusCode);
            pages[0].Abort();
            pages[0] = await OpenSoonAsync(person);
        }
        finally
        {
            foreach (var page in pages) page.Dispose();
        }
    }

    [Fact]
    public async Task Pages_that_are_opened_and_left_one_after_the_other_are_never_too_many()
    {
        var person = await site.JoinAsync(Role.FocalPoint, Colleague.Country);
        for (var count = 0; count < 5 * CircuitConnections.MostPerUser; count++)
        {
            using var page = await site.OpenPageAsync(person);
            if (count % 2 == 0) page.Abort();
            else await page.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, null, default);
        }
    }

    private async Task<ClientWebSocket> OpenSoonAsync(Colleague person)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                return await site.OpenPageAsync(person);
            }
            catch (WebSocketException) when (!patience.IsCancellationRequested)
            {
                // The server has not heard yet that the other is gone.
            }
        }
    }
}
