using System.Net;
using System.Net.WebSockets;
using System.Text;
using PlanEditor.Identity;
using PlanEditor.Tests.Rights;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Identity;

/// <summary>The lines of pages, opened as a browser does, on a real port.</summary>
public sealed class CircuitConnectionsTests(RightsSite site) : IClassFixture<RightsSite>
{
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
            Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync(path)).StatusCode);
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
