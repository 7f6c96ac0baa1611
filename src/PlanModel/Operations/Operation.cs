using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>
/// One act on a document, as a value. Each kind is one file that holds its data, its checks, what it does, how it is undone,
/// how it moves over others, its written form and its words. The laws, for every document d and operations a, b:
/// <list type="bullet">
/// <item>Checked is safe: when <c>a.Check(d)</c> is null, <c>a.Apply(d)</c> does not throw and keeps all that <see cref="Document"/> promises.</item>
/// <item>Inverse: applying a and then <c>a.Invert(d)</c> gives a document that people see as d. What is said in threads has none: it is not taken back, but deleted or reopened, which shows. A proposal that was sent is withdrawn.</item>
/// <item>Convergence: with a' = <c>a.Rebase(b, before: false)</c> and b' = <c>b.Rebase(a, before: true)</c>, "b then a'" is what everybody has; when both touch one
/// text, "a then b'" is the same text.</item>
/// <item>Only texts have positions: an edit (also one that is only suggested), and a thread that starts on a range, are mapped over edits. Everything else names nodes and means the same wherever it comes, so it rebases to itself.</item>
/// </list>
/// </summary>
public abstract record Operation
{
    /// <summary>The written name, decided once, lower camel.</summary>
    public abstract string Name { get; }

    /// <summary>What the policy is asked about.</summary>
    public abstract PlanAct Act { get; }

    /// <summary>What it changes; two operations with one target exclude or change each other.</summary>
    public abstract OperationTarget Target { get; }

    /// <summary>Why somebody may not do this to a plan that is just so; null when it is allowed.</summary>
    public virtual Refusal? Refuse(Actor actor, PlanFacts plan, Document document) => Policy.Refuse(actor, plan, Act);

    /// <summary>Why it cannot be applied to exactly this document, or null.</summary>
    public abstract Refusal? Check(Document document);

    /// <summary>The document afterwards; the same reference when nothing changes.</summary>
    /// <remarks>Only for a document on which <see cref="Check"/> found nothing, or one that the log can reach.</remarks>
    public abstract Document Apply(Document document);

    /// <summary>What takes it back, given the document before it; null when it changed nothing, started what every plan has, was a step of the review, or was said in a thread.</summary>
    public abstract Operation? Invert(Document before);

    /// <summary>This operation, made for the document that <paramref name="over"/> was applied to, as it is after <paramref name="over"/>.</summary>
    /// <param name="over">The other operation, made for the same document.</param>
    /// <param name="before">Who comes first where both insert text at one position: true puts this one first. The committed one always does.</param>
    public abstract Operation Rebase(Operation over, bool before);

    /// <summary>What it does, in words that follow a person's name: "moved C2.M3 to C4". The one place that says so, for history, undo and home.</summary>
    /// <param name="document">A document that knows its nodes: the one before it, or one after it, where the words say no more than that one shows.</param>
    public abstract string Label(Document document);

    /// <summary>Writes the members after <c>op</c>.</summary>
    internal abstract void WriteMembers(Utf8JsonWriter writer);

    private protected static Node? Find(Document document, NodeId id, out Refusal? refusal)
    {
        var node = document.Find(id);
        refusal = node is null ? new Refusal(RefusalCode.UnknownNode, $"There is no node {id} in this plan.", id) : null;
        return node;
    }

    private protected static T? Find<T>(Document document, NodeId id, string key, out Refusal? refusal) where T : Field
    {
        if (Find(document, id, out refusal) is not { } node) return null;
        if (node.Kind.Find(key) is T field) return field;
        refusal = new Refusal(RefusalCode.UnknownField, $"“{node.Kind.Key}” has no {Noun<T>()} named “{key}”.", id, key);
        return null;
    }

    internal static string NameIn(Document document, NodeId id)
    {
        var node = document[id];
        return node.Parent is null ? $"the {document.Schema.Workflow.Noun}" : document.IsVisible(node) ? document.Name(node) : $"“{document.Title(node)}”";
    }

    // The text of a section is the section.
    internal static string NameIn(Document document, NodeId id, Field field) =>
        field.Key == ActionPlan.Section.TextKey ? NameIn(document, id) : $"“{field.Label}” of {NameIn(document, id)}";

    private static string Noun<T>() => typeof(T) == typeof(TextField) ? "text" : typeof(T) == typeof(ItemsField) ? "set" : "field";
}

/// <summary>What an operation changes.</summary>
/// <param name="Node">The node, or null for the plan itself.</param>
/// <param name="Part">"presence", "place", "field", "item", "text", "state", "peers", "thread" or "proposal".</param>
/// <param name="Field">The field's key, where there is one.</param>
/// <param name="Item">The item, for a set.</param>
public readonly record struct OperationTarget(NodeId? Node, string Part, string? Field = null, string? Item = null);
