using System.Globalization;
using System.Text;
using OgdPlans.Tests;

namespace PlanEditor.FaultTests;

/// <summary>Makes messages, none of which may do anything.</summary>
internal sealed class Grammar(Random random)
{
    private static readonly string[] Methods = ["Open", "Changes", "Submit", "Check", "Point"];

    private static readonly string[] Values =
        ["null", "true", "7", "-1", "0.5", "1e400", "99999999999999999999", "\"\"", "\"x\"", "[]", "{}", "[[]]", "{\"__proto__\":{}}", "\"\\ud800\"", "\"\\u0000\"", "\"../../etc/passwd\"", "\"' OR 1=1 --\"", "\"<script>\""];

    private static readonly string[] Nodes = ["AAAAAAAAAAA", "_________-8", "zzzzzzzzzzz", "AAAAAAAAAAE", "x"];

    private static readonly string[] BadTexts = ["\\u0000", "\\u000b", "\\r", "\\uffff", "\\ufffe", "\\ud83d", "\\udc00", "\\u007f", "\\ud83f\\udfff"];

    private static readonly Forbidden Forbidden = new(Bystander.Thread);

    private IReadOnlyList<string> _forbidden = [];

    /// <summary>Whether the next connection opens the plan before it attacks.</summary>
    public bool Opens => random.Next(4) > 0;

    /// <summary>From now on it is this account that may not do what it tries.</summary>
    public void Become(string account) => _forbidden = Forbidden.Of(account);

    public string Next() => random.Next(12) switch
    {
        0 => Frame("1", Pick(["NoSuchMethod", "submit", "OnConnectedAsync", "Dispose", "\\u0000malformed", ""]), Value()),
        1 => Frame("1", Pick(Methods), Pick(["", "null", $"{Value()},{Value()}", Value(), Deep(33), Deep(60)])),
        2 => Frame(Pick(random.Next(30) > 0 ? ["4", "5", "1"] : ["2", "9", "77"]), Pick(Methods), Value()),
        3 => Frame("1", "Open", Members("plan", "session", "after")),
        4 => Frame("1", Pick(["Changes", "Check", "Point"]), Members("after", "limit", "revision", "texts", "node", "field", "anchor", "head")),
        5 => Frame("1", "Check", $$$"""{"revision":{{{Pick(["0", "1", "-5", "999999"])}}},"texts":[{"node":"{{{Pick(Nodes)}}}","field":"{{{Field()}}}","hash":{{{random.Next()}}}},{{{Value()}}}]}"""),
        6 => Frame("1", "Submit", Members("base", "changes")),
        _ => Frame("1", "Submit", $$"""{"base":{{Pick(["0", "1", "1", "1", "-1", "999999999"])}},"changes":[{{Changes()}}]}"""),
    };

    private string Changes() => string.Join(',', Enumerable.Range(0, random.Next(6) == 0 ? random.Next(205) : 1).Select(_ => $$"""{"id":"{{Pick([BareClient.NewId(), BareClient.NewId(), BareClient.NewId(), "short"])}}","ops":[{{Operation()}}]}"""));

