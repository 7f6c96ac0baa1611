using System.Collections.Immutable;
using PlanEditor.Components.Suggestions;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanEditor.Components.Editor;

/// <summary>The parts of some kinds under a node, as a list.</summary>
/// <param name="Parent">The node they stand under.</param>
/// <param name="Kinds">The kinds, in order.</param>
public sealed record PartsView(NodeId Parent, ImmutableArray<NodeKind> Kinds)
{
    public ImmutableArray<PartView> Rows { get; private init; } = [];

    /// <summary>What others suggest to add to it.</summary>
    public ImmutableArray<PartGhost> Ghosts { get; private init; } = [];

    /// <summary>The columns that the rows have, without number and title.</summary>
    public ImmutableArray<string> Columns { get; private init; } = [];

    /// <summary>How many are still missing for final, and in which words; empty when enough are there.</summary>
    public string Missing { get; private init; } = "";

    public static PartsView Of(Document document, Node parent, NodeKind kind, PlanMarks marks, string slug) => Of(document, parent, [kind], marks, slug);

    public static PartsView Of(Document document, Node parent, ImmutableArray<NodeKind> kinds, PlanMarks marks, string slug)
    {
        var nodes = ContentOrder.Listed(document, document.Children(parent).Where(child => kinds.Contains(child.Kind)));
        var fields = kinds.Length == 1 ? MainFacts.Of(kinds[0]) : [];
        return new PartsView(parent.Id, kinds)
        {
            Rows = [.. nodes.Select(node => kinds.Length == 1 ? PartView.Of(document, node, fields, marks, slug) : PartView.OfText(document, node, marks, slug))],
            Ghosts = [.. GhostsOf(document, parent, kinds, fields, marks, slug)],
            Columns = kinds.Length == 1 ? [.. fields.Select(field => field.Label)] : ["Written so far"],
            Missing = MissingWords(parent, kinds, marks),
        };
    }

    public bool Equals(PartsView? other) =>
        other is not null && Parent == other.Parent && Missing == other.Missing && Kinds.SequenceEqual(other.Kinds) && Columns.SequenceEqual(other.Columns) && Rows.SequenceEqual(other.Rows) && Ghosts.SequenceEqual(other.Ghosts);

    public override int GetHashCode() => HashCode.Combine(Parent, Rows.Length, Missing);

    private static IEnumerable<PartGhost> GhostsOf(Document document, Node parent, ImmutableArray<NodeKind> kinds, ImmutableArray<Field> fields, PlanMarks marks, string slug) =>
        document.Proposals.Count == 0 ? [] : OpenSuggestions.Of(document).Under(parent.Id).Where(one => document.Find(one.Insert.Node) is not { Removed: false })
            .Select(one => (one.Proposal, one.Applied, Node: one.Applied.Document[one.Insert.Node])).Where(one => kinds.Contains(one.Node.Kind))
            .Select(one => new PartGhost(one.Proposal.Id, one.Proposal.Author, PartView.Of(one.Applied.Document, one.Node, fields, marks, slug)));

    private static string MissingWords(Node parent, ImmutableArray<NodeKind> kinds, PlanMarks marks)
    {
        if (kinds.FirstOrDefault(kind => !kind.Fixed && marks.Found.LacksChildren(parent.Id, kind)) is not { } kind) return "";
        var least = parent.Kind.Children.First(rule => rule.Kind == kind.Key).AtLeast;
        return least == 1 ? $"At least one {kind.Noun} is needed for final" : $"At least {least} are needed for final";
    }
}

/// <summary>A part that somebody suggests to add.</summary>
/// <param name="Proposal">In which proposal.</param>
/// <param name="Author">Who.</param>
/// <param name="Part">The part as it would be.</param>
public sealed record PartGhost(ProposalId Proposal, UserId Author, PartView Part);
