using System.Text.Json;

namespace PlanEditor.Tests.Export;

/// <summary>A value of a property: an address, a thing without one, or words.</summary>
internal sealed record Term(string Text, bool IsLiteral, string? Datatype = null, string? Language = null);

/// <summary>One thing of a graph: what it is and what is said of it, by full addresses.</summary>
internal sealed class Thing
{
    public HashSet<string> Types { get; } = [];

    public Dictionary<string, HashSet<Term>> Properties { get; } = [];

    public IReadOnlyCollection<Term> Of(string property) => Properties.TryGetValue(property, out var values) ? values : [];
}

/// <summary>
/// The statements of a JSON-LD file, by its own context alone, as a program reads them that knows nothing of plans: things with one address are one thing, wherever they stand in the file. As much of JSON-LD as catalogues use;
/// anything else is an error.
/// </summary>
internal sealed class Triples
{
    private readonly Dictionary<string, string> _prefixes;
    private int _unnamed;

    public Triples(JsonElement file)
    {
        _prefixes = file.GetProperty("@context").EnumerateObject().ToDictionary(prefix => prefix.Name, prefix => prefix.Value.GetString()!);
        Add(file);
    }

    public Dictionary<string, Thing> Things { get; } = [];

    /// <summary>How the words begin that are the file's own.</summary>
    public string Own => _prefixes["ogdp"];

    private Term Add(JsonElement node)
    {
        var address = node.TryGetProperty("@id", out var named) ? Full(named.GetString()!) : $"_:{++_unnamed}";
        if (!Things.TryGetValue(address, out var thing)) Things[address] = thing = new Thing();
        foreach (var member in node.EnumerateObject().Where(member => member.Name is not ("@id" or "@context")))
        {
            if (member.Name == "@type") thing.Types.UnionWith(All(member.Value).Select(type => Full(type.GetString()!)));
            else if (member.Name.StartsWith('@')) throw new InvalidDataException(member.Name);
            else
            {
                var property = Full(member.Name);
                if (!thing.Properties.TryGetValue(property, out var values)) thing.Properties[property] = values = [];
                values.UnionWith(All(member.Value).Select(Read));
            }
        }

        return new Term(address, IsLiteral: false);
    }

    private Term Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new Term(value.GetString()!, IsLiteral: true, Datatype: Full("xsd:string")),
        JsonValueKind.Object when value.TryGetProperty("@value", out var words) => new Term(
            words.GetString()!, IsLiteral: true, value.TryGetProperty("@type", out var type) ? Full(type.GetString()!) : null, value.TryGetProperty("@language", out var language) ? language.GetString() : null),
        JsonValueKind.Object => Add(value),
        _ => throw new InvalidDataException($"{value.ValueKind}"),
    };

    private string Full(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) throw new InvalidDataException($"{name} says nothing outside of this file");
        return _prefixes.TryGetValue(name[..colon], out var prefix) && !name[(colon + 1)..].StartsWith("//", StringComparison.Ordinal) ? prefix + name[(colon + 1)..] : name;
    }

    private static IEnumerable<JsonElement> All(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
}
