using System.Security.Cryptography;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanEditor.Components.Editor;

/// <summary>Parts that somebody adds.</summary>
public static class NewNodes
{
    /// <summary>A new part at the end of a parent, with what such a part starts with.</summary>
    public static InsertNode In(Document document, Node parent, NodeKind kind, params ReadOnlySpan<(string Field, FieldValue Value)> fields)
    {
        var values = kind.InitialFields(document, parent);
        foreach (var (field, value) in fields) values = values.SetItem(field, value);
        return new InsertNode(NewId(), kind.Key, parent.Id, parent.Children.IsEmpty ? null : parent.Children[^1], values);
    }

    /// <summary>A new part with a name, for a reference to it.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="node">The node that will refer to it.</param>
    /// <param name="kind">Its kind; <see cref="IsNamedAtOnce"/> holds.</param>
    /// <param name="name">Its name.</param>
    public static InsertNode Named(Document document, Node node, NodeKind kind, string name) =>
        In(document, ParentFor(document, node, kind)!, kind, (kind.GivenName!.Key, Scalar.Of(name)));

    /// <summary>Whether a part of a kind can be made from its name alone, somewhere that needs no choice.</summary>
    public static bool IsNamedAtOnce(Document document, Node node, NodeKind kind) => kind.GivenName is not null && ParentFor(document, node, kind) is not null;

    /// <summary>An id at random.</summary>
    public static NodeId NewId()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        while (true)
        {
            RandomNumberGenerator.Fill(bytes);
            if (BitConverter.ToUInt64(bytes) is > 1 and var value) return new NodeId(value);
        }
    }

    private static Node? ParentFor(Document document, Node node, NodeKind kind) =>
        document.Above(node).Prepend(node).FirstOrDefault(parent => PlanSchema.MayHold(parent.Kind, kind));
}
