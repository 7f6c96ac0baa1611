using System.Runtime.CompilerServices;
using PlanEditor.Components.Comments;
using PlanEditor.Components.Shared;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanEditor.Components.Editor;

/// <summary>What stands between a document and final, and what was said, by node, as the outline and the fields show it. Worked out once for each document, for all who look at it.</summary>
public sealed class PlanMarks
{
    private static readonly ConditionalWeakTable<Document, PlanMarks> Known = [];

    private readonly Dictionary<NodeId, Count> _counts;
    private readonly Dictionary<NodeId, Count> _withBelow = [];
    private readonly Dictionary<NodeId, int> _comments = [];

    private PlanMarks(Document document)
    {
        Found = CompletenessOf.Get(document);
        _counts = Found.Findings
            .GroupBy(finding => finding.Node)
            .ToDictionary(at => at.Key, at => new Count(at.Count(one => one.Level == FindingLevel.Block), at.Count(one => one.Level == FindingLevel.Warn)));
        foreach (var (id, count) in _counts)
            if (document.Find(id) is { } node)
                foreach (var at in document.Above(node).Prepend(node)) _withBelow[at.Id] = _withBelow.GetValueOrDefault(at.Id) + count;
        foreach (var thread in document.Threads)
            if (ThreadsOf.Asks(document, thread) && document.Find(thread.Anchor.Node) is { } node && document.IsVisible(node))
                foreach (var at in document.Above(node).Prepend(node)) _comments[at.Id] = _comments.GetValueOrDefault(at.Id) + 1;
        Removed = document.All().Count(node => node.Removed && !document.Above(node).Any(above => above.Removed));
    }

    public static PlanMarks Of(Document document) => Known.GetValue(document, static one => new PlanMarks(one));

    /// <summary>All that was found.</summary>
    public Completeness Found { get; }

    /// <summary>How many parts were removed, those under one of them not counted.</summary>
    public int Removed { get; }

    /// <summary>How many threads on a node, and on all that stands under it, ask for something.</summary>
    public int CommentsWithBelow(NodeId node) => _comments.GetValueOrDefault(node);

    /// <summary>What was found about a node itself.</summary>
    public Count Of(NodeId node) => _counts.GetValueOrDefault(node, Count.None);

    /// <summary>What was found about a node and all that stands under it.</summary>
    public Count WithBelow(NodeId node) => _withBelow.GetValueOrDefault(node, Count.None);

    /// <summary>What is wrong with the value of a field, in words; empty when nothing is. What is wrong with its translation stands at the translation.</summary>
    public string ProblemsOf(NodeId node, string field) => string.Join(" ", Found.At(node).Where(finding => finding.Field == field && finding.Thread is null && !finding.Code.StartsWith("TRANS.", StringComparison.Ordinal)).Select(finding => finding.Message));

    /// <summary>How much blocks and how much is warned about.</summary>
    public readonly record struct Count(int Blocks, int Warnings)
    {
        public static Count None => default;

        public static Count operator +(Count one, Count other) => new(one.Blocks + other.Blocks, one.Warnings + other.Warnings);
    }
}
