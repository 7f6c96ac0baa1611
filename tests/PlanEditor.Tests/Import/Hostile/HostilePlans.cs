using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using OgdPlans.Tests;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Publishing;
using static PlanEditor.Tests.Import.Hostile.HostileFile;

namespace PlanEditor.Tests.Import.Hostile;

/// <summary>JSON files of whole plans: each is refused in words, or the plan that it makes writes the same file.</summary>
internal static class HostilePlans
{
    private const string Marked = "the value that is put in";

    private static readonly WholePlan Whole = MakeWhole();
    private static readonly string Text = Encoding.UTF8.GetString(PlanFile.Write(Whole.Plan.Document));

    private static readonly string[] Anything =
    [
        "null", "true", "false", "0", "-0", "-1", "1.5", "1e400", "-1e400", "1E-400", "79228162514264337593543950336", "\"\"", "\" \"", "\"x\"", "\"1\"", "\"true\"", "\"\\u0000\"", "\"\\u000b\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\uffff\"", "\"\\u202e\"", "\"a\\nb\"", "\"javascript:alert(1)\"", "\"2018-02-30\"", "\"9999-99-99\"", "\"AAAAAAAAAAA\"", "\"AAAAAAAAAAE\"", "\"zzzzzzzzzzY\"", "\"__proto__\"", "[]", "[\"\"]", "[\"x\"]",
        "[\"x\",\"x\"]", "[1]", "[null]", "[[]]", "[\"AAAAAAAAAAE\"]", "[\"zzzzzzzzzzY\"]", "{}", "{\"$type\":\"x\"}",
    ];

    // One field of each type.
    private static readonly (string Kind, string Field)[] Fields =
    [
        ("plan", "title"), ("plan", "country"), ("plan", "periodStart"), ("milestone", "title"), ("milestone", "deliverable"), ("milestone", "dueDate"), ("milestone", "status"), ("milestone", "responsible"), ("milestone", "datasets"), ("milestone", "dependsOn"), ("milestone", "evidenceUrl"),
        ("commitment", "values"), ("commitment", "adaptedFrom"), ("resource", "amount"), ("lesson", "shareWithPeers"), ("dataset", "keywords"), ("dataset", "publisher"), ("organisation", "parent"), ("milestone", "nothingOfThisName"), ("milestone", "__proto__"),
    ];

    private static readonly (string Name, byte[] Bytes)[] IllFormed =
    [
        ("a byte that never is", [0xFF]), ("a second byte without a first", [0x80]), ("a first byte without a second", [0xC3]), ("NUL in two bytes", [0xC0, 0x80]), ("half a pair", [0xED, 0xA0, 0x80]), ("beyond the last plane", [0xF4, 0x90, 0x80, 0x80]), ("a raw NUL", [0]), ("a raw tab", [9]), ("a raw end of line", [10]), ("a raw escape", [0x1B]),
    ];

    public static Dictionary<string, IEnumerable<HostileFile>> Families => new()
    {
        ["cut"] = Cut(),
        ["members"] = Members(),
        ["values"] = Values(),
        ["parts"] = Parts(),
        ["letters"] = Letters(),
        ["syntax"] = Syntax(),
        ["sizes"] = Sizes(),
    };

    private static IEnumerable<HostileFile> Cut()
    {
        for (var part = 0; part < 60; part++)
        {
            var at = part;
            yield return Refuse($"cut at {at} of 60", () => Utf8(Text)[..(Utf8(Text).Length * at / 60)], "no sound JSON");
        }
    }

    private static IEnumerable<HostileFile> Members()
    {
        foreach (var name in new[] { "format", "version", "schema", "plan", "id", "kind", "fields", "children" })
        {
            yield return Refuse($"“{name}” missing", () => Changed(json => Owner(json, name).Remove(name)));
            yield return Refuse($"“{name}” twice", () => Utf8(Text.Replace($"\"{name}\":", $"\"{name}\": null, \"{name}\":", StringComparison.Ordinal)));
            yield return Refuse($"“{name}” in capitals", () => Utf8(Text.Replace($"\"{name}\":", $"\"{name.ToUpperInvariant()}\":", StringComparison.Ordinal)));
            foreach (var value in Anything) yield return new HostileFile($"“{name}” is {value}", () => Changed(json => Owner(json, name)[name] = Marked, value));
        }

        foreach (var name in new[] { "state", "history", "revision", "users", "$ref", "__proto__", "constructor", "", "\u202E", new string('x', 100_000) })
        {
            yield return Refuse($"a member “{(name.Length > 20 ? "very long" : name)}” of the file", () => Changed(json => json[name] = 1), name.Length > 20 ? "" : "not of the format");
            yield return Refuse($"a member “{(name.Length > 20 ? "very long" : name)}” of a part", () => Changed(json => Part(json, "milestone")[name] = 1), name.Length > 20 ? "" : "not of the format");
        }
    }

