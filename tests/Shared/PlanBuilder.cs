using System.Globalization;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Text;

namespace OgdPlans.Tests;

/// <summary>
/// Makes action plans, or documents of another schema, by hand: <c>plan.Add("milestone", commitment, ("dueDate", "2018-07-31"))</c>. Values are written as strings; of a
/// set, with commas between. Every operation is checked as a room would.
/// </summary>
public sealed class PlanBuilder(PlanSchema? schema = null)
{
    private readonly List<Operation> _operations = [];
    private ulong _last = 100;

    /// <summary>All that was done, in order.</summary>
    public IReadOnlyList<Operation> Operations => _operations;

    public Document Document { get; private set; } = Document.Empty(schema ?? ActionPlan.Schema);

    public NodeId Add(string kind, params (string Key, string Value)[] fields) => Add(kind, NodeId.Root, fields);

    public NodeId Add(string kind, NodeId parent, params (string Key, string Value)[] fields)
    {
        var id = NextId();
        var last = Document[parent].Children is { IsEmpty: false } children ? children[^1] : (NodeId?)null;
        Do(new InsertNode(id, kind, parent, last, Node.NoFields));
        foreach (var (key, value) in fields) Set(id, key, value);
        return id;
    }

    public void Set(NodeId node, string key, string? value)
    {
        var field = Document[node].Kind.Find(key) ?? throw new ArgumentException($"{Document[node].Kind} has no {key}");
        if (field is TextField text)
            Do(new EditText(node, key, TextChangeSet.Of(text.Read(Document[node]).Length, (0, text.Read(Document[node]).Length, value ?? ""))));
        else if (field is ItemsField items)
        {
            foreach (var item in items.Read(Document[node])) Do(new RemoveFromSet(node, key, item));
            foreach (var item in value?.Split(',') ?? []) Do(new AddToSet(node, key, item));
        }
        else
            Do(new SetField(node, key, value is null ? null : field switch
            {
                NumberField => Scalar.Of(decimal.Parse(value, CultureInfo.InvariantCulture)),
                FlagField => Scalar.Of(bool.Parse(value)),
                _ => Scalar.Of(value),
            }));
    }

    public void Remove(NodeId node) => Do(new RemoveNode(node));

    public NodeId NextId() => new(++_last);

    public void Do(Operation operation)
    {
        if (operation.Check(Document) is { } refusal) throw new InvalidOperationException(refusal.Words);
        Document = operation.Apply(Document);
        _operations.Add(operation);
    }
}
