using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Puts a final plan back on the public pages.</summary>
/// <param name="Reason">Why.</param>
public sealed record PublishAgain(string Reason) : PublicationOperation(Reason)
{
    /// <summary>The written name.</summary>
    public const string OperationName = "publishAgain";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override Document Apply(Document document)
    {
        if (document.Standing.UnpublishedOf(VersionIn(document)) is not { } gone) return document;
        return document.With(document.Standing with { Unpublished = document.Standing.Unpublished.Remove(gone) });
    }

    /// <inheritdoc/>
    public override string Label(Document document) => $"put {Named} back on the public pages";

    private protected override Refusal? CheckPublished(bool isPublic) =>
        isPublic ? new Refusal(RefusalCode.BadValue, "It stands on the public pages.") : null;

    internal static Operation? Read(OperationMembers members) => members.Reason is { } reason ? new PublishAgain(reason) { Version = members.Version, Stamp = members.Stamp ?? Stamp.None } : null;
}
