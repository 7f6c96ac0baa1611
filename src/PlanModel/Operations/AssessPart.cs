using System.Text.Json;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>A reviewer answers one point of the checklist of a part, or takes the answer back. Whatever changes the part afterwards makes the answer stale.</summary>
/// <param name="Node">The part.</param>
/// <param name="Point">The point.</param>
/// <param name="Holds">Whether it holds; null: no answer.</param>
public sealed record AssessPart(NodeId Node, ChecklistPoint Point, bool? Holds) : Verdict
{
    /// <summary>The written name.</summary>
    public const string OperationName = "assessPart";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.Assess;

    /// <inheritdoc/>
    public override OperationTarget Target => new(Node, "checklist", null, ThreadJson.Write(Point));

    /// <inheritdoc/>
    public override Refusal? Check(Document document) =>
        Find(document, Node, out var refusal) is not { } node ? refusal
        : node.Kind.Assessed ? null
        : new Refusal(RefusalCode.UnknownKind, $"A {node.Kind.Noun} has no checklist.", Node);

    /// <inheritdoc/>
    public override Refusal? Outdated(Document document, Meanwhile since) =>
        since.IsIn(document, Node) ? new Refusal(RefusalCode.NotReady, $"{NameIn(document, Node)} changed just now. Look at what changed, then answer.", Node) : null;

    /// <inheritdoc/>
    public override Document Apply(Document document)
    {
        var checklist = document.Standing.Checklist;
        if (Holds is null && checklist.Find(Node, Point) is null) return document;
        return document.With(document.Standing with { Checklist = Holds is { } holds ? checklist.With(new ChecklistAnswer(Node, Point, holds, Stamp, false)) : checklist.Without(Node, Point) });
    }

    /// <inheritdoc/>
    /// <remarks>It is not undone: who thinks otherwise answers anew.</remarks>
    public override Operation? Invert(Document before) => null;

    /// <inheritdoc/>
    public override string Label(Document document) => Holds switch
    {
        true => $"found {NameIn(document, Node)} {Words(Point)}",
        false => $"found {NameIn(document, Node)} not {Words(Point)}",
        _ => $"took back whether {NameIn(document, Node)} is {Words(Point)}",
    };

    private protected override void WriteAct(Utf8JsonWriter writer)
    {
        writer.WriteNode("node"u8, Node);
        writer.WriteString("item"u8, ThreadJson.Write(Point));
        if (Holds is { } holds) writer.WriteBoolean("value"u8, holds);
        else writer.WriteNull("value"u8);
    }

    internal static Operation? Read(OperationMembers members) =>
        members is { Node: { } node, Item: { } item } && ThreadJson.TryParse(item, out ChecklistPoint point) && (members.Value is null || members.Value.Flag is not null)
            ? new AssessPart(node, point, members.Value?.Flag) { Stamp = members.Stamp ?? Stamp.None }
            : null;

    private static string Words(ChecklistPoint point) => point switch
    {
        ChecklistPoint.Verifiable => "verifiable",
        ChecklistPoint.Relevant => "relevant",
        _ => "likely to show results",
    };
}
