using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using OgdPlans.Tests;
using PlanModel.Documents;
using Xunit;

namespace PlanEditor.Tests.Collaboration;

/// <summary>Messages that no honest client sends: each gets its refusal and changes nothing.</summary>
public sealed partial class HostileTests : IAsyncLifetime
{
    private const string Call = """{"base":1,"changes":[{"id":"AAAAAAAAAAAAAAAAAAAAAQ","ops":[%]}]}""";

    private HubHost _host = null!;
    private string _plan = null!;

    public static TheoryData<string, string, string> Messages => new()
    {
        // A call is one object with exactly the members of its form.
        { "Open", "", "malformed" },
        { "Open", "null", "malformed" },
        { "Open", "{},{}", "malformed" },
        { "Open", "7", "malformed" },
        { "Open", "[]", "malformed" },
        { "Open", """{"plan":"nowhere","session":"AAAAAAAAAAAAAAAAAAAAAQ"}""", "malformed" },
        { "Open", """{"plan":null,"session":"AAAAAAAAAAAAAAAAAAAAAQ","after":null}""", "malformed" },
        { "Open", """{"plan":"nowhere","session":"short","after":null}""", "malformed" },
        { "Open", """{"plan":"nowhere","session":"AAAAAAAAAAAAAAAAAAAAAQ","after":1.5}""", "malformed" },
        { "Open", """{"plan":"nowhere","session":"AAAAAAAAAAAAAAAAAAAAAQ","after":"1"}""", "malformed" },
        { "Open", """{"plan":"nowhere","session":"AAAAAAAAAAAAAAAAAAAAAQ","after":null,"more":1}""", "malformed" },
        { "Open", """{"plan":"nowhere","plan":"nowhere","session":"AAAAAAAAAAAAAAAAAAAAAQ","after":null}""", "malformed" },
        { "Open", """{"Plan":"nowhere","session":"AAAAAAAAAAAAAAAAAAAAAQ","after":null}""", "malformed" },
        { "Open", """{"plan":"nowhere","session":"AAAAAAAAAAAAAAAAAAAAAQ","after":null}""", "notFound" },
        { "Open", """{"plan":"\ud800","session":"AAAAAAAAAAAAAAAAAAAAAQ","after":null}""", "malformed" },
        { "Open", """{"plan":"nowhere","session":"AAAAAAAAAAAAAAAAAAAAAQ","after":-1}""", "badBase" },
        { "Changes", """{"after":0,"limit":0}""", "malformed" },
        { "Changes", """{"after":-1,"limit":5}""", "badBase" },
        { "Submit", """{"base":1,"changes":[]}""", "malformed" },
        { "Submit", """{"base":1,"changes":null}""", "malformed" },
        { "Submit", """{"base":1,"changes":[null]}""", "malformed" },
        { "Submit", """{"base":1,"changes":[{"id":"AAAAAAAAAAAAAAAAAAAAAQ"}]}""", "malformed" },
        { "Submit", """{"base":1,"changes":[{"id":"x","ops":[]}]}""", "malformed" },
        { "Submit", """{"base":1,"changes":[{"id":"AAAAAAAAAAAAAAAAAAAAAQ","id":"AAAAAAAAAAAAAAAAAAAAAQ","ops":[]}]}""", "malformed" },
        { "Submit", """{"base":99,"changes":[{"id":"AAAAAAAAAAAAAAAAAAAAAQ","ops":[{"op":"openToPeers","open":true}]}]}""", "badBase" },
        { "Submit", """{"base":-1,"changes":[{"id":"AAAAAAAAAAAAAAAAAAAAAQ","ops":[{"op":"openToPeers","open":true}]}]}""", "badBase" },
        { "Check", """{"revision":1,"texts":null}""", "malformed" },
        { "Check", """{"revision":1,"texts":[null]}""", "malformed" },
        { "Check", """{"revision":1,"texts":[{"node":"AAAAAAAAAAU","field":"body","hash":-1}]}""", "malformed" },
        { "Check", """{"revision":1,"texts":[{"node":"short","field":"body","hash":1}]}""", "malformed" },
        { "Check", """{"revision":1,"texts":[{"node":"AAAAAAAAAAY","field":"body","hash":1}]}""", "unknownNode" },
        { "Check", """{"revision":1,"texts":[{"node":"AAAAAAAAAAU","field":"amount","hash":1}]}""", "unknownField" },
        { "Point", """{"revision":1,"node":"AAAAAAAAAAY","field":null,"anchor":null,"head":null}""", "unknownNode" },
        { "Point", """{"revision":1,"node":"AAAAAAAAAAU","field":"<script>","anchor":null,"head":null}""", "unknownField" },
        { "Point", """{"revision":1,"node":null,"field":"body","anchor":null,"head":null}""", "malformed" },
        { "Point", """{"revision":1,"node":"AAAAAAAAAAU","field":"body","anchor":-1,"head":0}""", "malformed" },
        { "Point", """{"revision":1,"node":"AAAAAAAAAAU","field":"body","anchor":1,"head":null}""", "malformed" },
        { "Point", """{"revision":9,"node":null,"field":null,"anchor":null,"head":null}""", "badBase" },
        { "NoSuchMethod", "{}", "malformed" },
        { "submit", """{"base":1,"changes":[]}""", "malformed" },
        { "OnDisconnectedAsync", "null", "malformed" },
        { "Malformed", "\"x\"", "malformed" },
        { "\0malformed", "\"x\"", "malformed" },
        { "", "{}", "malformed" },

        // A change's operations.
        { "Submit", Op(""), "malformed" },
        { "Submit", Op("null"), "malformed" },
        { "Submit", Op("7"), "malformed" },
        { "Submit", Op("{}"), "malformed" },
        { "Submit", Op("""{"op":"dropTable"}"""), "malformed" },
        { "Submit", Op("""{"open":true,"op":"openToPeers"}"""), "malformed" },
        { "Submit", Op("""{"op":"openToPeers","open":"true"}"""), "malformed" },
        { "Submit", Op("""{"op":"openToPeers","open":true,"__proto__":{}}"""), "malformed" },
        { "Submit", Op("""{"op":"removeNode","node":"../../etc/pa"}"""), "malformed" },
        { "Submit", Op("""{"op":"removeNode","node":"AAAAAAAAAAE"}"""), "notHere" },
        { "Submit", Op("""{"op":"removeNode","node":"AAAAAAAAAAY"}"""), "unknownNode" },
        { "Submit", Op("""{"op":"changeState","to":"final","note":""}"""), "notAllowed" },
        { "Submit", Op("""{"op":"openToPeers","open":true}"""), "notAllowed" },
        { "Submit", Op("""{"op":"moveNode","node":"AAAAAAAAAAU","parent":"AAAAAAAAAAU","after":null}"""), "cycle" },
        { "Submit", Op("""{"op":"insertNode","node":"AAAAAAAAAAU","kind":"chapter","parent":"AAAAAAAAAAE","after":null,"fields":{}}"""), "duplicateNode" },
        { "Submit", Op("""{"op":"insertNode","node":"AAAAAAAAAAY","kind":"god","parent":"AAAAAAAAAAE","after":null,"fields":{}}"""), "unknownKind" },
        { "Submit", Op("""{"op":"insertNode","node":"AAAAAAAAAAY","kind":"book","parent":"AAAAAAAAAAE","after":null,"fields":{}}"""), "notHere" },
        { "Submit", Op("""{"op":"insertNode","node":"AAAAAAAAAAY","kind":"chapter","parent":"AAAAAAAAAAE","after":null,"fields":{"constructor":1}}"""), "unknownField" },
        { "Submit", Op("""{"op":"insertNode","node":"AAAAAAAAAAY","kind":"chapter","parent":"AAAAAAAAAAE","after":null,"fields":{"amount":{"a":1}}}"""), "malformed" },
        { "Submit", Op("""{"op":"setField","node":"AAAAAAAAAAU","field":"amount","value":1e400}"""), "malformed" },
        { "Submit", Op("""{"op":"setField","node":"AAAAAAAAAAU","field":"amount","value":[1]}"""), "malformed" },
        { "Submit", Op("""{"op":"setField","node":"AAAAAAAAAAU","field":"link","value":"javascript:alert(1)"}"""), "badValue" },
        { "Submit", Op("""{"op":"setField","node":"AAAAAAAAAAU","field":"body","value":"whole"}"""), "badValue" },
        { "Submit", Op("""{"op":"addToSet","node":"AAAAAAAAAAU","field":"colours","item":"mauve"}"""), "badValue" },
        { "Submit", Op(Edit("[[0,\"\\u0000\"]]")), "badText" },
        { "Submit", Op(Edit("[[0,\"\\u000b\"]]")), "badText" },
        { "Submit", Op(Edit("[[0,\"\\r\"]]")), "badText" },
        { "Submit", Op(Edit("[[0,\"\\uffff\"]]")), "badText" },
        { "Submit", Op(Edit("[[0,\"\\ud83d\"]]")), "badText" },
        { "Submit", Op("""{"op":"addToSet","node":"AAAAAAAAAAU","field":"words","item":"\udc00"}"""), "badText" },
        { "Submit", Op(Edit("[[0,\"a\\nb\"]]")), "malformed" },
        { "Submit", Op(Edit("[5]")), "badEdit" },
        { "Submit", Op(Edit("[[5]]")), "badEdit" },
        { "Submit", Op(Edit("[-5]")), "malformed" },
        { "Submit", Op(Edit("[0.5]")), "malformed" },
        { "Submit", Op(Edit("[4294967296]")), "malformed" },
        { "Submit", Op(Edit("[2147483647,2147483647]")), "malformed" },
        { "Submit", Op(Edit("[[2147483647],[2147483647]]")), "malformed" },
        { "Submit", Op(Edit("\"all\"")), "malformed" },
        { "Submit", Op(Edit("{}")), "malformed" },
        { "Submit", Op(Edit("[[0," + new string('[', 20) + new string(']', 20) + "]]")), "malformed" },
        { "Submit", Op(Edit($"[[0,\"{new string('x', 2_001)}\"]]")), "tooLong" },
        { "Submit", Op($$"""{"op":"editText","node":"AAAAAAAAAAU","field":"title","edit":[[0,"two","lines"]]}"""), "badText" },
        { "Submit", Op($$"""{"op":"editText","node":"AAAAAAAAAAU","field":"{{new string('f', 5_000)}}","edit":[[0,"x"]]}"""), "malformed" },
        { "Submit", Op(string.Join(',', Enumerable.Repeat("""{"op":"openToPeers","open":true}""", Limits.OperationsMax + 1))), "tooMany" },
        { "Submit", $$"""{"base":1,"changes":[{{string.Join(',', Enumerable.Range(0, 201).Select(_ => $$"""{"id":"{{BareClient.NewId()}}","ops":[{"op":"openToPeers","open":true}]}"""))}}]}""", "tooMany" },
    };

