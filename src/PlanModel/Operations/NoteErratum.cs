using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Notes what is wrong in a final plan. The plan stays as it is; the erratum stands beside it, and in the next versions.</summary>
/// <param name="Node">The part that it is about.</param>
/// <param name="Text">What is wrong, and what is right.</param>
public sealed record NoteErratum(NodeId Node, string Text) : StampedOperation
{
    /// <summary>The longest erratum, in UTF-16 units.</summary>
    public const int TextUnitsMax = 2_000;

    /// <summary>Which version it is about; null: the one that is final now.</summary>
    public int? Version { get; init; }

    /// <summary>The written name.</summary>
    public const string OperationName = "noteErratum";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.NoteErratum;

    /// <inheritdoc/>
    public override OperationTarget Target => new(null, "erratum", null, Text);

    /// <inheritdoc/>
    public override Refusal? Check(Document document) =>
        Find(document, Node, out var refusal) is null ? refusal
        : PublicationOperation.RefuseVersion(document, Version) is { } noFinal ? noFinal
        : Text.AsSpan().Trim().IsEmpty ? new Refusal(RefusalCode.BadValue, "Say what is wrong, and what is right.")
        : Text.Length > TextUnitsMax ? new Refusal(RefusalCode.TooLong, $"An erratum has at most {TextUnitsMax:N0} characters.")
        : TextGate.Problem(Text) is { } problem ? new Refusal(RefusalCode.BadText, problem + ".")
        : document.Standing.Errata.Length >= Limits.ErrataMax ? new Refusal(RefusalCode.TooMany, $"A plan has at most {Limits.ErrataMax} errata. Reopen it and put it right.")
        : null;

    /// <inheritdoc/>
    public override Document Apply(Document document) =>
        document.With(document.Standing with { Errata = document.Standing.Errata.Add(new Erratum(Version ?? document.Standing.Version, Node, Text, Stamp)) });

    /// <inheritdoc/>
    /// <remarks>Others may have read it, with the final.</remarks>
    public override Operation? Invert(Document before) => null;

    /// <inheritdoc/>
    public override string Label(Document document) => $"noted an erratum on {NameIn(document, Node)}";

    private protected override void WriteAct(Utf8JsonWriter writer)
    {
        writer.WriteNode("node"u8, Node);
        writer.WriteString("text"u8, Text);
        if (Version is { } version) writer.WriteNumber("version"u8, version);
    }

    internal static Operation? Read(OperationMembers members) =>
        members is { Node: { } node, Text: { } text } ? new NoteErratum(node, text) { Version = members.Version, Stamp = members.Stamp ?? Stamp.None } : null;
}
