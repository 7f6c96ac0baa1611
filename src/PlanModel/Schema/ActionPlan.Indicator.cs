using PlanModel.Schema.Vocabularies;
using PlanModel.Sdg;

namespace PlanModel.Schema;

public static partial class ActionPlan
{
    /// <summary>A figure by which success is measured.</summary>
    public static class Indicator
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "indicator";

        /// <summary>What is measured.</summary>
        public static TextField Name { get; } = new("name", "Name") { Help = "What is measured, in one line.", Need = Need.Required };

        /// <summary>Output, outcome or impact.</summary>
        public static ChoiceField Type { get; } = new(
            "kind",
            "Kind",
            new ChoiceList(
                "indicatorKind",
                new Choice("output", "Output") { Help = "What was produced: files, trainings, rules." },
                new Choice("outcome", "Outcome") { Help = "What people and offices do differently." },
                new Choice("impact", "Impact") { Help = "What became better in life." }))
        {
            Help = "Output: what was produced. Outcome: what is done differently. Impact: what became better.",
            Need = Need.Required,
        };

        /// <summary>In what it is counted.</summary>
        public static TextField Unit { get; } = new("unit", "Unit")
        {
            Help = "In what it is counted: “per cent of municipalities”, “calls a month”.",
            Need = Need.Required,
        };

        /// <summary>Whether nobody knows today's figure.</summary>
        public static FlagField BaselineUnknown { get; } = new("baselineUnknown", "Baseline not known yet")
        {
            Help = "Say so if nobody knows today's figure, and add a milestone that measures it.",
        };

        /// <summary>Today's figure.</summary>
        public static NumberField BaselineValue { get; } = new("baselineValue", "Baseline")
        {
            Help = "The figure today.",
            Need = Need.Advised,
            NeededWhen = BaselineKnown,
        };

        /// <summary>When that was.</summary>
        public static DateField BaselineDate { get; } = new("baselineDate", "Baseline date")
        {
            Help = "The day or the end of the period the baseline is from.",
            Need = Need.Advised,
            NeededWhen = BaselineKnown,
        };

        /// <summary>The figure to reach.</summary>
        public static NumberField TargetValue { get; } = new("targetValue", "Target")
        {
            Help = "The figure to reach.",
            Need = Need.Required,
        };

        /// <summary>By when.</summary>
        public static DateField TargetDate { get; } = new("targetDate", "Target date")
        {
            Help = "By when it is to be reached.",
            Need = Need.Required,
        };

        /// <summary>Who publishes it.</summary>
        public static TextField Source { get; } = new("source", "Source")
        {
            Help = "Where will the figure come from, and who publishes it?",
            Markdown = true,
            Need = Need.Required,
        };

        /// <summary>By what it is broken down.</summary>
        public static ChoicesField DisaggregatedBy { get; } = new("disaggregatedBy", "Disaggregated by", Disaggregations.List)
        {
            Help = "By what the figure is broken down.",
        };

        /// <summary>The characteristics that the list does not name.</summary>
        public static TextField OtherDisaggregation { get; } = NoteOnOther(DisaggregatedBy, "Other characteristics", "Those that matter in the country: “caste”, “indigenous territory”, “Afro-descent”, “climate-affected area”.");

        /// <summary>The global indicator it feeds.</summary>
        public static ChoiceField SdgIndicator { get; } = new("sdgIndicator", "SDG indicator", SdgIndicators.Choices)
        {
            Help = "The global indicator that it matches or feeds, if there is one.",
        };

        /// <summary>Who reports it.</summary>
        public static ReferenceField Owner { get; } = new("owner", "Owner", Organisation.Key) { Help = "The body that reports it." };

        /// <summary>What it measures.</summary>
        public static ReferencesField Commitments { get; } = new("commitments", "Commitments", Commitment.Key)
        {
            Help = "The commitments whose success it shows.",
            Need = Need.Advised,
        };

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(
            Key,
            "Indicator",
            "Indicators",
            Name,
            Type,
            Unit,
            BaselineUnknown,
            BaselineValue,
            BaselineDate,
            TargetValue,
            TargetDate,
            DisaggregatedBy,
            OtherDisaggregation,
            SdgIndicator,
            Owner,
            Commitments,
            Source)
        {
            Help = "A figure by which anyone can see whether the plan works.",
            Tabular = true,
            Title = Name.AsTitle,
        };

        private static Condition BaselineKnown => Condition.OfNode("the baseline is not marked as unknown", node => !BaselineUnknown.Read(node));
    }
}
