using System.Globalization;
using PlanModel.Documents;

namespace PlanModel.Schema;

/// <summary>
/// A field of a kind of node: the one place where it is named. A field checks what may be stored under its key and says
/// how people see it.
/// </summary>
public abstract class Field
{
    private protected Field(string key, string label)
    {
        Key = key;
        Label = label;
    }

    /// <summary>The stored name, lower camel.</summary>
    public string Key { get; }

    /// <summary>What people read above the field, in English.</summary>
    public string Label { get; }

    /// <summary>One or two sentences that help to fill the field, or empty.</summary>
    public string Help { get; init; } = "";

    /// <summary>What final asks of it, when <see cref="NeededWhen"/> holds.</summary>
    public Need Need { get; init; }

    /// <summary>When the need holds; null: always.</summary>
    public Condition? NeededWhen { get; init; }

    /// <summary>The rule under which a missing value is reported; null when another rule reports it in words of its own.</summary>
    public string? NeedRule { get; init; } = "REQ";

    /// <summary>The field of whose value this one says something: in which language it is, how else it is written; null for what stands by itself.</summary>
    public Field? Beside { get; internal init; }

    /// <summary>What a new node has in this field, from the document and the node it will stand under; null: nothing.</summary>
    public Func<Document, Node, Scalar?>? Initial { get; init; }

    /// <summary>Whether readers of the plan see the value, in the preview, in exports and on public pages. Not what only steers the work, nor what names a person.</summary>
    public Func<Document, Node, bool> Published { get; init; } = static (_, _) => true;

    /// <summary>Whether what is published keeps the value though readers do not see it, because what they see follows from it: a number, a language, whether a person may be named.</summary>
    public bool ReadingNeeds { get; init; }

    /// <summary>Whether it names a person or leads to one: then what is not <see cref="Published"/> leaves the server in no file.</summary>
    public bool Personal { get; init; }

    /// <summary>True when the field is set once, at creation, and never changed.</summary>
    public bool Fixed { get; init; }

    /// <summary>What final asks of the field in this node: <see cref="Need"/>, or nothing while <see cref="NeededWhen"/> does not hold.</summary>
    internal Need NeedIn(Document document, Node node) =>
        Need == Need.Optional || NeededWhen is { } condition && !condition.Holds(document, node) ? Need.Optional : Need;

    /// <summary>Whether a value is missing or, for a text, has nothing but white space.</summary>
    public virtual bool IsEmpty(Node node) => node.Value(Key) is null;

    /// <summary>Whether it names other nodes.</summary>
    public virtual bool RefersToNodes => false;

    /// <summary>The nodes that it names in a node, as they are written.</summary>
    internal virtual IEnumerable<string> ReferencesIn(Node node) => [];

    /// <summary>Says in words why a scalar cannot be stored here, or null. Empty (null) is always allowed.</summary>
    /// <param name="document">The document in which the node stands, for references.</param>
    /// <param name="value">The value that somebody wants to store.</param>
    public virtual string? Problem(Document document, Scalar value) => $"{Label} does not take a single value";

    /// <summary>Says in words why an item cannot be in this set, or null.</summary>
    public virtual string? ItemProblem(Document document, string item) => $"{Label} is not a list of items";

    /// <summary>A stored scalar as people read it, in English: a label, "31 Jul 2018", the name of a node. What cannot be read shows as it is stored.</summary>
    public virtual string Show(Document document, Scalar value) =>
        value.Text ?? value.Number?.ToString("#,0.############", CultureInfo.InvariantCulture) ?? (value.Flag == true ? "Yes" : "No");

    /// <summary>An item of a set as people read it, in English.</summary>
    public virtual string ShowItem(Document document, string item) => item;

    /// <inheritdoc/>
    public override string ToString() => Key;
}