    public async ValueTask InitializeAsync()
    {
        _host = await HubHost.StartAsync();
        _plan = await _host.NewPlanAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Each_gets_its_refusal_and_changes_nothing()
    {
        await using var bystander = await _host.OpenAsync(_plan);
        var wrong = new List<string>();
        foreach (var (_, row) in Messages.Index())
        {
            var (method, arguments, code) = row.Data;
            await using var client = await _host.OpenAsync(_plan);
            var answer = await client.SendCall(method, $"[{arguments}]");
            if ((string?)answer["refusal"]?["code"] != code) wrong.Add($"{method} {arguments[..Math.Min(200, arguments.Length)]}: {answer.ToJsonString(BareClient.Plain)} instead of {code}");
            else if (!IsForPeople((string?)answer["refusal"]!["words"] ?? "")) wrong.Add($"{method}: {answer.ToJsonString(BareClient.Plain)} has no words for people");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Single(await _host.LogOfAsync(_plan));
        Assert.Equal(0, bystander.Heard("changed"));
        Assert.Null((await bystander.SubmitAsync(1, (BareClient.NewId(), Edit("[[0,\"fine\"]]"))))["refusal"]);
    }

    [Theory]
    [InlineData("no JSON at all")]
    [InlineData("[]")]
    [InlineData("{\"target\":\"Open\"}")]
    [InlineData("{\"type\":1,\"invocationId\":\"1\",\"target\":\"Submit\",\"arguments\":[{\"base\":1,")]
    [InlineData("deep")]
    public async Task A_record_that_is_no_JSON_is_told_so_before_the_line_ends(string record)
    {
        await using var client = await _host.OpenAsync(_plan);
        var deep = $$"""{"type":1,"invocationId":"1","target":"Submit","arguments":{{new string('[', 100)}}{{new string(']', 100)}}}""";
        await client.SendRawAsync((record == "deep" ? deep : record) + '\u001e');
        Assert.Equal("malformed", (string?)(await client.NextAsync("closing"))["refusal"]!["code"]);
        await client.Closed;
        Assert.Single(await _host.LogOfAsync(_plan));
    }

    [Fact]
    public async Task A_record_of_an_unknown_type_does_not_hold_up_what_follows()
    {
        await using var client = await _host.OpenAsync(_plan);
        await client.SendRawAsync("{\"type\":77}\u001e{\"type\":78,\"invocationId\":\"x\",\"target\":\"Submit\"}\u001e");
        var answer = await client.CallAsync("Check", """{"revision":1,"texts":[]}""");
        Assert.Null(answer["refusal"]);
    }

    [Fact]
    public async Task A_bad_change_does_not_keep_those_before_it_from_being_saved()
    {
        await using var client = await _host.OpenAsync(_plan);
        var (good, bad, after) = (BareClient.NewId(), BareClient.NewId(), BareClient.NewId());
        var answer = await client.SubmitAsync(1, (good, Edit("[[0,\"good\"]]")), (bad, Edit("[[0,\"\\u0007\"],4]")), (after, Edit("[[0,\"x\"],5]")));
        Assert.Equal(("badText", bad), ((string?)answer["refusal"]!["code"], (string?)answer["refused"]));
        Assert.Equal(good, (string?)Assert.Single(answer["accepted"]!.AsArray())!["id"]);
        Assert.Equal(2, (await _host.LogOfAsync(_plan)).Count);
    }

    [Fact]
    public async Task Nobody_reaches_another_countrys_plan_nor_learns_that_it_exists()
    {
        var theirs = await _host.NewPlanAsync("PA");
        await using var client = await _host.ConnectAsync(await _host.NewUserAsync());
        var hidden = await client.OpenAsync(theirs);
        var missing = await client.OpenAsync("no-such-plan");
        Assert.Equal(missing.ToJsonString(), hidden.ToJsonString());
        foreach (var method in new[] { "Changes", "Submit", "Check", "Point" })
        {
            var argument = method switch
            {
                "Changes" => """{"after":0,"limit":5}""",
                "Submit" => Op("""{"op":"openToPeers","open":true}"""),
                "Check" => """{"revision":0,"texts":[]}""",
                _ => """{"revision":0,"node":null,"field":null,"anchor":null,"head":null}""",
            };
            Assert.Equal("notOpen", (string?)(await client.CallAsync(method, argument))["refusal"]?["code"]);
        }
    }

    [Fact]
    public async Task Garbage_changes_nothing_and_disturbs_nobody()
    {
        await using var bystander = await _host.OpenAsync(_plan);
        var random = new Random(Laws.Cases(20_171));
        for (var round = 0; round < 40; round++)
        {
            await using var client = await _host.OpenAsync(_plan);
            for (var at = 0; at < 20; at++)
            {
                try
                {
                    await client.SendRawAsync(Garbage(random));
                }
                catch (System.Net.WebSockets.WebSocketException)
                {
                    break;
                }
            }
        }

        Assert.Null((await bystander.SubmitAsync(1, (BareClient.NewId(), Edit("[[0,\"fine\"]]"))))["refusal"]);
        Assert.Equal(2, (await _host.LogOfAsync(_plan)).Count);
    }

    // Sentences that end, and name nothing of our code.
    private static bool IsForPeople(string words) =>
        words.EndsWith('.') && !words.EndsWith("..", StringComparison.Ordinal) && !Code().IsMatch(words);

    [GeneratedRegex(@"\w(Id|Call|Change|Text|Json|Exception)\b|\b(PlanModel|PlanEditor|System)\.|`")]
    private static partial Regex Code();

    private static string Garbage(Random random)
    {
        var (method, arguments, _) = Messages.ElementAt(random.Next(Messages.Count)).Data;
        var record = $$"""{"type":1,"target":{{JsonSerializer.Serialize(method)}},"arguments":[{{arguments}}]}""";
        var text = new StringBuilder(record.Length > 3_000 ? record[..3_000] : record);
        for (var changes = 1 + random.Next(4); changes > 0; changes--)
        {
            var at = random.Next(text.Length);
            if (random.Next(2) == 0) text.Remove(at, 1);
            else text.Insert(at, "{}[]\",:0\\\u001e\u0000x"[random.Next(12)]);
        }

        return text.Append('\u001e').ToString();
    }

    private static string Op(string operations) => Call.Replace("%", operations, StringComparison.Ordinal);

    private static string Edit(string edit) => $$"""{"op":"editText","node":"AAAAAAAAAAU","field":"body","edit":{{edit}}}""";
}
