using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>
/// Edits a text by a change set, with which the ranges of threads and what is suggested for the text move. The one operation whose positions others have to be mapped over: over another edit of the same text it is mapped, and where both
/// insert at one position the committed one stands first.
/// </summary>
/// <param name="Node">The node.</param>
/// <param name="Field">The field's key.</param>
/// <param name="Edit">The change set, made for exactly the text it finds.</param>
public sealed record EditText(NodeId Node, string Field, TextChangeSet Edit) : Operation
{
    /// <summary>The written name.</summary>
    public const string OperationName = "editText";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.Edit;

    /// <inheritdoc/>
    public override OperationTarget Target => new(Node, "text", Field);

    /// <inheritdoc/>
    public override Refusal? Check(Document document)
    {
        if (Find<TextField>(document, Node, Field, out var refusal) is not { } field) return refusal;
        var text = document[Node].Text(Field);
        if (Edit.LengthBefore != text.Length)
            return new Refusal(RefusalCode.BadEdit, $"The edit is for a text of {Edit.LengthBefore} units; {field.Label} has {text.Length}.", Node, Field);
        if (Edit.SectionCount > TextChangeSetJson.SectionsMax)
            return new Refusal(RefusalCode.TooMany, $"The edit has {Edit.SectionCount} parts; at most {TextChangeSetJson.SectionsMax} are kept.", Node, Field);
        if (TextGate.SplitsSurrogatePair(text, Edit))
            return new Refusal(RefusalCode.BadEdit, "The edit cuts a character in two (a surrogate pair).", Node, Field);
        foreach (var section in Edit.Sections)
            if (section.Insert is { } insert && field.RefuseInsert(Node, insert) is { } problem) return problem;
        return Edit.LengthAfter > text.Length && Edit.LengthAfter > field.LengthMax ? RefuseLength(field, text) : null;
    }

    // By itself, so that only a text that may be too long makes what would count its letters.
    private Refusal? RefuseLength(TextField field, PlanText text) => field.RefuseLength(Node, Edit.LengthAfter, () => Edit.Apply(text).ToString());

    /// <inheritdoc/>
    public override Document Apply(Document document)
    {
        if (Edit.IsEmpty) return document;
        var node = document[Node];
        var text = Edit.Apply(node.Text(Field));
        return document.With(node.WithText(Field, text)).With(document.Threads.Over(this, text)).With(document.Proposals.Over(this));
    }

    /// <inheritdoc/>
    public override Operation? Invert(Document before) => Edit.IsEmpty ? null : new EditText(Node, Field, Edit.Invert(before[Node].Text(Field)));

    /// <inheritdoc/>
    /// <remarks>Two edits for texts of different lengths cannot both be right: the one that is not stays as it is, and its check says so.</remarks>
    public override Operation Rebase(Operation over, bool before) =>
        over is EditText other && other.Node == Node && other.Field == Field && other.Edit.LengthBefore == Edit.LengthBefore
            ? new EditText(Node, Field, Edit.Map(other.Edit, before))
            : this;

    /// <inheritdoc/>
    public override string Label(Document document)
    {
        var verb = Edit.LengthAfter == 0 ? "emptied" : Edit.LengthBefore == 0 || Edit.LengthAfter > Edit.LengthBefore ? "wrote in" : "edited";
        return $"{verb} {NameIn(document, Node, document[Node].Kind.Find(Field)!)}";
    }

    internal override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteNode("node"u8, Node);
        writer.WriteString("field"u8, Field);
        writer.WritePropertyName("edit"u8);
        TextChangeSetJson.Write(writer, Edit);
    }

    internal static Operation? Read(OperationMembers members) =>
        members is { Node: { } node, Field: { } field, Edit: { } edit } ? new EditText(node, field, edit) : null;
}
