using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;

namespace PlanEditor.Components.Suggestions;

/// <summary>What waits for an answer in a plan, against the plan as it is. Worked out once for each document, for all who look at it.</summary>
public sealed class OpenSuggestions
{
    private static readonly ConditionalWeakTable<Document, OpenSuggestions> Known = [];

    private readonly Dictionary<NodeId, int> _counts = [];

    private OpenSuggestions(Document document)
    {
        All = [.. document.Proposals.Open.Select(proposal => (proposal, AppliedProposal.Of(document, proposal)))];
        foreach (var part in All.SelectMany(one => one.Applied.Parts))
        {
            var node = part.Part.Operation.Target.Node!.Value;
            _counts[node] = _counts.GetValueOrDefault(node) + 1;
        }
    }

    /// <summary>The proposals, the oldest first.</summary>
    public ImmutableArray<(Proposal Proposal, AppliedProposal Applied)> All { get; }

    public static OpenSuggestions Of(Document document) => Known.GetValue(document, static one => new OpenSuggestions(one));

    /// <summary>How many changes of a node wait.</summary>
    public int CountAt(NodeId node) => _counts.GetValueOrDefault(node);

    /// <summary>What is suggested for a node: for one of its fields, or (null) where it stands and whether it does.</summary>
    public IEnumerable<(Proposal Proposal, AppliedPart Part)> At(NodeId node, string? field)
    {
        foreach (var (proposal, applied) in All)
            foreach (var part in applied.Parts)
                if (part.Part.Operation.Target is var target && target.Node == node && target.Field == field) yield return (proposal, part);
    }

    /// <summary>The parts that somebody suggests to add under a node.</summary>
    public IEnumerable<(Proposal Proposal, InsertNode Insert, AppliedProposal Applied)> Under(NodeId parent)
    {
        foreach (var (proposal, applied) in All)
            foreach (var part in applied.Parts)
                if (part is { WhyNot: null, Part.Operation: InsertNode insert } && insert.Parent == parent) yield return (proposal, insert, applied);
    }
}
