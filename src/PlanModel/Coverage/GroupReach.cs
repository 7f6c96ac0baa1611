using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;

namespace PlanModel.Coverage;

/// <summary>How a vulnerable group is reached.</summary>
/// <param name="Group">The group.</param>
/// <param name="Title">What it is called.</param>
public sealed record GroupReach(NodeId Group, string Title)
{
    /// <summary>The intermediaries that turn data into help for it.</summary>
    public ImmutableArray<CoverageHead> Through { get; private init; } = [];

    /// <summary>The channels that need no internet, as people read them.</summary>
    public ImmutableArray<string> Offline { get; private init; } = [];

    /// <summary>The channels that need the internet.</summary>
    public ImmutableArray<string> Online { get; private init; } = [];

    /// <summary>The commitments that it names.</summary>
    public ImmutableArray<CoverageHead> Commitments { get; private init; } = [];

    /// <summary>What was found about its intermediaries, the worst; null: nothing.</summary>
    public FindingLevel? ThroughGap { get; private init; }

    /// <summary>What was found about its channels.</summary>
    public FindingLevel? ChannelGap { get; private init; }

    /// <summary>What was found about its commitments.</summary>
    public FindingLevel? CommitmentGap { get; private init; }

    internal static GroupReach Of(Document document, Node group, Completeness found)
    {
        var channels = ActionPlan.VulnerableGroup.Channels.Read(group).OrderBy(Channels.List.Order).ToArray();
        return new GroupReach(group.Id, document.Title(group))
        {
            Through = Heads(document, ActionPlan.VulnerableGroup.Intermediaries.ReadReferences(group)),
            Offline = [.. channels.Where(code => !Channels.NeedsInternet(code)).Select(Channels.List.Label)],
            Online = [.. channels.Where(Channels.NeedsInternet).Select(Channels.List.Label)],
            Commitments = Heads(document, ActionPlan.VulnerableGroup.Commitments.ReadReferences(group)),
            ThroughGap = found.Worst(group.Id, ActionPlan.VulnerableGroup.Intermediaries),
            ChannelGap = found.Worst(group.Id, ActionPlan.VulnerableGroup.Channels),
            CommitmentGap = found.Worst(group.Id, ActionPlan.VulnerableGroup.Commitments),
        };
    }

    /// <inheritdoc/>
    public bool Equals(GroupReach? other) =>
        other is not null && Group == other.Group && Title == other.Title && ThroughGap == other.ThroughGap && ChannelGap == other.ChannelGap && CommitmentGap == other.CommitmentGap
        && Through.SequenceEqual(other.Through) && Offline.SequenceEqual(other.Offline) && Online.SequenceEqual(other.Online) && Commitments.SequenceEqual(other.Commitments);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Group, Title);

    private static ImmutableArray<CoverageHead> Heads(Document document, IEnumerable<NodeId> ids) =>
    [
        .. ids.Select(document.Find).OfType<Node>().Where(document.IsVisible).Select(node => PlanCoverage.Head(document, node))
            .OrderBy(head => head.Number.Length).ThenBy(head => head.Number, StringComparer.Ordinal).ThenBy(head => head.Title, ContentOrder.Of(document)),
    ];
}
