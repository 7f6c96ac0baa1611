using System.Net;
using System.Net.WebSockets;
using System.Text;
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

    [Fact]
    public async Task A_line_counts_however_its_address_is_spelt_and_only_a_WebSocket_is_one()
    {
        var colleague = await site.NewColleagueAsync();
        var open = new List<WebSocket>();
        for (var at = 0; at < CircuitConnections.MostPerUser; at++) open.Add((await OpenAsync(colleague, at % 2 == 0 ? "/_blazor" : "/_blazor/")).Line!);

        foreach (var path in new[] { "/_blazor", "/_blazor/", "/_BLAZOR/" })
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, (await OpenAsync(colleague, path)).Status);
            using var browser = site.Browse(colleague);
            Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.GetAsync(path)).StatusCode);
        }

        foreach (var line in open) line.Dispose();
    }

    [Theory]
    [InlineData("/_blazor")]
    [InlineData("/_blazor/")]
    public async Task A_line_is_cut_when_its_person_is_suspended(string path)
    {
        var colleague = await site.NewColleagueAsync();
        using var line = (await OpenAsync(colleague, path)).Line!;
        // A line on which nobody shakes hands is closed after 15 seconds in any case, one without a sign of life after 30.
        await line.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, CancellationToken.None);
        await line.ReceiveAsync(new byte[1024], CancellationToken.None);

        await site.BecomeAsync(colleague, Role.Reviewer, null, suspended: true);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(25));
        try
        {
            while (line.State == WebSocketState.Open) await line.ReceiveAsync(new byte[1024], patience.Token);
        }
        catch (WebSocketException)
        {
            // Cut off, without a word.
        }

        Assert.NotEqual(WebSocketState.Open, line.State);
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

    private async Task<(WebSocket? Line, HttpStatusCode Status)> OpenAsync(Colleague colleague, string path)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", colleague.Cookie);
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(new UriBuilder(site.Address) { Scheme = "ws", Path = path }.Uri, CancellationToken.None);
            return (socket, socket.HttpStatusCode);
        }
        catch (WebSocketException)
        {
            using (socket) return (null, socket.HttpStatusCode);
        }
    }
}
