using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;

namespace PlanEditor.Components.Plans;

/// <summary>What was last done to a plan.</summary>
/// <param name="Author">Who did it.</param>
/// <param name="What">What, in words that follow a name: "wrote in The public problem of C2".</param>
/// <param name="At">When.</param>
public sealed record LastChange(UserId Author, string What, DateTimeOffset At)
{
    /// <summary>Reads a change in the document that it made.</summary>
    public static LastChange Of(CommittedChange change, Document after) =>
        new(change.Author, change.Revision == 1 ? "started the plan" : Words(change.Operations[^1], after), change.At);

    private static string Words(Operation operation, Document after)
    {
        if (operation is ChangeState or OpenToPeers) return operation.Label(after);
        if (operation.Target.Node is not { } id || after.Find(id) is not { } node) return "changed the plan";
        var name = node.Parent is null ? "the plan" : node.Removed || !after.IsVisible(node) ? $"“{after.Title(node)}”" : after.Name(node);
        return operation switch
        {
            InsertNode => $"added {name}",
            RemoveNode => $"removed {name}",
            RestoreNode => $"brought back {name}",
            MoveNode => $"moved {name}",
            EditText => $"wrote in {Field(operation, node, name)}",
            _ => $"changed {Field(operation, node, name)}",
        };
    }

    // The text of a section is the section.
    private static string Field(Operation operation, Node node, string name) =>
        node.Kind.Find(operation.Target.Field ?? "") is { Key: not "text" } field ? $"“{field.Label}” of {name}" : name;
}
