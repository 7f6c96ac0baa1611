using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Lets peers read the plan, or no longer.</summary>
/// <param name="Open">Whether they may.</param>
public sealed record OpenToPeers(bool Open) : Operation
{
    /// <summary>The written name.</summary>
    public const string OperationName = "openToPeers";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.OpenToPeers;

    /// <inheritdoc/>
    public override OperationTarget Target => new(null, "peers");

    /// <inheritdoc/>
    public override Refusal? Check(Document document) => null;

    /// <inheritdoc/>
    public override Document Apply(Document document) => document.OpenToPeers == Open ? document : document.With(document.Standing with { OpenToPeers = Open });

    /// <inheritdoc/>
    public override Operation? Invert(Document before) => before.OpenToPeers == Open ? null : new OpenToPeers(before.OpenToPeers);

    /// <inheritdoc/>
    public override Operation Rebase(Operation over, bool before) => this;

    /// <inheritdoc/>
    public override string Label(Document document) => Open ? "opened the plan to peers" : "closed the plan to peers";

    internal override void WriteMembers(Utf8JsonWriter writer) => writer.WriteBoolean("open"u8, Open);

    internal static Operation? Read(OperationMembers members) => members.Open is { } open ? new OpenToPeers(open) : null;
}
