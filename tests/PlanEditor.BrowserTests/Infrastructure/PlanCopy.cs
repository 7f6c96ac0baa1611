using System.Text.Json.Nodes;

namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>A plan as the server has it: what all screens must come to show.</summary>
public sealed class PlanCopy(JsonObject opened)
{
    public const string Root = "AAAAAAAAAAE";

    private static readonly string[] SectionsAlike =
        ["effortsToDate", "vision", "approach", "challenges", "consultation", "inclusion", "innovationOverview", "implementation", "resourcing", "monitoring", "lessonsOverview"];

    private readonly JsonObject _nodes = opened["document"]!["nodes"]!.AsObject();

    public long Revision { get; } = opened["revision"]!.GetValue<long>();

    /// <summary>The visible children of one kind, in order.</summary>
    public IReadOnlyList<string> Children(string parent, string kind) =>
    [
        .. (_nodes[parent]!["children"]?.AsArray() ?? []).Select(child => child!.GetValue<string>())
            .Where(child => _nodes[child]!["kind"]!.GetValue<string>() == kind && !IsRemoved(child)),
    ];

    /// <summary>The commitment whose title begins so; a removed one only where no other does.</summary>
    public string Commitment(string title)
    {
        var all = _nodes.Select(node => node.Key).Where(node => _nodes[node]!["kind"]!.GetValue<string>() == "commitment" && Text(node, "title").StartsWith(title, StringComparison.Ordinal)).ToList();
        return all.Count > 1 ? all.Single(node => !IsRemoved(node)) : all.Single();
    }

    /// <summary>A part of each kind by the name of the kind: the first that is not removed. Of the sections that every plan has, which look alike, only one.</summary>
    public IReadOnlyList<(string Kind, string Node)> OneOfEachKind() =>
    [
        .. _nodes.Where(node => !IsRemoved(node.Key)).Select(node => (Kind: node.Value!["kind"]!.GetValue<string>(), Node: node.Key))
            .Where(each => !SectionsAlike.Contains(each.Kind)).DistinctBy(each => each.Kind),
    ];

    public bool IsRemoved(string node) => _nodes[node]!["removed"]?.GetValue<bool>() ?? false;

    /// <summary>A text or a scalar as text; empty when there is none.</summary>
    public string Text(string node, string field) => _nodes[node]!["fields"]?[field]?.ToString() ?? "";

    /// <summary>One field of each of some nodes.</summary>
    public IReadOnlyList<string> Texts(IEnumerable<string> nodes, string field) => [.. nodes.Select(node => Text(node, field))];
}
