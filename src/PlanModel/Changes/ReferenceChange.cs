using System.Collections.Immutable;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanModel.Changes;

/// <summary>
/// Makes a part name another. What a new part under it would start with because of that (<see cref="Field.Initial"/>) the parts that are there take over where they have
/// nothing: the lead of a commitment answers for the milestones for which nobody does.
/// </summary>
public static class ReferenceChange
{
    /// <summary>The operations that make a node name a part.</summary>
    /// <param name="document">The plan.</param>
    /// <param name="node">The node.</param>
    /// <param name="field">Its field.</param>
    /// <param name="named">The part.</param>
    /// <param name="made">What makes the part in the same change; null: it is there.</param>
    public static ImmutableArray<Operation> Of(Document document, Node node, ReferenceField field, NodeId named, InsertNode? made = null)
    {
        var operations = ImmutableArray.CreateBuilder<Operation>();
        if (made is not null) operations.Add(made);
        operations.Add(new SetField(node.Id, field.Key, Scalar.Of(named)));
        var after = operations.Aggregate(document, (so, operation) => operation.Apply(so));
        foreach (var child in document.Children(node))
            foreach (var following in child.Kind.Fields.Where(one => one.Initial is not null && one.IsEmpty(child)))
                if (following.Initial!(after, after[node.Id]) is { } value && value != following.Initial(document, node)) operations.Add(new SetField(child.Id, following.Key, value));
        return operations.DrainToImmutable();
    }
}
