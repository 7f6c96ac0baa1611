using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Schema.Rules;
using PlanModel.Workflow;

namespace PlanModel.Schema;

/// <summary>The kinds of node that a document is made of, declared once in code.</summary>
public sealed class PlanSchema
{
    private readonly ImmutableDictionary<string, NodeKind> _byKey;
    private readonly ImmutableArray<Condition> _wide;

    /// <summary>A schema.</summary>
    /// <param name="name">The stored name, lower camel.</param>
    /// <param name="root">The kind of the root node.</param>
    /// <param name="kinds">All other kinds; keys must differ.</param>
    public PlanSchema(string name, NodeKind root, params IReadOnlyList<NodeKind> kinds)
    {
        Name = name;
        Root = root;
        Kinds = [root, .. kinds];
        _wide = [.. kinds.SelectMany(kind => kind.Fields).Select(field => field.NeededWhen).OfType<Condition>().Where(condition => condition.IsOfDocument)];
        _byKey = Kinds.ToImmutableDictionary(kind => kind.Key, StringComparer.Ordinal);
        foreach (var kind in Kinds)
            foreach (var rule in kind.Children)
                if (!_byKey.ContainsKey(rule.Kind)) throw new ArgumentException($"{kind.Key} may hold {rule.Kind}, which is no kind of {name}", nameof(kinds));
    }

    /// <summary>The stored name.</summary>
    public string Name { get; }

    /// <summary>The kind of the root node.</summary>
    public NodeKind Root { get; }

    /// <summary>All kinds, the root's first.</summary>
    public ImmutableArray<NodeKind> Kinds { get; }

    /// <summary>The groups in which people find the parts under the root, in the order of the page. Empty: by kind.</summary>
    public ImmutableArray<OutlineGroup> Outline { get; init; } = [];

    /// <summary>What stands above the title of a document that is of no country.</summary>
    public string Kicker { get; init; } = "";

    /// <summary>How its documents go from being written to being final.</summary>
    public PlanWorkflow Workflow { get; init; } = PlanWorkflow.Review;

    /// <summary>What the server's operator decided about final.</summary>
    public FinalTerms Terms { get; private init; } = new();

    /// <summary>What final asks beyond the needs of fields, the numbers of children and whole references.</summary>
    internal ImmutableArray<PlanRule> Rules { get; init; } = [];

    /// <summary>What final asks of each node by itself, beyond the needs of its fields.</summary>
    internal ImmutableArray<NodeRule> NodeRules { get; init; } = [];

    /// <summary>All that <see cref="NodeRules"/> look at outside a node, as one value with equality.</summary>
    internal Func<Document, object> Around { get; init; } = static _ => "";

    /// <summary>All that holds for the whole document and that <see cref="NodeRules"/> and the needs of fields look at in a node that is not the root, as one value with equality.</summary>
    internal object AllAround(Document document) => (Terms, Around(document), string.Concat(_wide.Select(condition => condition.Holds(document, document.Root) ? '1' : '0')));

    /// <summary>The same schema on other terms.</summary>
    public PlanSchema On(FinalTerms terms) => new(Name, Root, [.. Kinds.Skip(1)]) { Terms = terms, Kicker = Kicker, Workflow = Workflow, Outline = Outline, Rules = Rules, NodeRules = NodeRules, Around = Around };

    /// <summary>The group in which a kind is found, or null.</summary>
    public OutlineGroup? GroupOf(NodeKind kind) => Outline.FirstOrDefault(group => group.Kinds.Contains(kind.Key));

    /// <summary>The kind with a key, or null.</summary>
    public NodeKind? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>Whether a kind may stand under another.</summary>
    public static bool MayHold(NodeKind parent, NodeKind child) => parent.Children.Any(rule => rule.Kind == child.Key);
}
