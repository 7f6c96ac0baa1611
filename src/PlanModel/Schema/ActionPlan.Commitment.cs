using PlanModel.Schema.Vocabularies;

namespace PlanModel.Schema;

public static partial class ActionPlan
{
    /// <summary>What the plan wants to reach; commitments serve it.</summary>
    public static class Objective
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "objective";

        /// <summary>The objective in one line.</summary>
        public static TextField Title { get; } = new("title", "Title")
        {
            Help = "What will be so at the end: “People can follow public money”.",
            Need = Need.Required,
        };

        /// <summary>More of it.</summary>
        public static TextField Description { get; } = new("description", "Description")
        {
            Help = "What it means, and how you will know that it is reached.",
            Markdown = true,
        };

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(Key, "Objective", "Objectives", Title, Description)
        {
            Help = "What the plan wants to reach. A plan needs none, but with any, every commitment serves one.",
            NumberLetter = "O",
            Tabular = true,
            Title = Title.AsTitle,
        };
    }

    /// <summary>One thing that the country commits itself to do.</summary>
    public static class Commitment
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "commitment";

        /// <summary>A verb and a result.</summary>
        public static TextField Title { get; } = new("title", "Title")
        {
            Help = "A verb and a result: “Publish school data every term”, not “Education”.",
            LengthMax = 160,
            Need = Need.Required,
        };

        /// <summary>The objective it serves.</summary>
        public static ReferenceField Objective { get; } = new("objective", "Serves", ActionPlan.Objective.Key)
        {
            Help = "The objective it serves.",
            Need = Need.Advised,
            NeededWhen = Condition.OfDocument("the plan has objectives", document => document.Children(document.Root, ActionPlan.Objective.Kind).Any()),
        };

        /// <summary>What is wrong today.</summary>
        public static TextField Problem { get; } = new("problem", "The public problem")
        {
            Help = "The public problem, who feels it, since when, with a baseline figure if there is one.",
            Markdown = true,
            Need = Need.Required,
        };

        /// <summary>Why it is so.</summary>
        public static TextField Causes { get; } = new("causes", "Causes") { Help = "Why it persists.", Markdown = true };

        /// <summary>What was tried.</summary>
        public static TextField EffortsSoFar { get; } = new("effortsSoFar", "Efforts so far")
        {
            Help = "What was tried, and what came of it.",
            Markdown = true,
        };

        /// <summary>What will be done.</summary>
        public static TextField Solution { get; } = new("solution", "The solution")
        {
            Help = "What will be done, and why that should work.",
            Markdown = true,
            Need = Need.Required,
        };

        /// <summary>What will be different.</summary>
        public static TextField ExpectedResults { get; } = new("expectedResults", "Expected results")
        {
            Help = "What will be measurably different.",
            Markdown = true,
            Need = Need.Required,
        };

        /// <summary>The values of open government.</summary>
        public static ChoiceList ValueList { get; } = new(
            "openGovernmentValue",
            new Choice("transparency", "Transparency") { Help = "More or better information reaches the public." },
            new Choice("participation", "Participation") { Help = "People can take part in decisions." },
            new Choice("accountability", "Accountability") { Help = "Officials must answer for what they do." },
            new Choice("innovation", "Technology and innovation") { Help = "New tools serve one of the other three." });

        /// <summary>Which of them it advances.</summary>
        public static ChoicesField Values { get; } = new("values", "Values", ValueList)
        {
            Help = "Which open-government values it advances.",
            Need = Need.Required,
        };

        /// <summary>Who answers for it.</summary>
        public static ReferenceField LeadOrganisation { get; } = new("leadOrganisation", "Lead", Organisation.Key)
        {
            Help = "One body that answers for it, not several.",
            Need = Need.Required,
        };

        /// <summary>Who helps, from civil society.</summary>
        public static ReferencesField SupportingCivilSociety { get; } = new("supportingCivilSociety", "Support from civil society", Organisation.Key)
        {
            Help = "Associations and other organisations of civil society that help.",
        };

        /// <summary>Who else helps.</summary>
        public static ReferencesField SupportingOthers { get; } = new("supportingOthers", "Support from others", Organisation.Key)
        {
            Help = "Private sector, academia, parliament, international bodies.",
        };

        /// <summary>Who helps, from government.</summary>
        public static ReferencesField SupportingGovernment { get; } = new("supportingGovernment", "Support from government", Organisation.Key)
        {
            Help = "Other public bodies that help.",
            Need = Need.Advised,
            NeededWhen = Condition.OfNode("nobody else is named who helps", node => SupportingCivilSociety.IsEmpty(node) && SupportingOthers.IsEmpty(node)),
        };

        /// <summary>Whom to ask.</summary>
        public static TextField ContactRole { get; } = new("contactRole", "Contact")
        {
            Help = "Role and unit, not a name: “Head, Open Data Unit”.",
            Need = Need.Advised,
        };

        /// <summary>The first day.</summary>
        public static DateField StartDate { get; } = new("startDate", "Starts")
        {
            Help = "The first day, within the plan's period.",
            Need = Need.Required,
        };

        /// <summary>The last day.</summary>
        public static DateField EndDate { get; } = new("endDate", "Ends")
        {
            Help = "The last day, within the plan's period.",
            Need = Need.Required,
        };

        /// <summary>The services it touches.</summary>
        public static ChoicesField Areas { get; } = new("serviceAreas", "Service areas", ServiceAreas.List)
        {
            Help = "The public services it touches.",
            Need = Need.Required,
        };

        /// <summary>The services that the list does not name.</summary>
        public static TextField OtherAreas { get; } = NoteOnOther(Areas, "Other service areas", "The services that the list does not name.");

        /// <summary>Whom it should reach.</summary>
        public static ReferencesField VulnerableGroups { get; } = new("vulnerableGroups", "Vulnerable groups", VulnerableGroup.Key)
        {
            Help = "Whom it should reach, even indirectly.",
            Need = Need.Advised,
        };

        /// <summary>What is new in it.</summary>
        public static ReferencesField Innovations { get; } = new("innovations", "Innovative elements", Innovation.Key)
        {
            Help = "The innovative elements that it carries out.",
        };

        /// <summary>The principles it applies.</summary>
        public static ChoicesField Principles { get; } = new("charterPrinciples", "Open Data Charter principles", CharterPrinciples.List)
        {
            Help = "The principles of the Open Data Charter that it puts into practice.",
        };

        /// <summary>The weakness it mends.</summary>
        public static ChoicesField Dimensions { get; } = new("readinessDimensions", "Readiness dimensions", ReadinessDimensions.List)
        {
            Help = "Which weakness in readiness it mends.",
        };

        /// <summary>How far it has come.</summary>
        public static ChoiceField Progress { get; } = new(
            "progress",
            "Progress",
            new ChoiceList(
                "progress",
                new Choice("notStarted", "Not started"),
                new Choice("limited", "Limited"),
                new Choice("substantial", "Substantial"),
                new Choice("completed", "Completed"),
                new Choice("withdrawn", "Withdrawn")))
        {
            Help = "For follow-up; empty in a first plan.",
        };

        /// <summary>The commitment of another plan with which this one began.</summary>
        public static SourceField AdaptedFrom { get; } = new("adaptedFrom", "Adapted from")
        {
            Help = "The commitment of another country’s plan with which this one began.",
        };

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(
            Key,
            "Commitment",
            "Commitments",
            Title,
            AdaptedFrom,
            LeadOrganisation,
            SupportingGovernment,
            SupportingCivilSociety,
            SupportingOthers,
            ContactRole,
            StartDate,
            EndDate,
            Objective,
            Values,
            Areas,
            OtherAreas,
            VulnerableGroups,
            Innovations,
            Principles,
            Dimensions,
            Progress,
            Problem,
            Causes,
            EffortsSoFar,
            Solution,
            ExpectedResults)
        {
            Help = "One thing the country commits itself to do, with one lead, dates, and milestones that anyone can check.",
            Assessed = true,
            FactsFirst = [],
            NumberLetter = "C",
            Title = Title.AsTitle,
            Children = [new ChildRule(SdgMapping.Key, 1), new ChildRule(Milestone.Key, 1, 2, 10)],
        };
    }
}
