using PlanModel.Documents;
using PlanModel.Schema.Rules;

namespace PlanModel.Schema;

/// <summary>
/// The action plan, declared once: kinds, fields, limits, lists, help, and what final asks. Each kind has a class of its own with
/// its fields as typed keys: <c>ActionPlan.Milestone.DueDate.Read(node)</c> is a <c>DateOnly?</c>.
/// </summary>
public static partial class ActionPlan
{
    /// <summary>The heading above what describes the plan as a whole.</summary>
    private const string AboutHeading = "Plan";

    /// <summary>The heading above what commitments refer to.</summary>
    private const string BehindHeading = "Behind the commitments";

    /// <summary>The code of what no list names.</summary>
    private const string OtherCode = "other";

    /// <summary>The whole schema.</summary>
    public static PlanSchema Schema { get; } = new(
        "actionPlan",
        Plan.Kind,
        [
            .. Section.All,
            CustomSection.Kind,
            Objective.Kind,
            Commitment.Kind,
            SdgMapping.Kind,
            Milestone.Kind,
            VulnerableGroup.Kind,
            Intermediary.Kind,
            Dataset.Kind,
            Distribution.Kind,
            Innovation.Kind,
            Lesson.Kind,
            Indicator.Kind,
            Resource.Kind,
            Risk.Kind,
            ReadinessRating.Kind,
            ConsultationEvent.Kind,
            Organisation.Kind,
            Contact.Kind,
        ])
    {
        Outline =
        [
            new OutlineGroup("narrative", "Narrative", AboutHeading, [.. Section.All.Select(kind => kind.Key), CustomSection.Key]),
            new OutlineGroup("objectives", "Objectives", AboutHeading, Objective.Key),
            new OutlineGroup("commitments", "Commitments", "Commitments", Commitment.Key),
            new OutlineGroup("datasets", "Datasets", BehindHeading, Dataset.Key),
            new OutlineGroup("groups", "Groups and channels", BehindHeading, VulnerableGroup.Key, Intermediary.Key),
            new OutlineGroup("innovations", "Innovations and lessons", BehindHeading, Innovation.Key, Lesson.Key),
            new OutlineGroup("indicators", "Indicators", BehindHeading, Indicator.Key),
            new OutlineGroup("organisations", "Organisations", BehindHeading, Organisation.Key),
            new OutlineGroup("money", "Money and risks", BehindHeading, Resource.Key, Risk.Key),
            new OutlineGroup("readiness", "Readiness", BehindHeading, ReadinessRating.Key),
            new OutlineGroup("consultation", "Consultation", BehindHeading, ConsultationEvent.Key),
        ],
        Rules = [DateRules.Check, SdgRules.Check, InclusionRules.Check, DatasetRules.Check, IndicatorRules.Check, RangeRules.Check, ApprovalRules.Check, ThreadRules.Check, ProposalRules.Check],
        NodeRules = [RangeRules.Check, TranslationRules.Check, LanguageRules.Check],
        Around = static document => (Plan.Language.Read(document.Root), WorkingLanguageOf(document)),
    };

    /// <summary>What is meant where “other” is chosen, in the words of the country.</summary>
    private static TextField NoteOnOther(ChoicesField choices, string label, string help) => new($"{choices.Key}Other", label)
    {
        Help = help,
        LengthMax = 200,
        Need = Need.Advised,
        NeededWhen = Condition.OfNode("“other” is chosen", node => choices.Read(node).Contains(OtherCode)),
    };

    /// <summary>The code of the language that a plan is kept in beside its own; null when there is none.</summary>
    public static string? WorkingLanguageOf(Document document) =>
        Plan.WorkingLanguage.Read(document.Root) is { } working && working != Plan.Language.Read(document.Root) ? working : null;
}