    private static IEnumerable<HostileFile> Values()
    {
        foreach (var (kind, field) in Fields)
            foreach (var value in Anything)
                yield return new HostileFile($"{field} of a {kind} is {value}", () => Changed(json => Part(json, kind)["fields"]![field] = Marked, value));
        foreach (var number in new[] { "1.0", "1e0", "10e-1", "2", "0", "-1", "\"1\"", "1.5", "99999999999999999999", new string('9', 20_000), "1e2147483648" })
            yield return new HostileFile($"version {(number.Length > 30 ? "of twenty thousand digits" : number)}", () => Changed(json => json["version"] = Marked, number));
    }

    private static IEnumerable<HostileFile> Parts()
    {
        string Id(NodeId id) => id.ToString();
        yield return Refuse("an id twice", () => Changed(json => Part(json, "milestone")["id"] = Id(Whole.Commitment)));
        yield return Refuse("the plan inside itself", () => Changed(json => Children(json, "plan").Add(json["plan"]!.DeepClone())));
        yield return Refuse("a milestone of the plan itself", () => Changed(json => Children(json, "plan").Add(Lone("milestone"))), "does not belong under");
        yield return Refuse("a commitment of a milestone", () => Changed(json => Children(json, "milestone").Add(Lone("commitment"))), "does not belong under");
        foreach (var kind in new[] { "mountain", "", "plan", "PLAN", "report", "conclusion", "__proto__", new string('x', 50_000) })
            yield return Refuse($"a part of the kind “{(kind.Length > 20 ? "very long" : kind)}”", () => Changed(json => Children(json, "plan").Add(Lone(kind))));
        yield return Refuse("a section twice", () => Changed(json => Children(json, "plan").Add(Lone("context"))), "exactly once");
        foreach (var (field, to) in new[] { ("responsible", "self"), ("responsible", "commitment"), ("responsible", "plan"), ("dependsOn", "self"), ("dependsOn", "dataset"), ("datasets", "milestone") })
            yield return new HostileFile($"{field} names the {to}", () => Changed(json =>
            {
                var milestone = Part(json, "milestone");
                var id = (string)(to == "self" ? milestone : Part(json, to))["id"]!;
                milestone["fields"]![field] = field == "responsible" ? id : new JsonArray(id);
            }));
        foreach (var length in new[] { 1, 2, 50 })
            yield return new HostileFile($"milestones that wait for one another, {length}", () => Changed(json =>
            {
                for (var at = 0; at < length; at++)
                {
                    var one = Lone("milestone", (ulong)(9000 + at));
                    one["fields"]!["dependsOn"] = new JsonArray(new NodeId((ulong)(9000 + ((at + 1) % length))).ToString());
                    Children(json, "commitment").Add(one);
                }
            }));
        foreach (var (name, count) in new[] { ("as many items as may be", 200), ("one item more", 201) })
            yield return new HostileFile($"a set of {name}", () => Changed(json => Part(json, "dataset")["fields"]!["keywords"] = new JsonArray([.. Enumerable.Range(1000, count).Select(at => (JsonNode?)at.ToString(CultureInfo.InvariantCulture))]))) { Refused = count > 200 ? "at most 200" : null };
        foreach (var (name, count) in new[] { ("as long as may be", 50_000), ("of one letter more", 50_001) })
            yield return new HostileFile($"a text {name}", () => Changed(json => Part(json, "milestone")["fields"]!["deliverable"] = new string('x', count))) { Refused = count > 50_000 ? "50000 characters" : null };
        yield return Refuse("a hundred and one fields", () => Changed(json => Part(json, "milestone")["fields"] = new JsonObject(Enumerable.Range(0, 101).Select(at => KeyValuePair.Create($"f{at}", (JsonNode?)"x")))), "more than 100 fields");
        foreach (var (name, count) in new[] { ("as many children as may be", Limits.ChildrenMax - 6), ("one child more", Limits.ChildrenMax - 5) })
            yield return new HostileFile(name, () => Changed(json => Enumerable.Range(0, count).ToList().ForEach(at => Children(json, "commitment").Add(Lone("milestone", (ulong)(9000 + at)))))) { Refused = name.StartsWith("one", StringComparison.Ordinal) ? "holds at most" : null };
    }

    private static IEnumerable<HostileFile> Letters()
    {
        foreach (var (name, bytes) in IllFormed)
            foreach (var place in new[] { "One chart", "actionPlan", "deliverable" })
                yield return Refuse($"{name} in {place}", () =>
                {
                    var at = Text.IndexOf(place, StringComparison.Ordinal) + 1;
                    return [.. Utf8(Text[..at]), .. bytes, .. Utf8(Text[at..])];
                });
        yield return new HostileFile("UTF-8 with a mark", () => Utf8("\uFEFF" + Text));
        foreach (var (name, encoding) in new (string, Encoding)[] { ("UTF-16", Encoding.Unicode), ("UTF-16 the other way round", Encoding.BigEndianUnicode), ("UTF-32", Encoding.UTF32) })
            foreach (var mark in new[] { "", "\uFEFF" })
                yield return Refuse($"{name}{(mark.Length > 0 ? " with a mark" : "")}", () => encoding.GetBytes(mark + Text), "no sound JSON");
        yield return Refuse("Latin 1", () => Encoding.Latin1.GetBytes(Text.Replace("One chart", "Año", StringComparison.Ordinal)));
        foreach (var character in Enumerable.Range(0, 32).Except([9, 10]).Append(0x7F).Concat([0xFFFE, 0xFFFF]))
            yield return Refuse($"U+{character:X4} in a text", () => Utf8(Text.Replace("A directive.", $"A\\u{character:x4}", StringComparison.Ordinal)), "Position 1 has");
        foreach (var character in new[] { 0x85, 0xAD, 0x200B, 0x200E, 0x202D, 0x202E, 0x2028, 0x2066, 0x2069, 0xFDD0, 0xFEFF, 0xFFF9, 0xE0041 })
            yield return new HostileFile($"U+{character:X4} in a text", () => Utf8(Text.Replace("A directive.", $"A{char.ConvertFromUtf32(character)}b", StringComparison.Ordinal)));
    }

