using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Whether a final plan stands on the public pages. Whoever decides that gives a reason, which stays in the history.</summary>
/// <param name="Reason">Why.</param>
public abstract record PublicationOperation(string Reason) : StampedOperation
{
    /// <summary>The longest reason, in UTF-16 units.</summary>
    public const int ReasonUnitsMax = 1_000;

    /// <summary>Which version; null: the one that is final now.</summary>
    public int? Version { get; init; }

    /// <inheritdoc/>
    public override PlanAct Act => PlanAct.Unpublish;

    /// <inheritdoc/>
    public override OperationTarget Target => new(null, "publication");

    /// <inheritdoc/>
    public override Refusal? Check(Document document) =>
        RefuseVersion(document, Version) is { } refusal ? refusal
        : Reason.AsSpan().Trim().IsEmpty ? new Refusal(RefusalCode.BadValue, "Give the reason.")
        : Reason.Length > ReasonUnitsMax ? new Refusal(RefusalCode.TooLong, $"A reason has at most {ReasonUnitsMax:N0} characters.")
        : TextGate.Problem(Reason) is { } problem ? new Refusal(RefusalCode.BadText, problem + ".")
        : CheckPublished(document.Standing.UnpublishedOf(VersionIn(document)) is null);

    /// <inheritdoc/>
    /// <remarks>It is not undone: the opposite is an act of its own, with its own reason.</remarks>
    public override Operation? Invert(Document before) => null;

    /// <summary>Why there is no final of a version; null when there is one.</summary>
    internal static Refusal? RefuseVersion(Document document, int? version) =>
        version is null && document.State != PlanState.Final ? new Refusal(RefusalCode.NotReady, "The plan is not final now: say which version is meant.")
        : version is { } asked && !document.Standing.Finals.Contains(asked) ? new Refusal(RefusalCode.NotReady, $"There is no final version {asked}.")
        : null;

    private protected abstract Refusal? CheckPublished(bool isPublic);

    private protected int VersionIn(Document document) => Version ?? document.Standing.Version;

    private protected string Named => Version is { } version ? $"version {version}" : "the final plan";

    private protected override void WriteAct(Utf8JsonWriter writer)
    {
        writer.WriteString("reason"u8, Reason);
        if (Version is { } version) writer.WriteNumber("version"u8, version);
    }
}
