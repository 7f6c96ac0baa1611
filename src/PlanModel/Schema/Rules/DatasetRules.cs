using PlanModel.Documents;
using PlanModel.Schema.Vocabularies;

namespace PlanModel.Schema.Rules;

/// <summary>DATA: licence decided and open, privacy screened or about to be, what is published can be had. That publisher, licence, date and screening are there is a need of those fields.</summary>
internal static class DatasetRules
{
    public static void Check(PlanCheck check)
    {
        var inMilestones = check.Of(ActionPlan.Milestone.Kind)
            .Where(milestone => ActionPlan.Milestone.Status.Read(milestone) != ActionPlan.Milestone.Cancelled)
            .SelectMany(ActionPlan.Milestone.Datasets.ReadReferences)
            .ToHashSet();
        foreach (var dataset in check.Of(ActionPlan.Dataset.Kind))
        {
            CheckLicence(check, dataset, ActionPlan.Dataset.Licence, ActionPlan.Dataset.LicenceName, ActionPlan.Dataset.LicenceUrl);
            CheckDataset(check, dataset, inMilestones.Contains(dataset.Id));
        }

        foreach (var distribution in check.Of(ActionPlan.Distribution.Kind)) CheckLicence(check, distribution, ActionPlan.Distribution.Licence, ActionPlan.Distribution.LicenceName, ActionPlan.Distribution.LicenceUrl);
    }

    private static void CheckDataset(PlanCheck check, Node dataset, bool inMilestone)
    {
        if (ActionPlan.Dataset.Privacy.Read(dataset) == ActionPlan.Dataset.NeedsAssessment && !inMilestone)
            check.Block(
                "DATA.privacy", dataset, ActionPlan.Dataset.Privacy,
                $"{check.Name(dataset)}: privacy needs assessment and no milestone does it. Screen it, or name the dataset in the milestone that will.");

        if (ActionPlan.Dataset.Status.Read(dataset) == ActionPlan.Dataset.Published && !check.Document.Children(dataset, ActionPlan.Distribution.Kind).Any())
            check.Block(
                "DATA.noDistribution", dataset, ActionPlan.Dataset.Status,
                $"{check.Name(dataset)} is published but has no distribution. Add the file or service in which it can be had.");

        if (Openness.Stars(ActionPlan.Dataset.TargetStars.Read(dataset)) is < Openness.TargetLeast)
            check.Warn(
                "DATA.fewStars", dataset, ActionPlan.Dataset.TargetStars,
                $"{check.Name(dataset)}: fewer than three stars are aimed at. An open format such as CSV or JSON has three.");
    }

    private static void CheckLicence(PlanCheck check, Node node, ChoiceField licence, TextField name, UrlField address)
    {
        Field? forbids = !Licences.NeedsName(licence.Read(node)) ? null : Licences.ForbidsReuse(name.ReadString(node)) ? name : Licences.AddressForbidsReuse(address.Read(node)) ? address : null;
        if (forbids is not null)
            check.Warn(
                "DATA.notOpen", node, forbids,
                $"{check.Name(node)}: a licence that forbids commercial use or adaptation is not open. Choose another, or expect no stars.");

        if (licence.Read(node) == Licences.Undecided)
            check.Block("DATA.licenceUndecided", node, licence, $"{check.Name(node)}: the licence is not decided yet. Decide it.");
    }
}
