using System.Collections.Immutable;
using PlanModel.Schema.Rules;
using PlanModel.Workflow;

namespace PlanModel.Schema;

/// <summary>
/// The workshop's analytical report, with its conclusions and recommendations, declared once as <see cref="ActionPlan"/> is. What holds for any document of ours (title, language,
/// licence, whether it is a sample) has the same keys as in a plan.
/// </summary>
public static partial class AnalyticalReport
{
    private const string ReportHeading = "Report";

    private const string OutcomeHeading = "Outcome";

    /// <summary>The whole schema.</summary>
    public static PlanSchema Schema { get; } = new(
        "analyticalReport",
        Report.Kind,
        [.. Section.All, Deliberation.Kind, CountryChapter.Kind, Quote.Kind, Conclusion.Kind])
    {
        Kicker = "Report of the workshop",
        Workflow = PlanWorkflow.Circulation,
        Outline =
        [
            new OutlineGroup("narrative", "Narrative", ReportHeading, [.. Section.All.Select(kind => kind.Key)]),
            new OutlineGroup("deliberations", "Deliberations", ReportHeading, Deliberation.Key),
            new OutlineGroup("countries", "Country chapters", ReportHeading, CountryChapter.Key),
            new OutlineGroup("conclusions", "Conclusions and recommendations", OutcomeHeading, Conclusion.Key),
        ],
        Rules = [QuoteRules.Check, DispositionRules.Check, ConclusionRules.Check, ProposalRules.Check],
        NodeRules = [RangeRules.Check, LanguageRules.Check],
        Around = static document => Report.Language.Read(document.Root) ?? "",
    };

    /// <summary>A report of which only what was agreed is left, as it is saved on its own.</summary>
    public static PlanSchema AgreedSchema { get; } = ListOf("conclusions", "Agreed conclusions and recommendations");

    /// <summary>A report of which only what goes into the outcome document is left.</summary>
    public static PlanSchema OutcomeSchema { get; } = ListOf("outcome", "For the outcome document of the forum");

    private static PlanSchema ListOf(string name, string kicker) => new(
        name,
        new NodeKind(Report.Key, Report.Kind.Label, Report.Kind.Plural, Report.Kind.Fields) { Title = Report.Title.AsTitle, Children = [new ChildRule(Conclusion.Key)] },
        Conclusion.Kind)
    {
        Kicker = kicker,
        Workflow = PlanWorkflow.Circulation,
    };

    /// <summary>The report itself, the root.</summary>
    public static class Report
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "report";

        /// <summary>The report's name.</summary>
        public static TextField Title { get; } = new("title", "Title") { Translated = false, Help = "The report's name, as others will cite it.", LengthMax = 200, Need = Need.Required };

        /// <summary>The language of the texts.</summary>
        public static ChoiceField Language { get; } = new("language", "Language", Vocabularies.Languages.OfPlans) { Help = "The language the report is written in.", Need = Need.Required };

        /// <summary>The workshop's first day.</summary>
        public static DateField WorkshopStart { get; } = new("workshopStart", "Workshop from") { Help = "The first day of the workshop." };

        /// <summary>Its last day.</summary>
        public static DateField WorkshopEnd { get; } = new("workshopEnd", "Workshop to") { Help = "The last day of the workshop." };

        /// <summary>Where it was.</summary>
        public static TextField Place { get; } = new("place", "Place") { Translated = false, Help = "Where the workshop was held." };

        /// <summary>How others may reuse the report.</summary>
        public static ChoiceField Licence { get; } = new("licence", "Licence", Vocabularies.Licences.ForPlans) { Help = "How others may reuse this report.", Need = Need.Required };

        /// <summary>Whether it is an example.</summary>
        public static FlagField Sample { get; } = new("sample", "Sample") { Help = "Sample content: marked on every page and export.", Fixed = true };

        /// <summary>The kind. Its children stand in the order in which the report is read.</summary>
        public static NodeKind Kind { get; } = new(Key, "Report", "Reports", Title, Language, WorkshopStart, WorkshopEnd, Place, Licence, Sample)
        {
            Title = Title.AsTitle,
            Children =
            [
                new ChildRule(Section.Summary.Key, 1),
                new ChildRule(Section.Background.Key, 1),
                new ChildRule(Deliberation.Key, 1),
                new ChildRule(CountryChapter.Key, 1),
                new ChildRule(Conclusion.Key, 1),
                new ChildRule(Section.RoomForImprovement.Key, 1),
                new ChildRule(Section.Programme.Key, 1),
                new ChildRule(Section.Participants.Key, 1),
            ],
        };
    }

    /// <summary>The narrative sections that the report has once.</summary>
    public static class Section
    {
        /// <summary>For a reader with one minute.</summary>
        public static NodeKind Summary { get; } = Of("summary", "Summary", Need.Required, "What the workshop found, for a reader with one minute.");

        /// <summary>Why and how the workshop came about.</summary>
        public static NodeKind Background { get; } = Of("background", "Background", Need.Required, "Why the workshop was held, who came, and what was to come of it.");

        /// <summary>What to do better.</summary>
        public static NodeKind RoomForImprovement { get; } = Of("roomForImprovement", "Room for improvement", Need.Advised, "What the countries, and the workshop itself, would do differently.");

        /// <summary>An annex.</summary>
        public static NodeKind Programme { get; } = Of("programme", "Annex: programme", Need.Optional, "The sessions, by day and hour.");

        /// <summary>An annex.</summary>
        public static NodeKind Participants { get; } = Of("participants", "Annex: participants", Need.Optional, "How many came, by country and group. Names only of those who agreed to be named.");

        /// <summary>All of them, in the order of reading.</summary>
        public static ImmutableArray<NodeKind> All { get; } = [Summary, Background, RoomForImprovement, Programme, Participants];

        private static NodeKind Of(string key, string label, Need need, string help) =>
            new(key, label, label, new TextField(ActionPlan.Section.TextKey, "Text") { Translated = false, Help = help, Markdown = true, Need = need }) { Help = help, Fixed = true, Title = (_, _) => label };
    }
}
