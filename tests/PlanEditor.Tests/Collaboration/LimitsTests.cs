using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanEditor.Hosting;
using PlanModel;
using Xunit;

namespace PlanEditor.Tests.Collaboration;

/// <summary>Too much, too fast, too slow.</summary>
public sealed class LimitsTests : IAsyncLifetime
{
    private HubHost _host = null!;
    private string _plan = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await HubHost.StartAsync();
        _plan = await _host.NewPlanAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("Check", """{"revision":1,"texts":[]}""")]
    [InlineData("NoSuchMethod", "{}")]
    public async Task Calls_over_the_rate_are_refused_with_the_time_to_wait(string method, string argument)
    {
        await using var client = await _host.OpenAsync(_plan);
        var answers = await Task.WhenAll(Enumerable.Range(0, HubLimits.CallsAtOnce + 100).Select(_ => client.CallAsync(method, argument)));
        var refusal = answers.Select(answer => answer["refusal"]).First(refusal => (string?)refusal?["code"] == "tooFast")!;
        Assert.InRange((int)refusal["retryAfterMs"]!, 1, 5_000);
        Assert.DoesNotContain(answers[..(HubLimits.CallsAtOnce / 2)], answer => (string?)answer["refusal"]?["code"] == "tooFast");
    }

    [Fact]
    public void Who_connects_anew_has_no_more_calls_for_it()
    {
        var time = new ManualTime();
        var limits = new HubLimits(time, Options.Create(new SiteOptions()));
        var user = new UserId(Guid.NewGuid());
        var taken = 0;
        for (var round = 0; round < 10; round++)
        {
            using var connection = limits.TryConnect(user, IPAddress.Loopback);
            for (var call = 0; connection is not null && call < HubLimits.CallsAtOnce; call++)
                if (limits.CallsOf(user).TryTake(1, out _)) taken++;
        }

        Assert.InRange(taken, HubLimits.CallsAtOnceAndUser - 10, HubLimits.CallsAtOnceAndUser);
        time.Pass(TimeSpan.FromSeconds(1));
        using var later = limits.TryConnect(user, IPAddress.Loopback);
        Assert.NotNull(later);
        Assert.True(limits.CallsOf(user).TryTake(HubLimits.CallsPerSecondAndUser - 1, out _));
    }

    [Fact]
    public async Task Whole_plans_count_more_than_other_calls()
    {
        await using var client = await _host.OpenAsync(_plan);
        var open = $$"""{"plan":"{{_plan}}","session":"{{BareClient.NewId()}}","after":null}""";
        var opened = 0;
        while (opened < HubLimits.CallsAtOnce && (string?)(await client.CallAsync("Open", open))["refusal"]?["code"] != "tooFast") opened++;
        Assert.InRange(opened, HubLimits.CallsAtOnceAndUser / (HubLimits.CallsOfMuch + 1) / 2, HubLimits.CallsAtOnce - 1);
    }

    [Fact]
    public async Task A_message_over_the_limit_closes_the_connection_and_changes_nothing()
    {
        await using var client = await _host.OpenAsync(_plan);
        var edit = $$"""{"op":"editText","node":"AAAAAAAAAAU","field":"body","edit":[[0,"{{new string('x', HubLimits.MessageSizeBytesMax)}}"]]}""";
        await Assert.ThrowsAsync<IOException>(() => client.SubmitAsync(1, (BareClient.NewId(), edit)));
        await client.Closed;
        Assert.Single(await _host.LogOfAsync(_plan));
    }

    [Fact]
    public async Task A_flood_of_messages_that_are_no_calls_ends_the_connection()
    {
        await using var client = await _host.OpenAsync(_plan);
        var pings = string.Concat(Enumerable.Repeat("{\"type\":6}\u001e", HubLimits.MessagesAtOnce * 2));
        await client.SendRawAsync(pings);
        await client.Closed;
    }

    [Fact]
    public async Task A_person_has_so_many_connections_and_no_more()
    {
        var user = await _host.NewUserAsync();
        var clients = new List<BareClient>();
        for (var at = 0; at < HubLimits.ConnectionsPerUser; at++) clients.Add(await _host.ConnectAsync(user));
        await Assert.ThrowsAsync<WebSocketException>(() => _host.ConnectAsync(user));
        await clients[0].DisposeAsync();
        clients.RemoveAt(0);
        await Eventually(async () => clients.Add(await _host.ConnectAsync(user)));
        foreach (var client in clients) await client.DisposeAsync();
    }

    [Fact]
    public async Task Who_does_not_read_is_asked_to_open_again_and_holds_up_nobody()
    {
        await using var writer = await _host.OpenAsync(_plan);
        await using var reader = await _host.OpenAsync(_plan);
        using var gate = new ManualResetEventSlim();
        await using var slow = await _host.OpenAsync(_plan);
        slow.OnRecord = _ => gate.Wait();
        var body = new string('x', 1_900);
        var (revision, pieces) = (1L, 0);
        // More than all buffers between the outbox and the reader together: sockets, pipes and the outbox itself.
        while (pieces < 2_000)
        {
            var changes = Enumerable.Range(0, 100).Select(at => (BareClient.NewId(), ((pieces + at) % 2 == 0)
                ? $$"""{"op":"editText","node":"AAAAAAAAAAU","field":"body","edit":[[0,"{{body}}"]]}"""
                : """{"op":"editText","node":"AAAAAAAAAAU","field":"body","edit":[[1900]]}""")).ToArray();
            var answer = await writer.SubmitAsync(revision, changes);
            if ((string?)answer["refusal"]?["code"] == "tooFast")
            {
                await Task.Delay((int)answer["refusal"]!["retryAfterMs"]!);
                continue;
            }

            Assert.Null(answer["refusal"]);
            revision = (long)answer["accepted"]!.AsArray()[^1]!["revision"]!;
            pieces += 100;
            await reader.NextAsync("changed", changed => (long)changed["changes"]!.AsArray()[^1]!["revision"]! == revision);
        }

        gate.Set();
        await slow.NextAsync("resync");
        slow.OnRecord = null;
        JsonObject opened = await slow.OpenAsync(_plan);
        Assert.Equal(revision, (long)opened["revision"]!);
        await writer.SubmitAsync(revision, (BareClient.NewId(), """{"op":"setField","node":"AAAAAAAAAAU","field":"amount","value":1}"""));
        await slow.NextAsync("changed", changed => (long)changed["changes"]!.AsArray()[^1]!["revision"]! == revision + 1);
    }

    [Fact]
    public async Task The_server_stops_also_beside_one_who_reads_nothing()
    {
        var host = await HubHost.StartAsync();
        var plan = await host.NewPlanAsync();
        await WriteMuchAsync(host, plan);
        using var gate = new ManualResetEventSlim();
        await using var slow = await host.OpenAsync(plan);
        slow.OnRecord = _ => gate.Wait();
        for (var at = 0; at < 60; at++) await slow.SendRawAsync("{\"type\":1,\"invocationId\":\"more\",\"target\":\"Changes\",\"arguments\":[{\"after\":1,\"limit\":500}]}\u001e");
        await host.DisposeAsync().AsTask().WaitAsync(BareClient.Patience);
        gate.Set();
        await slow.Closed;
    }

    [Fact]
    public async Task Large_answers_and_what_others_write_come_whole_beside_each_other()
    {
        const int Count = 30;
        await WriteMuchAsync(_host, _plan);
        await using var reader = await _host.ConnectAsync(await _host.NewUserAsync());
        var first = (long)(await reader.OpenAsync(_plan))["revision"]!;
        await using var writer = await _host.OpenAsync(_plan);
        var answers = Task.WhenAll(Enumerable.Range(0, Count).Select(_ => reader.CallAsync("Changes", new { after = 1, limit = 500 })));
        for (var at = 0; at < Count; at++) Assert.Null((await writer.SubmitAsync(first + at, (BareClient.NewId(), $$"""{"op":"setField","node":"AAAAAAAAAAU","field":"amount","value":{{at}}}""")))["refusal"]);
        foreach (var answer in await answers) Assert.Equal(2, (long)answer["changes"]![0]!["revision"]!);
        var heard = new List<long>();
        while (heard.Count < Count) heard.AddRange((await reader.NextAsync("changed"))["changes"]!.AsArray().Select(change => (long)change!["revision"]!));
        Assert.Equal(Enumerable.Range(1, Count).Select(at => first + at), heard);
    }

    /// <summary>Changes of which two fill an answer.</summary>
    private static async Task WriteMuchAsync(HubHost host, string plan)
    {
        await using var writer = await host.OpenAsync(plan);
        var full = $$"""{"op":"editText","node":"AAAAAAAAAAU","field":"body","edit":[[0,"{{new string('x', 2_000)}}"]]}""";
        var edits = string.Join(',', Enumerable.Repeat($$"""{{full}},{"op":"editText","node":"AAAAAAAAAAU","field":"body","edit":[[2000]]}""", 15));
        for (var at = 0; at < 3; at++) Assert.Null((await writer.SubmitAsync(1 + at, (BareClient.NewId(), edits)))["refusal"]);
    }

    private static async Task Eventually(Func<Task> attempt)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            try
            {
                await attempt();
                return;
            }
            catch (WebSocketException) when (!patience.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }
    }
}
