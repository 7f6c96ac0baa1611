using PlanModel.Schema.Vocabularies;
using PlanModel.Sdg;

namespace PlanModel.Schema;

public static partial class ActionPlan
{
    /// <summary>The plan itself, the root.</summary>
    public static class Plan
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "plan";

        /// <summary>The plan's name.</summary>
        public static TextField Title { get; } = new("title", "Title")
        {
            Help = "The plan's name, as others will cite it.",
            LengthMax = 200,
            Need = Need.Required,
        };

        /// <summary>Whose plan it is.</summary>
        public static ChoiceField Country { get; } = new("country", "Country", Countries.OfPlans)
        {
            Help = "Whose plan this is.",
            Need = Need.Required,
            Fixed = true,
        };

        /// <summary>The language of the texts.</summary>
        public static ChoiceField Language { get; } = new("language", "Language", Languages.OfPlans)
        {
            Help = "The language you write in. The screens themselves are in English.",
            Need = Need.Required,
        };

        /// <summary>A second language beside the first.</summary>
        public static ChoiceField WorkingLanguage { get; } = new("workingLanguage", "Working language", Languages.OfPlans)
        {
            Help = "A second language kept beside the first, for reviewers and peers.",
            Published = (_, _) => false,
            ReadingNeeds = true,
        };

        /// <summary>Whether readers meet days and numbers in the digits of the plan's language.</summary>
        public static FlagField NativeDigits { get; } = new("nativeDigits", "Digits of the language")
        {
            Help = "Days and numbers of the plan as its language writes them, where it is read as a document: ০-৯ in Bengali, ०-९ in Nepali. Forms and data keep 0-9.",
        };

        /// <summary>The first day.</summary>
        public static DateField PeriodStart { get; } = new("periodStart", "Period starts")
        {
            Help = "The first day the plan covers.",
            Need = Need.Required,
        };

        /// <summary>The last day.</summary>
        public static DateField PeriodEnd { get; } = new("periodEnd", "Period ends")
        {
            Help = "The last day the plan covers. Plans often run for two years.",
            Need = Need.Required,
        };

        /// <summary>Who answers for the whole plan.</summary>
        public static ReferenceField LeadOrganisation { get; } = new("leadOrganisation", "Lead organisation", Organisation.Key)
        {
            Help = "The body that answers for the whole plan.",
            Need = Need.Required,
        };

        /// <summary>Who else steers it.</summary>
        public static ReferencesField PartnerOrganisations { get; } = new("partnerOrganisations", "Partner organisations", Organisation.Key)
        {
            Help = "Others that steer it.",
        };

        /// <summary>For a reader with one minute.</summary>
        public static TextField Summary { get; } = new("summary", "Summary")
        {
            Help = "What will be different when the plan is done, for a reader with one minute.",
            Markdown = true,
            WordsAdvised = 250,
            Need = Need.Required,
        };

        /// <summary>What it rests on.</summary>
        public static TextField LegalBasis { get; } = new("legalBasis", "Legal basis")
        {
            Help = "Laws, decrees or policies it rests on: right to information, statistics, privacy.",
            Markdown = true,
            Need = Need.Advised,
        };

        /// <summary>What it joins.</summary>
        public static TextField ExistingEfforts { get; } = new("existingEfforts", "Existing efforts")
        {
            Help = "Programmes it joins rather than duplicates: national development plan, digital government, statistics, sector plans.",
            Markdown = true,
            Need = Need.Advised,
        };

        /// <summary>How others may reuse the plan.</summary>
        public static ChoiceField Licence { get; } = new("licence", "Licence", Licences.ForPlans)
        {
            Help = "How others may reuse this plan.",
            Need = Need.Required,
        };

        /// <summary>Why a core target has no commitment.</summary>
        public static TextField SdgGapReason { get; } = new("sdgGapReason", "Why a core target has no commitment")
        {
            Help = "Targets 16.6, 16.7, 16.10 and 17.18 are the core of every plan. If no commitment serves one of them, say why.",
            LengthMax = 500,
            Need = Need.Required,
            NeededWhen = Condition.OfDocument("one of the four core targets has no commitment", document => !SdgTargets.Core.All(SdgCoverage.Of(document).Serves)),
            NeedRule = null,
        };

        /// <summary>Whether the plan is an example.</summary>
        public static FlagField Sample { get; } = new("sample", "Sample")
        {
            Help = "Sample content: marked on every page and export.",
            Fixed = true,
        };

        /// <summary>The kind. Its children stand in the order in which a plan is read.</summary>
        public static NodeKind Kind { get; } = new(
            Key,
            "Plan",
            "Plans",
            Title,
            Country,
            Language,
            WorkingLanguage,
            NativeDigits,
            PeriodStart,
            PeriodEnd,
            LeadOrganisation,
            PartnerOrganisations,
            Licence,
            Summary,
            LegalBasis,
            ExistingEfforts,
            SdgGapReason,
            Sample)
        {
            Title = Title.AsTitle,
            Children =
            [
                .. Section.All.Select(kind => new ChildRule(kind.Key, 1) { Mingled = true }),
                new ChildRule(CustomSection.Key) { Mingled = true },
                new ChildRule(Objective.Key),
                new ChildRule(Commitment.Key, 1),
                new ChildRule(VulnerableGroup.Key, 1),
                new ChildRule(Intermediary.Key),
                new ChildRule(Dataset.Key),
                new ChildRule(Innovation.Key, 1),
                new ChildRule(Lesson.Key, 1),
                new ChildRule(Indicator.Key),
                new ChildRule(Resource.Key),
                new ChildRule(Risk.Key),
                new ChildRule(ReadinessRating.Key),
                new ChildRule(ConsultationEvent.Key),
                new ChildRule(Organisation.Key),
            ],
        };
    }
}
