using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Text;

namespace PlanModel.Changes;

/// <summary>Copies a part with all that stands under it. What the part says of itself, such as the order of its own milestones, the copy says of itself.</summary>
public static class PartCopy
{
    private const string Mark = " (2)";

    /// <summary>The operations that put a copy right behind a part, parents first; the first is the copy itself.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="part">A visible part that every plan may have more than once.</param>
    /// <param name="nextId">Makes an id that was not used before, at random.</param>
    public static ImmutableArray<Operation> Of(Document document, Node part, Func<NodeId> nextId)
    {
        var copies = document.Visible(part).ToDictionary(node => node.Id, _ => nextId());
        var inserts = new List<InsertNode>();
        var links = new List<Operation>();
        foreach (var node in document.Visible(part))
        {
            var parent = node.Id == part.Id ? node.Parent!.Value : copies[node.Parent!.Value];
            var fields = Node.NoFields.ToBuilder();
            foreach (var (key, value) in node.Fields)
            {
                var field = node.Kind.Find(key)!;
                if (field == node.Kind.NumberField) fields.Add(key, field.Initial!(document, document[node.Parent!.Value])!);
                else if (Refers(field)) links.AddRange(Link(copies, copies[node.Id], key, value));
                else fields.Add(key, Copied(value));
            }

            if (node.Id == part.Id && part.Kind.NameField is { } title && !title.IsEmpty(part)) fields[title.Key] = Scalar.Of(Marked(title, title.ReadString(part)));
            inserts.Add(new InsertNode(copies[node.Id], node.Kind.Key, parent, Before(inserts, parent) ?? (node.Id == part.Id ? part.Id : null), fields.ToImmutable()));
        }

        return [.. inserts, .. links];
    }

    private static bool Refers(Field field) => field is ReferenceField or ItemsField { Kinds.IsEmpty: false };

    private static FieldValue Copied(FieldValue value) => value is TextValue text ? Scalar.Of(text.Text.ToString()) : value;

    private static IEnumerable<Operation> Link(Dictionary<NodeId, NodeId> copies, NodeId copy, string key, FieldValue value)
    {
        string Mapped(string id) => NodeId.TryParse(id, out var read) && copies.TryGetValue(read, out var own) ? own.ToString() : id;
        return value switch
        {
            Scalar { Text: { } id } => [new SetField(copy, key, Scalar.Of(Mapped(id)))],
            SetValue set => set.Items.Select(item => new AddToSet(copy, key, Mapped(item))),
            _ => [],
        };
    }

    private static NodeId? Before(List<InsertNode> inserts, NodeId parent) => inserts.FindLast(insert => insert.Parent == parent)?.Node;

    private static string Marked(TextField field, string title) => field.Fits(PlanText.Of(title + Mark)) ? title + Mark : title;
}
