using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;

namespace PlanEditor.Components.Suggestions;

/// <summary>
/// What waits for an answer in a plan, against the plan as it is. Worked out once for each document, for all who look at it, and of each proposal only again when the proposal or what it
/// is about changed.
/// </summary>
public sealed class OpenSuggestions
{
    private static readonly ConditionalWeakTable<Document, OpenSuggestions> Known = [];
    private static readonly ConditionalWeakTable<Proposal, AppliedProposal> Last = [];
    private static readonly ConditionalWeakTable<ProposalMap, Places> LastPlaces = [];

    private readonly Places _places;

    private OpenSuggestions(Document document)
    {
        All = [.. document.Proposals.Open.Select(proposal => (proposal, Applied(document, proposal)))];
        if (!LastPlaces.TryGetValue(document.Proposals, out var places) || !places.AreOf(All)) LastPlaces.AddOrUpdate(document.Proposals, places = new Places(All));
        _places = places;
    }

    /// <summary>The proposals, the oldest first.</summary>
    public ImmutableArray<(Proposal Proposal, AppliedProposal Applied)> All { get; }

    public static OpenSuggestions Of(Document document) => Known.GetValue(document, static one => new OpenSuggestions(one));

    /// <summary>A proposal of a document, done to it.</summary>
    public static AppliedProposal Applied(Document document, Proposal proposal)
    {
        var applied = (Last.TryGetValue(proposal, out var last) ? last.On(document) : null) ?? AppliedProposal.Of(document, proposal);
        if (applied != last) Last.AddOrUpdate(proposal, applied);
        return applied;
    }

    /// <summary>How many changes of a node wait.</summary>
    public int CountAt(NodeId node) => _places.Counts.GetValueOrDefault(node);

    /// <summary>What is suggested for a node: for one of its fields, or (null) where it stands and whether it does.</summary>
    public IEnumerable<(Proposal Proposal, AppliedPart Part)> At(NodeId node, string? field) => _places.ByField[(node, field)].Select(one => (All[one.Proposal].Proposal, one.Part));

    /// <summary>The parts that somebody suggests to add under a node.</summary>
    public IEnumerable<(Proposal Proposal, InsertNode Insert, AppliedProposal Applied)> Under(NodeId parent) =>
        _places.ByParent[parent].Select(one => (All[one.Proposal].Proposal, one.Insert, All[one.Proposal].Applied));

    /// <summary>Where in the plan the parts of proposals are.</summary>
    private sealed class Places
    {
        private readonly ImmutableArray<ImmutableArray<AppliedPart>> _parts;

        public Places(ImmutableArray<(Proposal Proposal, AppliedProposal Applied)> all)
        {
            _parts = [.. all.Select(one => one.Applied.Parts)];
            var parts = _parts.SelectMany((some, at) => some.Select(part => (Proposal: at, Part: part))).ToList();
            Counts = parts.CountBy(one => one.Part.Part.Operation.Target.Node!.Value).ToFrozenDictionary();
            ByField = parts.ToLookup(one => (one.Part.Part.Operation.Target.Node!.Value, one.Part.Part.Operation.Target.Field));
            ByParent = parts.Where(one => one.Part is { WhyNot: null, Part.Operation: InsertNode }).Select(one => (one.Proposal, Insert: (InsertNode)one.Part.Part.Operation)).ToLookup(one => one.Insert.Parent);
        }

        public FrozenDictionary<NodeId, int> Counts { get; }

        public ILookup<(NodeId Node, string? Field), (int Proposal, AppliedPart Part)> ByField { get; }

        public ILookup<NodeId, (int Proposal, InsertNode Insert)> ByParent { get; }

        public bool AreOf(ImmutableArray<(Proposal Proposal, AppliedProposal Applied)> all) => all.Select(one => one.Applied.Parts).SequenceEqual(_parts);
    }
}
