using PlanModel;
using PlanEditor.Finals;
using PlanEditor.Identity;
using PlanModel.Documents;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;

namespace PlanEditor.Components.Public;

/// <summary>A final as public pages show it.</summary>
/// <param name="Final">The final.</param>
/// <param name="Document">Its content; null when this server cannot read it any more.</param>
public sealed record PublicFinal(PublishedFinal Final, Document? Document)
{
    public FinalManifest Manifest => Final.Manifest;

    public string Title => Manifest.Title;

    public string Language => Document is null ? Manifest.Language : TextLanguage.Of(Document, Title);

    public string Country => Countries.OfPlans.Label(Manifest.Country);

    /// <summary>Whose it is, above its name.</summary>
    public string Kicker => Final.IsPlan ? Country : AnalyticalReport.Schema.Kicker;

    /// <summary>What it is, inside a sentence: "the plan of Panama".</summary>
    public string Name => Final.IsPlan ? $"the plan of {Country}" : "the workshop’s report";

    /// <summary>"Final, version 2"; of the report "Published, version 2".</summary>
    public string Standing => $"{(Final.IsPlan ? "Final" : "Published")}, version {Manifest.Version}";

    /// <summary>Its address on this site: the permanent one, unless it is the newest.</summary>
    public string Path => Final.Later is null ? $"/public/{Manifest.Plan}" : Manifest.Path;

    /// <summary>The day on which it became final, where its country is.</summary>
    public DateOnly Day => CountryHabits.DayOf(Manifest.At, Manifest.Country);

    public bool IsSample => Document is not null && ActionPlan.Plan.Sample.Read(Document.Root);

    public string? SampleOf => IsSample ? Country : null;

    public PublicFacts? Facts => Document is null ? null : PublicFacts.Of(Document);
}

/// <summary>A plan in a few words and numbers.</summary>
public sealed record PublicFacts(string LeadWords, string Partners, string Licence, Uri? LicenceAddress, int Commitments, int Milestones, int Datasets, int TargetCount)
{
    public static PublicFacts Of(Document document)
    {
        var root = document.Root;
        var commitments = document.Children(root, ActionPlan.Commitment.Kind).ToArray();
        var licence = ActionPlan.Plan.Licence.Read(root) ?? "";
        return new PublicFacts(
            Short(document, ActionPlan.Plan.LeadOrganisation.Read(root)),
            string.Join(", ", ActionPlan.Plan.PartnerOrganisations.ReadReferences(root).Select(id => Short(document, id)).Where(name => name.Length > 0).Order(ContentOrder.Of(document))),
            Licences.ForPlans.Label(licence),
            Licences.ForPlans.Find(licence)?.Concept,
            commitments.Length,
            commitments.Sum(commitment => document.Children(commitment, ActionPlan.Milestone.Kind).Count()),
            document.Children(root, ActionPlan.Dataset.Kind).Count(),
            commitments.SelectMany(commitment => Targets(document, commitment)).Distinct().Count());
    }

    /// <summary>The codes of the targets that a commitment moves.</summary>
    public static IEnumerable<string> Targets(Document document, Node commitment) =>
        document.Children(commitment, ActionPlan.SdgMapping.Kind).Select(ActionPlan.SdgMapping.Target.Read).OfType<string>().Distinct().Order(PlanModel.Sdg.SdgTargetOrder.ByNumber);

    /// <summary>The letters by which an organisation is known, else its name.</summary>
    public static string Short(Document document, NodeId? id) =>
        id is { } known && document.Find(known) is { } node && document.IsVisible(node)
            ? ActionPlan.Organisation.Acronym.IsEmpty(node) ? document.Title(node) : ActionPlan.Organisation.Acronym.ReadString(node)
            : "";
}
