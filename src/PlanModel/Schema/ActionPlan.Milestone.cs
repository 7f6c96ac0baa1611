using PlanModel.Documents;

namespace PlanModel.Schema;

public static partial class ActionPlan
{
    /// <summary>A step of a commitment that anyone can check.</summary>
    public static class Milestone
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "milestone";

        /// <summary>The code of a milestone that is done.</summary>
        public const string Done = "done";

        /// <summary>The code of a milestone that was given up.</summary>
        public const string Cancelled = "cancelled";

        /// <summary>The step.</summary>
        public static TextField Title { get; } = new("title", "Step")
        {
            Help = "The step, in one line.",
            LengthMax = 160,
            Need = Need.Required,
        };

        /// <summary>What exists afterwards.</summary>
        public static TextField Deliverable { get; } = new("deliverable", "Deliverable")
        {
            Help = "What exists afterwards that anyone can check: a decree, a page, a file, a report.",
            Markdown = true,
            Need = Need.Required,
        };

        /// <summary>The first day of work on it.</summary>
        public static DateField StartDate { get; } = new("startDate", "Starts")
        {
            Help = "When work on it begins, within the commitment's dates.",
        };

        /// <summary>The day by which it is done.</summary>
        public static DateField DueDate { get; } = new("dueDate", "Due")
        {
            Help = "An exact day, or the last day of a month or quarter, within the commitment's dates.",
            Need = Need.Required,
        };

        /// <summary>Who does it.</summary>
        public static ReferenceField Responsible { get; } = new("responsible", "Responsible", Organisation.Key)
        {
            Help = "The body that does it; often the commitment's lead.",
            Need = Need.Required,
            Initial = (document, commitment) =>
                Commitment.LeadOrganisation.Read(commitment) is { } lead && document.Find(lead) is { } organisation && document.IsVisible(organisation) ? Scalar.Of(lead) : null,
        };

        /// <summary>Who helps.</summary>
        public static ReferencesField Supporters { get; } = new("supporters", "Supporters", Organisation.Key) { Help = "Who helps." };

        /// <summary>What must be finished first.</summary>
        public static ReferencesField DependsOn { get; } = new("dependsOn", "Waits for", Key)
        {
            Help = "The milestones that must be finished first.",
        };

        /// <summary>The datasets it publishes.</summary>
        public static ReferencesField Datasets { get; } = new("datasets", "Datasets", Dataset.Key)
        {
            Help = "The datasets this step publishes, improves or screens.",
        };

        /// <summary>Where it stands.</summary>
        public static ChoiceField Status { get; } = new(
            "status",
            "Status",
            new ChoiceList(
                "milestoneStatus",
                new Choice("planned", "Planned"),
                new Choice("underWay", "Under way"),
                new Choice(Done, "Done"),
                new Choice("delayed", "Delayed"),
                new Choice(Cancelled, "Cancelled")))
        {
            Help = "Where it stands today. Whether it is overdue follows from the date.",
        };

        /// <summary>How it goes.</summary>
        public static TextField ProgressNote { get; } = new("progressNote", "Progress note")
        {
            Help = "How it goes, and what holds it up.",
            Markdown = true,
        };

        /// <summary>Where to see that it is done.</summary>
        public static UrlField EvidenceUrl { get; } = new("evidenceUrl", "Evidence")
        {
            Help = "Where anyone can see that it is done.",
            Need = Need.Advised,
            NeededWhen = Condition.OfNode("the milestone is done", node => Status.Read(node) == Done),
        };

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(
            Key,
            "Milestone",
            "Milestones",
            Title,
            StartDate,
            DueDate,
            Responsible,
            Supporters,
            DependsOn,
            Datasets,
            Status,
            EvidenceUrl,
            Deliverable,
            ProgressNote)
        {
            Help = "A step that ends in something anyone can check. A commitment has two to ten.",
            NumberLetter = "M",
            Tabular = true,
            Title = Title.AsTitle,
        };
    }
}