    private static IEnumerable<HostileFile> Syntax()
    {
        foreach (var (name, text) in new[] { ("nothing", ""), ("a mark", "\uFEFF"), ("spaces", " \n "), ("a word", "plan"), ("a number", "1"), ("null", "null"), ("a string", "\"x\""), ("an array", "[]"), ("an object", "{}"), ("XML", "<plan/>"), ("a table", "Step,Due\nOne,2018-01-31"), ("two", "{}{}") })
            yield return Refuse($"syntax: {name}", () => Utf8(text));
        foreach (var (name, from, to) in new[] { ("a comment", "{", "/* x */{"), ("a comment in a line", "{", "// x\n{"), ("one comma more", "]", ",]"), ("single quotes", "\"actionPlan\"", "'actionPlan'"), ("no quotes", "\"actionPlan\"", "actionPlan"), ("NaN", "\"version\": 1", "\"version\": NaN"), ("a zero before", "\"version\": 1", "\"version\": 01"), ("a plus before", "\"version\": 1", "\"version\": +1"), ("another base", "\"version\": 1", "\"version\": 0x1"), ("an escape of another kind", "A directive.", "A \\x41"), ("an escape that is cut", "A directive.", "A \\u12") })
            yield return Refuse($"syntax: {name}", () => Utf8(Text.Replace(from, to, StringComparison.Ordinal)), "no sound JSON");
        foreach (var (name, more) in new[] { ("another plan", "{}"), ("a word", "x"), ("a bracket", "}"), ("NUL", "\0") })
            yield return Refuse($"syntax: {name} behind it", () => Utf8(Text + more), "no sound JSON");
        foreach (var depth in new[] { 33, 64, 1000, 100_000 })
            foreach (var open in new[] { "[", "{\"a\":" })
                yield return Refuse($"syntax: {depth} times {open}", () => Utf8(Text.Replace("\"A directive.\"", string.Concat(Enumerable.Repeat(open, depth)) + "1" + new string(open == "[" ? ']' : '}', depth), StringComparison.Ordinal)));
        yield return Refuse("syntax: parts in parts", () => Utf8("""{"format":"ogdPlans.plan","version":1,"schema":"actionPlan","plan":""" + string.Concat(Enumerable.Repeat("""{"id":"AAAAAAAAAAE","kind":"plan","fields":{},"children":[""", 100_000))), "no sound JSON");
    }

    private static IEnumerable<HostileFile> Sizes()
    {
        byte[] Padded(int length) => [.. Utf8(Text), .. Enumerable.Repeat((byte)' ', length - Utf8(Text).Length)];
        yield return new HostileFile("as many bytes as may be", () => Padded(PlanFile.SizeBytesMax));
        yield return Refuse("one byte more", () => Padded(PlanFile.SizeBytesMax + 1), "larger than 8 MB");
        yield return Refuse("another country", () => Changed(json => json["plan"]!["fields"]!["country"] = "XX"));
    }

    /// <summary>The file with something else in it.</summary>
    private static byte[] Changed(Action<JsonObject> change, string? value = null)
    {
        var json = JsonNode.Parse(Text)!.AsObject();
        change(json);
        return Utf8(value is null ? json.ToJsonString() : json.ToJsonString().Replace($"\"{Marked}\"", value, StringComparison.Ordinal));
    }

    private static JsonObject Owner(JsonObject file, string member) => member is "format" or "version" or "schema" or "plan" ? file : Part(file, "milestone");

    private static JsonObject Part(JsonObject file, string kind) => Below(file["plan"]!.AsObject()).First(part => (string?)part["kind"] == kind);

    private static JsonArray Children(JsonObject file, string kind) => Part(file, kind)["children"]!.AsArray();

    private static JsonObject Lone(string kind, ulong id = 9999) => new() { ["id"] = new NodeId(id).ToString(), ["kind"] = kind, ["fields"] = new JsonObject(), ["children"] = new JsonArray() };

    private static IEnumerable<JsonObject> Below(JsonObject part) => part["children"]!.AsArray().SelectMany(child => Below(child!.AsObject())).Prepend(part);

    private static WholePlan MakeWhole()
    {
        var whole = new WholePlan();
        whole.Plan.Add("resource", ("kind", "money"), ("description", "Printing"), ("amount", "12.5"), ("currency", "NPR"));
        return whole;
    }
}