    // Each of them breaks a rule: of form, of place, of text or of rights.
    private string Operation() => random.Next(20) switch
    {
        0 => Value(),
        1 => $$"""{"op":"{{Pick(["dropTable", "constructor", "InsertNode", ""])}}"}""",
        2 => $$"""{"op":"removeNode","node":"{{Pick(Nodes)}}"}""",
        3 => $$"""{"op":"restoreNode","node":"{{Pick(Nodes[..3])}}"}""",
        4 => $$$"""{"op":"moveNode","node":"{{{Pick(Nodes)}}}","parent":"{{{Pick(Nodes)}}}","after":{{{Value()}}}}""",
        5 => $$$"""{"op":"insertNode","node":"{{{Pick(Nodes)}}}","kind":"{{{Pick(["god", "actionPlan", "", "__proto__"])}}}","parent":"AAAAAAAAAAE","after":null,"fields":{}}""",
        6 => $$$"""{"op":"insertNode","node":"AAAAAAAAAAE","kind":"lesson","parent":"AAAAAAAAAAE","after":null,"fields":{"{{{Field()}}}":{{{Value()}}}}}""",
        7 => $$$"""{"op":"setField","node":"AAAAAAAAAAE","field":"{{{Field()}}}","value":{{{Value()}}}}""",
        8 => $$"""{"op":"editText","node":"AAAAAAAAAAE","field":"summary","edit":[[0,"{{Pick(BadTexts)}}"]]}""",
        9 => $$$"""{"op":"editText","node":"AAAAAAAAAAE","field":"{{{Field()}}}","edit":{{{Pick(["[5000000]", "[[5000000]]", "[-1]", "[[0,\"\"]]", "[1,1]", "{}", "\"all\"", $"[[0,\"{new string('x', 60_000)}\"]]"])}}}}""",
        10 => """{"op":"changeState","to":"final","note":""}""",
        11 => """{"op":"changeState","to":"changesRequested","note":""}""",
        12 => $$$"""{"op":"addToSet","node":"{{{Pick(Nodes[..3])}}}","field":"{{{Field()}}}","item":{{{Value()}}}}""",
        13 => $$$"""{"op":"openToPeers","open":{{{Pick(["1", "null", "\"true\"", "[]"])}}}}""",
        14 => InThread(),
        _ => _forbidden[random.Next(_forbidden.Count)],
    };

    // Of a thread that is not there, or with something in it that no comment has.
    private string InThread() => random.Next(7) switch
    {
        0 => $$$"""{"op":"startThread","thread":"AAAAAAAAAAA","node":"AAAAAAAAAAE","field":null,"range":null,"severity":"question","text":"x"}""",
        1 => $$$"""{"op":"startThread","thread":"AAAAAAAAAAU","node":"AAAAAAAAAAE","field":"{{{Field()}}}","range":null,"severity":"question","text":"x"}""",
        2 => $$$"""{"op":"startThread","thread":"AAAAAAAAAAU","node":"AAAAAAAAAAE","field":"summary","range":{{{Pick(["[-1,2]", "[5,1]", "[0,9000000]", "[0]", "{}", "\"all\""])}}},"severity":"question","text":"x"}""",
        3 => $$$"""{"op":"startThread","thread":"AAAAAAAAAAU","node":"AAAAAAAAAAE","field":null,"range":null,"severity":"{{{Pick(["fatal", "Blocking", "", "question"])}}}","text":"{{{Pick([.. BadTexts, ""])}}}"}""",
        4 => $$$"""{"op":"replyToThread","thread":"{{{Pick(["AAAAAAAAAAc", "AAAAAAAAAAA", "x"])}}}","entry":"AAAAAAAAAAU","text":"x"}""",
        5 => $$$"""{"op":"replyToThread","thread":"{{{Bystander.Thread}}}","entry":"{{{Bystander.Thread}}}","text":"x"}""",
        _ => $$$"""{"op":"{{{Pick(["markThread", "rateThread", "assignThread", "editEntry"])}}}","thread":"{{{Bystander.Thread}}}","{{{Pick(["state", "severity", "person", "entry"])}}}":{{{Value()}}}}""",
    };

    private string Field() => Pick(["nowhere", "constructor", "__proto__", "", "<script>", new string('f', 300)]);

    private string Members(params string[] names)
    {
        // One is always missing and one is nobody's, so that none is ever of the form.
        var text = new StringBuilder("{\"nobodys\":0");
        foreach (var name in names)
            for (var times = random.Next(3); times > 0; times--) text.Append(CultureInfo.InvariantCulture, $",\"{name}\":{Value()}");
        return text.Append('}').ToString();
    }

    // Broken now and then, in a place where it cannot become something good: the frame has no method that could do anything without its arguments.
    private string Frame(string type, string method, string arguments)
    {
        var frame = $$"""{"type":{{type}},"invocationId":"{{random.Next(1_000_000_000, int.MaxValue)}}","target":"{{method}}","arguments":[{{arguments}}]}""";
        if (random.Next(500) == 0) frame = frame[..random.Next(frame.Length)];
        return frame + '\u001e';
    }

    private static string Deep(int levels) => new string('[', levels) + new string(']', levels);

    private string Value() => Pick(Values);

    private string Pick(string[] some) => some[random.Next(some.Length)];
}
