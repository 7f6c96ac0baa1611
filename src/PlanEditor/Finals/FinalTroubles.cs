using System.Collections.Concurrent;

namespace PlanEditor.Finals;

/// <summary>What is wrong with published finals, for administrators. Found anew after each start.</summary>
public sealed class FinalTroubles
{
    private readonly ConcurrentDictionary<(string Plan, int Version), string> _all = new();

    /// <summary>All that is known, by plan and version.</summary>
    public IReadOnlyList<FinalTrouble> All => [.. _all.Select(one => new FinalTrouble(one.Key.Plan, one.Key.Version, one.Value)).OrderBy(one => one.Plan, StringComparer.Ordinal).ThenBy(one => one.Version)];

    /// <summary>Says what is wrong with a version.</summary>
    /// <param name="plan">The plan's name in addresses.</param>
    /// <param name="version">Which version.</param>
    /// <param name="words">What, in words; null: nothing any more.</param>
    internal void Say(string plan, int version, string? words)
    {
        if (words is null) _all.TryRemove((plan, version), out _);
        else _all[(plan, version)] = words;
    }
}

/// <summary>What is wrong with a final.</summary>
/// <param name="Plan">The plan's name in addresses.</param>
/// <param name="Version">Which version.</param>
/// <param name="Words">What, in words.</param>
public sealed record FinalTrouble(string Plan, int Version, string Words);
