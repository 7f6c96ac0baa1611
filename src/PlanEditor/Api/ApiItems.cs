using System.Collections.Immutable;
using PlanEditor.Finals;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Sdg;

namespace PlanEditor.Api;

/// <summary>A part of a list.</summary>
/// <param name="Items">What is on this page.</param>
/// <param name="Number">Which page, from 1.</param>
/// <param name="Size">How many a page has at most.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record Page<T>(ImmutableArray<T> Items, int Number, int Size, int Total)
{
    internal const int SizeUsual = 50;

    internal const int SizeMost = 200;
}

/// <summary>A final plan.</summary>
/// <param name="Plan">Its name in addresses.</param>
/// <param name="Country">The country's two letters.</param>
/// <param name="Title">The title.</param>
/// <param name="Language">The language of the title.</param>
/// <param name="Version">The newest version.</param>
/// <param name="At">When it became final.</param>
/// <param name="Address">The permanent address of its page.</param>
public sealed record PlanItem(string Plan, string Country, string Title, string Language, int Version, DateTimeOffset At, Uri Address)
{
    internal static PlanItem Of(PublishedFinal final)
    {
        var manifest = final.Manifest;
        return new PlanItem(manifest.Plan, manifest.Country, manifest.Title, manifest.Language, manifest.Version, manifest.At, manifest.Address);
    }
}

/// <summary>A plan with its versions.</summary>
/// <param name="Newest">The newest version.</param>
/// <param name="Versions">All versions with their files, the newest first.</param>
/// <param name="Errata">What was found wrong in them since they were published.</param>
public sealed record PlanDetail(PlanItem Newest, ImmutableArray<FinalManifest> Versions, ImmutableArray<ErratumItem> Errata)
{
    internal static PlanDetail Of(ImmutableArray<PublishedFinal> versions) =>
        new(PlanItem.Of(versions[0]), [.. versions.Select(one => one.Manifest)], [.. versions.SelectMany(one => one.Errata, (one, erratum) => new ErratumItem(one.Manifest.Version, erratum.Part, erratum.Text, erratum.Language, erratum.At))]);
}

/// <summary>What was found wrong in a version since it was published. Its files stay what they are.</summary>
/// <param name="Version">The version.</param>
/// <param name="Part">The part, as the version calls it.</param>
/// <param name="Text">What is wrong, and what is right.</param>
/// <param name="Language">The language of that.</param>
/// <param name="At">When it was noted.</param>
public sealed record ErratumItem(int Version, string Part, string Text, string Language, DateTimeOffset At);

/// <summary>A dataset that a plan opens or improves.</summary>
/// <param name="Id">Its id in the plan.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Country">The country's two letters.</param>
/// <param name="Title">The title.</param>
/// <param name="Publisher">Who releases it.</param>
/// <param name="Licence">The code of the licence.</param>
/// <param name="Frequency">How often it is updated, by the EU's codes.</param>
/// <param name="PlannedRelease">The day by which it is out.</param>
/// <param name="Targets">The SDG targets that it serves.</param>
/// <param name="Address">Its permanent address, which leads to where it is read.</param>
public sealed record DatasetItem(string Id, string Plan, string Country, string Title, string? Publisher, string? Licence, string? Frequency, DateOnly? PlannedRelease, ImmutableArray<string> Targets, Uri Address)
{
    internal static IEnumerable<DatasetItem> Of(PublishedFinal final, Document document)
    {
        var targets = SdgTargetsOfDatasets.Of(document);
        return document.Children(document.Root, ActionPlan.Dataset.Kind).Select(node => new DatasetItem(
            node.Id.ToString(), final.Manifest.Plan, final.Manifest.Country, document.Title(node), Name(document, ActionPlan.Dataset.Publisher.Read(node)), ActionPlan.Dataset.Licence.Read(node),
            ActionPlan.Dataset.Frequency.Read(node), ActionPlan.Dataset.PlannedRelease.Read(node), [.. targets[node.Id]], AddressOf(final, node)));
    }

    internal static Uri AddressOf(PublishedFinal final, Node part) => new(final.Manifest.Address, $"../../id/plan/{final.Manifest.Plan}/{part.Kind.Key}/{part.Id}");

    internal static string? Name(Document document, NodeId? id) => id is { } known && document.Find(known) is { } node ? document.Title(node) : null;
}

/// <summary>A step of a commitment.</summary>
/// <param name="Id">Its id in the plan.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Country">The country's two letters.</param>
/// <param name="Number">Its number in the plan: "C2.M3".</param>
/// <param name="Title">The step.</param>
/// <param name="Due">The day by which it is done.</param>
/// <param name="Responsible">Who answers for it.</param>
/// <param name="Commitment">The commitment.</param>
/// <param name="Status">How far it was when the plan became final: the code of a choice of <c>status</c> in the schema.</param>
/// <param name="Address">Its permanent address, which leads to where it is read.</param>
public sealed record MilestoneItem(string Id, string Plan, string Country, string Number, string Title, DateOnly? Due, string? Responsible, string Commitment, string? Status, Uri Address)
{
    internal static IEnumerable<MilestoneItem> Of(PublishedFinal final, Document document) =>
        from commitment in document.Children(document.Root, ActionPlan.Commitment.Kind)
        from node in document.Children(commitment, ActionPlan.Milestone.Kind)
        select new MilestoneItem(
            node.Id.ToString(), final.Manifest.Plan, final.Manifest.Country, document.Number(node), document.Title(node), ActionPlan.Milestone.DueDate.Read(node),
            DatasetItem.Name(document, ActionPlan.Milestone.Responsible.Read(node)), document.Title(commitment), ActionPlan.Milestone.Status.Read(node), DatasetItem.AddressOf(final, node));
}
