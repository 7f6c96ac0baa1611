using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class FirstLoad(Site site) : Journey(site)
{
    private const int BytesMax = 1024 * 1024;

    [Fact]
    public async Task The_first_load_of_a_plan_is_under_a_megabyte_over_the_wire()
    {
        var person = await ArriveAsync(Accounts.FocalNepal);
        var network = await person.Context.NewCDPSessionAsync(person.Page);
        var sizes = new Dictionary<string, double>();
        var addresses = new Dictionary<string, string>();
        network.Event("Network.requestWillBeSent").OnEvent += (_, sent) => addresses[Id(sent)] = sent!.Value.GetProperty("request").GetProperty("url").GetString()!;
        network.Event("Network.loadingFinished").OnEvent += (_, done) => sizes[Id(done)] = done!.Value.GetProperty("encodedDataLength").GetDouble();
        network.Event("Network.webSocketFrameReceived").OnEvent += (_, frame) =>
            sizes[Id(frame)] = sizes.GetValueOrDefault(Id(frame)) + frame!.Value.GetProperty("response").GetProperty("payloadData").GetString()!.Length;
        await network.SendAsync("Network.enable");

        await PlanPage.OpenAsync(person.Page, "nepal", "");
        await person.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        var list = sizes.OrderByDescending(size => size.Value)
            .Select(size => string.Create(CultureInfo.InvariantCulture, $"{size.Value,10:0} {addresses.GetValueOrDefault(size.Key, "web socket")}"));
        Assert.True(sizes.Values.Sum() is > 10_000 and < BytesMax, $"{sizes.Values.Sum()} bytes\n{string.Join('\n', list)}");
    }

    private static string Id(JsonElement? message) => message!.Value.GetProperty("requestId").GetString()!;
}
