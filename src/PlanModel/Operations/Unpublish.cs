using PlanModel.Documents;
using PlanModel.Review;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>Takes a final plan off the public pages. It stays in the history, and people with an account go on reading it.</summary>
/// <param name="Reason">Why.</param>
public sealed record Unpublish(string Reason) : PublicationOperation(Reason)
{
    /// <summary>The written name.</summary>
    public const string OperationName = "unpublish";

    /// <inheritdoc/>
    public override string Name => OperationName;

    /// <inheritdoc/>
    public override Document Apply(Document document)
    {
        var standing = document.Standing;
        if (standing.UnpublishedOf(VersionIn(document)) is not null) return document;
        return document.With(standing with { Unpublished = standing.Unpublished.Add(new Unpublication(VersionIn(document), Reason, Stamp)) });
    }

    /// <inheritdoc/>
    public override string Label(Document document) => $"took {Named} off the public pages";

    private protected override Refusal? CheckPublished(bool isPublic) =>
        isPublic ? null : new Refusal(RefusalCode.BadValue, "It was taken off the public pages already.");

    internal static Operation? Read(OperationMembers members) => members.Reason is { } reason ? new Unpublish(reason) { Version = members.Version, Stamp = members.Stamp ?? Stamp.None } : null;
}
