using PlanModel;
using PlanModel.Changes;
using PlanModel.Schema;

namespace OgdPlans.Tests;

/// <summary>A small plan in which every rule for final is content.</summary>
public sealed class WholePlan
{
    public WholePlan()
    {
        var start = new NewPlan("NP", "ne", "Open data plan") { WorkingLanguage = null, PeriodStart = new DateOnly(2017, 7, 1), PeriodEnd = new DateOnly(2019, 6, 30) };
        foreach (var operation in start.Operations(Plan.NextId)) Plan.Do(operation);
        foreach (var section in Plan.Document.Children(Plan.Document.Root)) Plan.Set(section.Id, ActionPlan.Section.TextKey, $"What there is to say on {section.Kind.Label}.");

        Organisation = Plan.Add("organisation", ("name", "National Information Office"), ("kind", "NationalAuthority"), ("level", "national"));
        var office = Organisation.ToString();
        var contact = Plan.Add("contact", Organisation, ("role", "Head, Open Data Unit"));
        Plan.Set(NodeId.Root, "leadOrganisation", office);
        Plan.Set(NodeId.Root, "summary", "People can see what was spent.");
        Plan.Set(NodeId.Root, "legalBasis", "The Right to Information Act.");
        Plan.Set(NodeId.Root, "existingEfforts", "The national development plan.");

        Dataset = Plan.Add(
            "dataset",
            ("title", "Local budgets"),
            ("description", "One row for each line of a budget."),
            ("publisher", office),
            ("contact", contact.ToString()),
            ("licence", "CC-BY-4.0"),
            ("theme", "budget"),
            ("frequency", "ANNUAL"),
            ("spatial", "NPL"),
            ("disaggregation", "geographicLocation"),
            ("privacy", "none"),
            ("accessRights", "public"),
            ("currentState", "onPaper"),
            ("targetStars", "3"),
            ("plannedRelease", "2018-06-30"),
            ("knownUsers", "Newspapers."),
            ("demandEvidence", "Forty requests a year."));

        Commitment = Plan.Add(
            "commitment",
            ("title", "Publish local budgets"),
            ("problem", "Nobody can see them."),
            ("solution", "One file for each municipality."),
            ("expectedResults", "All are online."),
            ("values", "transparency"),
            ("leadOrganisation", office),
            ("supportingGovernment", office),
            ("contactRole", "Head, Open Data Unit"),
            ("startDate", "2017-09-01"),
            ("endDate", "2019-04-30"),
            ("serviceAreas", "budget"));
        Milestone = Plan.Add(
            "milestone", Commitment, ("title", "One chart"), ("deliverable", "A directive."), ("dueDate", "2018-01-31"), ("responsible", office), ("datasets", Dataset.ToString()));
        SecondMilestone = Plan.Add("milestone", Commitment, ("title", "All publish"), ("deliverable", "A file."), ("dueDate", "2018-06-30"), ("responsible", office));
        FirstMapping = Plan.Add("sdgMapping", Commitment, ("target", "16.6"), ("strength", "primary"), ("contribution", "Shows what was spent."));
        Plan.Add("sdgMapping", Commitment, ("target", "16.7"), ("strength", "secondary"), ("contribution", "Assemblies decide with figures."));
        Plan.Add("sdgMapping", Commitment, ("target", "16.10"), ("strength", "secondary"), ("contribution", "No request is needed."));
        LastMapping = Plan.Add(
            "sdgMapping", Commitment, ("target", "17.18"), ("strength", "secondary"), ("contribution", "Figures by place."), ("disaggregation", "geographicLocation"));

        Intermediary = Plan.Add("intermediary", ("organisation", office), ("kind", "localOffice"), ("role", "Reads figures out."), ("supportNeeded", "A table."));
        Group = Plan.Add(
            "vulnerableGroup",
            ("group", "olderPersons"),
            ("need", "To know when the pension comes."),
            ("howWeKnow", "A meeting in May."),
            ("benefit", "They know the day."),
            ("intermediaries", Intermediary.ToString()),
            ("channels", "communityRadio"),
            ("commitments", Commitment.ToString()),
            ("harm", "None is seen."));
        Plan.Set(Commitment, "vulnerableGroups", Group.ToString());
        Plan.Add(
            "innovation", ("title", "Budgets on radio"), ("whatIsNew", "They are read."), ("rationale", "Few read."), ("howImplemented", "By stations."), ("commitments", Commitment.ToString()));
        Plan.Add("lesson", ("statement", "Ask first"), ("whatHappened", "Nobody came."), ("area", "demand"), ("improvement", "Ask before."));
    }

    public PlanBuilder Plan { get; } = new();

    public NodeId Organisation { get; }

    public NodeId Dataset { get; }

    public NodeId Commitment { get; }

    public NodeId Milestone { get; }

    public NodeId SecondMilestone { get; }

    public NodeId FirstMapping { get; }

    public NodeId LastMapping { get; }

    public NodeId Intermediary { get; }

    public NodeId Group { get; }
}
