using System.Collections.Immutable;

namespace PlanModel.Schema;

/// <summary>Parts under the root that people find together.</summary>
public sealed class OutlineGroup
{
    /// <summary>A group.</summary>
    /// <param name="key">A stable name, lower camel, for addresses.</param>
    /// <param name="label">What people read, in English: "Groups and channels".</param>
    /// <param name="heading">The heading above it, shared with its neighbours. Equal to the label: the group is its own heading and shows its parts under it.</param>
    /// <param name="kinds">The keys of the kinds in it.</param>
    public OutlineGroup(string key, string label, string heading, params IReadOnlyList<string> kinds)
    {
        Key = key;
        Label = label;
        Heading = heading;
        Kinds = [.. kinds];
    }

    /// <summary>The stable name.</summary>
    public string Key { get; }

    /// <summary>What people read, in English.</summary>
    public string Label { get; }

    /// <summary>The heading above it, in English.</summary>
    public string Heading { get; }

    /// <summary>The keys of the kinds in it, in order.</summary>
    public ImmutableArray<string> Kinds { get; }
}
