using System.Collections.Immutable;
using PlanModel.Schema;
using PlanModel.Text;

namespace PlanModel.Documents;

/// <summary>
/// One node of a document, immutable: a change makes a new node, and all nodes that did not change stay the same
/// references. Children are named by id, so a change below does not make a new node above.
/// </summary>
public sealed class Node
{
    // So that a node does not keep an old text alive for long.
    private const int TimesMax = 64;

    // All values but for one text, which stands beside them: most edits follow one of the same text. It is put among them when somebody asks for all.
    private readonly ImmutableSortedDictionary<string, FieldValue> _fields;
    private readonly string? _edited;
    private readonly TextValue? _text;
    private readonly int _times;

    private ImmutableSortedDictionary<string, FieldValue>? _all;

    internal Node(NodeId id, NodeKind kind, NodeId? parent, bool removed, ImmutableArray<NodeId> children, ImmutableSortedDictionary<string, FieldValue> fields)
        : this(id, kind, parent, removed, children, fields, fields.Sum(field => field.Value.Units))
    {
    }

    private Node(NodeId id, NodeKind kind, NodeId? parent, bool removed, ImmutableArray<NodeId> children, ImmutableSortedDictionary<string, FieldValue> fields, int units)
    {
        _fields = _all = fields;
        Id = id;
        Kind = kind;
        Parent = parent;
        Removed = removed;
        Children = children;
        Units = units;
    }

    private Node(Node before, string edited, TextValue text, int units) : this(before.Id, before.Kind, before.Parent, before.Removed, before.Children, before._fields, units)
    {
        (_edited, _text, _times) = (edited, text, before._times + 1);
        _all = null;
    }

    /// <summary>No values, in the order that all values have.</summary>
    public static ImmutableSortedDictionary<string, FieldValue> NoFields { get; } = ImmutableSortedDictionary.Create<string, FieldValue>(StringComparer.Ordinal);

    /// <summary>The node's id.</summary>
    public NodeId Id { get; }

    /// <summary>The node's kind.</summary>
    public NodeKind Kind { get; }

    /// <summary>The node it stands under; null for the root.</summary>
    public NodeId? Parent { get; }

    /// <summary>Whether the node itself was removed. A node under a removed one keeps its own mark: ask <see cref="Document.IsVisible"/>.</summary>
    public bool Removed { get; }

    /// <summary>The children of all kinds in order, removed ones at the place they had.</summary>
    public ImmutableArray<NodeId> Children { get; }

    /// <summary>The stored values by the fields' keys; what is empty is not there.</summary>
    public ImmutableSortedDictionary<string, FieldValue> Fields
    {
        get
        {
            if (Volatile.Read(ref _all) is { } all) return all;
            // Whoever does it first says which it is: others compare references.
            all = _fields.SetItem(_edited!, _text!);
            return Interlocked.CompareExchange(ref _all, all, null) ?? all;
        }
    }

    /// <summary>How much is written in all fields, in UTF-16 units.</summary>
    internal int Units { get; }

    /// <summary>The stored value, or null when the field is empty.</summary>
    public FieldValue? Value(string key) => key == _edited ? _text : _fields.TryGetValue(key, out var value) ? value : null;

    /// <summary>The stored scalar, or null.</summary>
    public Scalar? Scalar(string key) => Value(key) as Scalar;

    /// <summary>The stored text, or the empty one.</summary>
    public PlanText Text(string key) => Value(key) is TextValue value ? value.Text : PlanText.Empty;

    /// <summary>The stored set, or the empty one.</summary>
    public ImmutableSortedSet<string> Set(string key) => Value(key) is SetValue value ? value.Items : SetValue.None;

    /// <summary>Whether it surely has the values of another node but for a text.</summary>
    internal bool IsEditOf(Node before) => _fields == before._fields;

    internal Node With(string key, FieldValue? value)
    {
        var before = Value(key);
        var units = Units - (before?.Units ?? 0) + (value?.Units ?? 0);
        var isSame = _edited is null || _edited == key;
        if (isSame && _times < TimesMax && before is TextValue && value is TextValue text) return new Node(this, key, text, units);
        var fields = isSame ? _fields : Fields;
        return new Node(Id, Kind, Parent, Removed, Children, value is null ? fields.Remove(key) : fields.SetItem(key, value), units);
    }

    /// <summary>
    /// The node with a text that was edited. Where a translation stands beside it, that one is marked as one to look at; an edit of the translation takes the mark
    /// away. So what is stale follows from the order of the log alone.
    /// </summary>
    internal Node WithText(string key, PlanText text)
    {
        var after = With(key, text.Length == 0 ? null : new TextValue(text));
        return Kind.Find(key) switch
        {
            TextField { Source: { } source } => after.WithStale(source.Key, false),
            TextField { Translation: { } translation } when _fields.ContainsKey(translation.Key) => after.WithStale(key, true),
            _ => after,
        };
    }

    internal Node WithChildren(ImmutableArray<NodeId> children) => new(Id, Kind, Parent, Removed, children, Fields, Units);

    internal Node WithParent(NodeId parent) => new(Id, Kind, parent, Removed, Children, Fields, Units);

    internal Node WithRemoved(bool removed) => new(Id, Kind, Parent, removed, Children, Fields, Units);

    private Node WithStale(string key, bool stale)
    {
        var before = Set(NodeKind.StaleTranslations.Key);
        var after = stale ? before.Add(key) : before.Remove(key);
        return after == before ? this : With(NodeKind.StaleTranslations.Key, after.IsEmpty ? null : new SetValue(after));
    }
}
