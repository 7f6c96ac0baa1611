using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OgdPlans.Tests;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Text;
using Xunit;

namespace PlanEditor.Tests.Collaboration;

/// <summary>What docs/protocol.md promises to a client that knows nothing else.</summary>
public sealed class ProtocolTests : IAsyncLifetime
{
    private HubHost _host = null!;
    private string _plan = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await HubHost.StartAsync();
        _plan = await _host.NewPlanAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Opening_gives_the_document_and_who_is_here()
    {
        await using var one = await _host.OpenAsync(_plan);
        await using var two = await _host.ConnectAsync(await _host.NewUserAsync(name: "Ana Ríos"));
        var answer = await two.OpenAsync(_plan);
        Assert.Null(answer["refusal"]);
        Assert.Equal(_plan, Text(answer["slug"]));
        Assert.Equal(22, Text(answer["plan"]).Length);
        Assert.Equal(1, Number(answer["revision"]));
        Assert.Equal("book", Text(answer["document"]!["schema"]));
        Assert.Equal("chapter", Text(answer["document"]!["nodes"]!["AAAAAAAAAAU"]!["kind"]));
        Assert.Empty(answer["changes"]!.AsArray());
        Assert.False(answer["more"]!.GetValue<bool>());
        var you = answer["you"]!;
        Assert.Equal((two.User.ToString(), "Ana Ríos", "AR", "focalPoint", true), (Text(you["user"]), Text(you["name"]), Text(you["initials"]), Text(you["role"]), you["mayEdit"]!.GetValue<bool>()));
        Assert.Equal(2, answer["people"]!.AsArray().Count);
        var came = await one.NextAsync("people", people => people["here"]!.AsArray().Any(person => Text(person!["user"]) == two.User.ToString()));
        Assert.Equal(Text(you["person"]), Text(came["here"]!.AsArray().Last()!["person"]));
        Assert.Equal(_plan, Text((await two.OpenAsync(Text(answer["plan"])))["slug"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Large_changes_come_in_answers_that_stay_small(bool fromTheLog)
    {
        const int Count = 60;
        await using (var writer = await _host.OpenAsync(_plan))
        {
            for (var at = 0; at < Count; at++)
            {
                // As large as the text may be, and empty again, many times in one change.
                var edits = Enumerable.Repeat($"{Edit($"[[0,\"{new string('x', 2_000)}\"]]")},{Edit("[[2000]]")}", 15);
                Assert.Null((await writer.SubmitAsync(1 + at, (BareClient.NewId(), string.Join(',', edits))))["refusal"]);
            }
        }

        if (fromTheLog) await _host.Rooms.CloseIdle(TimeSpan.Zero);
        await using var reader = await _host.ConnectAsync(await _host.NewUserAsync());
        var answer = await reader.OpenAsync(_plan, after: 1);
        var got = answer["changes"]!.AsArray().Select(change => Number(change!["revision"])).ToList();
        Assert.InRange(got.Count, 2, 4);
        for (; answer["more"]!.GetValue<bool>(); got.AddRange(answer["changes"]!.AsArray().Select(change => Number(change!["revision"]))))
        {
            answer = await reader.CallAsync("Changes", new { after = got[^1], limit = 500 });
            Assert.True(answer.ToJsonString().Length < 80_000);
        }

        Assert.Equal(Enumerable.Range(2, Count).Select(at => (long)at), got);
    }

    [Fact]
    public async Task Two_people_write_in_one_text_and_see_each_other()
    {
        await using var one = await _host.OpenAsync(_plan);
        await using var two = await _host.OpenAsync(_plan);
        var id = BareClient.NewId();
        var answer = await one.SubmitAsync(1, (id, Edit("[[0,\"hello\",\"world\"]]")));
        Assert.Null(answer["refusal"]);
        Assert.Null(answer["refused"]);
        Assert.Equal((id, 2), (Text(answer["accepted"]![0]!["id"]), Number(answer["accepted"]![0]!["revision"])));
        var change = (await two.NextAsync("changed"))["changes"]![0]!;
        Assert.Equal((2, id, one.User.ToString(), one.Session), (Number(change["revision"]), Text(change["id"]), Text(change["author"]), Text(change["session"])));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", Text(change["at"]));
        Assert.Equal("""[{"op":"editText","node":"AAAAAAAAAAU","field":"body","edit":[[0,"hello","world"]]}]""", change["ops"]!.ToJsonString());
        Assert.Equal(id, Text((await one.NextAsync("changed"))["changes"]![0]!["id"]));
    }

    [Fact]
    public async Task At_the_same_position_the_committed_insertion_stands_first()
    {
        await using var one = await _host.OpenAsync(_plan);
        await using var two = await _host.OpenAsync(_plan);
        await one.SubmitAsync(1, (BareClient.NewId(), Edit("[[0,\"first\"]]")));
        await two.SubmitAsync(1, (BareClient.NewId(), Edit("[[0,\"second\"]]")));
        Assert.Equal("firstsecond", await BodyAsync());
    }

    [Fact]
    public async Task A_client_that_lost_the_line_catches_up_and_sends_again_byte_for_byte()
    {
        var (first, second) = ((BareClient.NewId(), Edit("[[0,\"a\"]]")), (BareClient.NewId(), Edit("[1,[0,\"b\"]]")));
        await using var other = await _host.OpenAsync(_plan);
        string session;
        PlanModel.UserId user;
        await using (var lost = await _host.OpenAsync(_plan))
        {
            (session, user) = (lost.Session, lost.User);
            await lost.SubmitAsync(1, first);
        }

        await other.SubmitAsync(2, (BareClient.NewId(), Edit("[[0,\"x\"],1]")));
        await using var back = await _host.ConnectAsync(user);
        var opened = await back.OpenAsync(_plan, after: 1);
        Assert.Null(opened["document"]);
        Assert.Equal([2, 3], opened["changes"]!.AsArray().Select(change => Number(change!["revision"])));
        var again = await back.SubmitAsync(1, first, second);
        Assert.Equal([2, 4], again["accepted"]!.AsArray().Select(accepted => Number(accepted!["revision"])));
        Assert.Equal("xab", await BodyAsync());
        Assert.Equal(again.ToJsonString(), (await back.SubmitAsync(1, first, second)).ToJsonString());
        Assert.Equal("xab", await BodyAsync());
        Assert.NotEqual(session, back.Session);
    }

    [Fact]
    public async Task A_copy_on_an_old_connection_is_never_done_once_its_session_is_open_on_a_newer_one()
    {
        using var lease = (await _host.Rooms.OpenAsync(_plan, default))!;
        await using var old = await _host.OpenAsync(_plan);
        using var held = await HeldRoom.HoldAsync(lease.Room, old.User);
        var copy = old.SubmitAsync(1, (BareClient.NewId(), Edit("[[0,\"once\"]]")));
        await held.WaitingAsync(1);

        await using var back = await _host.ConnectAsync(old.User, old.Session);
        Assert.Null((await back.OpenAsync(_plan))["refusal"]);
        await held.LetGoAsync();
        Assert.Null((await back.SubmitAsync(1, (BareClient.NewId(), Edit("[[0,\"once\"]]"))))["refusal"]);

        Assert.Equal("notOpen", Code(await old.NextAsync("closing")));
        await old.Closed;
        await Task.WhenAny(copy);
        Assert.Equal("once", await BodyAsync());
    }

    [Fact]
    public async Task An_old_connection_that_comes_late_does_not_take_its_session_back()
    {
        var user = await _host.NewUserAsync();
        await using var late = await _host.ConnectAsync(user);
        await using var back = await _host.ConnectAsync(user, late.Session);
        await back.OpenAsync(_plan);
        Assert.Equal("notOpen", Code(await late.OpenAsync(_plan)));
        await late.Closed;
        Assert.Null((await back.SubmitAsync(1, (BareClient.NewId(), Edit("[[0,\"here\"]]"))))["refusal"]);
    }

    [Fact]
    public async Task Two_sessions_of_one_person_and_one_session_id_of_two_people_stand_side_by_side()
    {
        await using var one = await _host.OpenAsync(_plan);
        await using var two = await _host.ConnectAsync(one.User);
        await using var stranger = await _host.ConnectAsync(await _host.NewUserAsync(), one.Session);
        foreach (var client in new[] { two, stranger }) Assert.Null((await client.OpenAsync(_plan))["refusal"]);
        foreach (var client in new[] { one, two, stranger }) Assert.Null((await client.SubmitAsync(1, (BareClient.NewId(), Edit("[[0,\"x\"]]"))))["refusal"]);
        Assert.Equal("xxx", await BodyAsync());
    }

    [Fact]
    public async Task Missing_changes_are_fetched_page_by_page()
    {
        await using var client = await _host.OpenAsync(_plan);
        await client.SubmitAsync(1, [.. Enumerable.Range(0, 7).Select(at => (BareClient.NewId(), Edit(at == 0 ? "[[0,\"x\"]]" : $"[{at},[0,\"x\"]]")))]);
        var seen = new List<long>();
        for (var more = true; more;)
        {
            var page = await client.CallAsync("Changes", new { after = seen.LastOrDefault(), limit = 3 });
            seen.AddRange(page["changes"]!.AsArray().Select(change => Number(change!["revision"])));
            more = page["more"]!.GetValue<bool>();
        }

        Assert.Equal(Enumerable.Range(1, 8).Select(at => (long)at), seen);
        Assert.Equal("badBase", Code(await client.CallAsync("Changes", new { after = 99, limit = 3 })));
        Assert.Equal("malformed", Code(await client.CallAsync("Changes", new { after = 1, limit = 501 })));
    }

    [Fact]
    public async Task What_follows_the_answer_to_Open_is_sent_after_it()
    {
        await using var writer = await _host.OpenAsync(_plan);
        var writing = Task.Run(async () =>
        {
            for (var at = 0; at < 100; at++) await writer.SubmitAsync(1 + at, (BareClient.NewId(), Edit(at == 0 ? "[[0,\"x\"]]" : $"[{at},[0,\"x\"]]")));
        });
        while (!writing.IsCompleted)
        {
            await using var reader = await _host.ConnectAsync(await _host.NewUserAsync());
            var revision = 0L;
            reader.OnRecord = record =>
            {
                if (record["result"] is { } result) revision = Number(result["revision"]);
                if ((string?)record["target"] != "changed") return;
                foreach (var change in record["arguments"]![0]!["changes"]!.AsArray())
                    if (Number(change!["revision"]) != ++revision) throw new InvalidOperationException($"revision {change["revision"]} came where {revision} was due");
            };
            await reader.OpenAsync(_plan);
            await Task.WhenAny(reader.NextAsync("changed"), writing);
            Assert.Null(reader.Failure);
        }

        await writing;
    }

    [Fact]
    public async Task An_opening_that_fails_leaves_nobody_in_the_plan()
    {
        using var lease = (await _host.Rooms.OpenAsync(_plan, CancellationToken.None))!;
        await using var client = await _host.ConnectAsync(await _host.NewUserAsync());
        await using (var database = await _host.Services.GetRequiredService<IDbContextFactory<PlanDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
            await database.Database.ExecuteSqlRawAsync("DROP TRIGGER \"Changes_are_not_altered\"; UPDATE \"Changes\" SET \"Operations\" = x'00'", TestContext.Current.CancellationToken);
        Assert.NotNull((await client.OpenAsync(_plan, after: 0))["refusal"]);
        Assert.Empty(lease.Room.Presence.Here);
    }

    [Fact]
    public async Task The_heartbeat_finds_a_text_that_went_wrong()
    {
        await using var client = await _host.OpenAsync(_plan);
        await client.SubmitAsync(1, (BareClient.NewId(), Edit("[[0,\"প্রকল্প 😀\"]]")));
        var right = new { node = "AAAAAAAAAAU", field = "body", hash = PlanText.Of("প্রকল্প 😀").Hash };
        var answer = await client.CallAsync("Check", new { revision = 2, texts = new[] { right } });
        Assert.Equal((2, true), (Number(answer["revision"]), answer["verified"]!.GetValue<bool>()));
        Assert.Empty(answer["wrong"]!.AsArray());
        answer = await client.CallAsync("Check", new { revision = 1, texts = new[] { right } });
        Assert.Equal("", Text(answer["wrong"]![0]!["text"]));
        answer = await client.CallAsync("Check", new { revision = 2, texts = new[] { right with { hash = 1 } } });
        Assert.Equal(("AAAAAAAAAAU", "body", "প্রকল্প 😀"), (Text(answer["wrong"]![0]!["node"]), Text(answer["wrong"]![0]!["field"]), Text(answer["wrong"]![0]!["text"])));
        Assert.Equal("badBase", Code(await client.CallAsync("Check", new { revision = 3, texts = Array.Empty<object>() })));
    }

    [Fact]
    public async Task What_the_heartbeat_finds_wrong_comes_in_answers_that_a_slow_line_carries()
    {
        await using var client = await _host.OpenAsync(_plan);
        var nodes = Enumerable.Range(100, 20).Select(at => new NodeId((ulong)at).ToString()).ToArray();
        var inserts = nodes.Select(node => $$$"""{"op":"insertNode","node":"{{{node}}}","kind":"chapter","parent":"AAAAAAAAAAE","after":null,"fields":{"body":"{{{new string('প', 2_000)}}}"}}""");
        Assert.Null((await client.SubmitAsync(1, (BareClient.NewId(), string.Join(',', inserts))))["refusal"]);
        for (var left = nodes.ToHashSet(); left.Count > 0;)
        {
            var answer = await client.CallAsync("Check", new { revision = 2, texts = left.Select(node => new { node, field = "body", hash = 1 }) });
            var wrong = answer["wrong"]!.AsArray();
            Assert.InRange(Encoding.UTF8.GetByteCount(wrong.ToJsonString(BareClient.Plain)), 6_000, 66_000);
            foreach (var text in wrong) Assert.True(left.Remove(Text(text!["node"])));
        }
    }

    [Fact]
    public async Task Others_see_where_somebody_is_and_that_somebody_leaves()
    {
        await using var one = await _host.OpenAsync(_plan);
        var two = await _host.OpenAsync(_plan);
        var answer = await two.CallAsync("Point", new { revision = 1, node = "AAAAAAAAAAU", field = "body", anchor = 0, head = 0 });
        Assert.Null(answer["refusal"]);
        var moved = await one.NextAsync("people", people => people["here"]!.AsArray().Any(person => person!["field"] is not null));
        var person = moved["here"]!.AsArray().Single(person => person!["field"] is not null)!;
        Assert.Equal(("AAAAAAAAAAU", "body", 0, 0, 1), (Text(person["node"]), Text(person["field"]), Number(person["anchor"]), Number(person["head"]), Number(person["revision"])));
        Assert.Null((await two.CallAsync("Point", """{"revision":1,"node":null,"field":null,"anchor":null,"head":null}"""))["refusal"]);
        await two.DisposeAsync();
        var left = await one.NextAsync("people", people => people["gone"]!.AsArray().Count > 0);
        Assert.Equal(Text(person["person"]), Text(left["gone"]![0]));
    }

    [Fact]
    public async Task Every_operation_is_done_and_sent_as_it_is_written()
    {
        await using var lead = await _host.ConnectAsync(await _host.NewUserAsync(PlanModel.Workflow.Role.PlanLead));
        await lead.OpenAsync(_plan);
        string[] operations =
        [
            """{"op":"insertNode","node":"AAAAAAAAABk","kind":"chapter","parent":"AAAAAAAAAAE","after":null,"fields":{"amount":3,"title":"Two","words":["a","b"]}}""",
            """{"op":"moveNode","node":"AAAAAAAAABk","parent":"AAAAAAAAAAU","after":null}""",
            """{"op":"removeNode","node":"AAAAAAAAABk"}""",
            """{"op":"restoreNode","node":"AAAAAAAAABk"}""",
            """{"op":"setField","node":"AAAAAAAAABk","field":"amount","value":null}""",
            """{"op":"addToSet","node":"AAAAAAAAABk","field":"words","item":"c"}""",
            """{"op":"removeFromSet","node":"AAAAAAAAABk","field":"words","item":"a"}""",
            """{"op":"editText","node":"AAAAAAAAABk","field":"title","edit":[3,[0," and a half"]]}""",
            """{"op":"openToPeers","open":true}""",
        ];
        var answer = await lead.SubmitAsync(1, (BareClient.NewId(), string.Join(',', operations)));
        Assert.Null(answer["refusal"]);
        Assert.Equal($"[{string.Join(',', operations)}]", JsonNode.Parse((await lead.NextAsync("changed"))["changes"]![0]!["ops"]!.ToJsonString(BareClient.Plain))!.ToJsonString(BareClient.Plain));
        var document = (await lead.OpenAsync(_plan))["document"]!;
        Assert.Equal("""{"kind":"chapter","parent":"AAAAAAAAAAU","children":[],"fields":{"title":"Two and a half","words":["b","c"]}}""", document["nodes"]!["AAAAAAAAABk"]!.ToJsonString());
        Assert.True(document["openToPeers"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData(false, "own", 401)]
    [InlineData(true, "https://evil.example", 403)]
    [InlineData(true, null, 403)]
    [InlineData(true, "null", 403)]
    public async Task Only_the_sites_own_pages_with_a_sign_in_connect(bool signedIn, string? origin, int status)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (signedIn) socket.Options.SetRequestHeader(HeaderSignIn.Header, await _host.SignInAsync(await _host.NewUserAsync()));
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin == "own" ? _host.Address.GetLeftPart(UriPartial.Authority) : origin);
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new UriBuilder(_host.Address) { Scheme = "ws", Path = "/hubs/plan" }.Uri, default));
        Assert.Equal((HttpStatusCode)status, socket.HttpStatusCode);
    }

    private static string Edit(string edit) => $$"""{"op":"editText","node":"AAAAAAAAAAU","field":"body","edit":{{edit}}}""";

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static long Number(JsonNode? node) => node!.GetValue<long>();

    private static string? Code(JsonNode answer) => (string?)answer["refusal"]?["code"];

    private async Task<string> BodyAsync()
    {
        await using var reader = await _host.ConnectAsync(await _host.NewUserAsync());
        return Text((await reader.OpenAsync(_plan))["document"]!["nodes"]!["AAAAAAAAAAU"]!["fields"]!["body"]);
    }
}
