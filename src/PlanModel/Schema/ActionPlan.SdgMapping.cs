using PlanModel.Schema.Vocabularies;
using PlanModel.Sdg;

namespace PlanModel.Schema;

public static partial class ActionPlan
{
    /// <summary>A target of the Sustainable Development Goals that a commitment serves.</summary>
    public static class SdgMapping
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "sdgMapping";

        /// <summary>The code of a target that is served above all.</summary>
        public const string Primary = "primary";

        /// <summary>Which target.</summary>
        public static ChoiceField Target { get; } = new("target", "SDG target", SdgTargets.Choices)
        {
            Help = "The four core targets stand first; any other of the 169 may be chosen too.",
            Need = Need.Required,
        };

        /// <summary>How strongly.</summary>
        public static ChoiceField Strength { get; } = new(
            "strength",
            "Strength",
            new ChoiceList("strength", new Choice(Primary, "Primary"), new Choice("secondary", "Secondary")))
        {
            Help = "Primary: the commitment is made for this target. Secondary: it also helps.",
            Need = Need.Required,
        };

        /// <summary>In what way.</summary>
        public static TextField Contribution { get; } = new("contribution", "Contribution")
        {
            Help = "How exactly does this move the target, here?",
            Markdown = true,
            Need = Need.Required,
        };

        /// <summary>Seen in which global indicators.</summary>
        public static ChoicesField Indicators { get; } = new("indicators", "SDG indicators", SdgIndicators.Choices)
        {
            Help = "The global indicators in which a change should show.",
        };

        /// <summary>By what the data will be broken down.</summary>
        public static ChoicesField Disaggregation { get; } = new("disaggregation", "Disaggregation", Disaggregations.List)
        {
            Help = "By what the data will be broken down.",
            Need = Need.Required,
            NeededWhen = Condition.OfNode("the target is 17.18", node => Target.Read(node) == "17.18"),
        };

        /// <summary>The characteristics that the list does not name.</summary>
        public static TextField OtherDisaggregation { get; } = NoteOnOther(Disaggregation, "Other characteristics", "Those that matter in the country: “caste”, “indigenous territory”, “Afro-descent”, “climate-affected area”.");

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(Key, "SDG target", "SDG targets", Target, Strength, Indicators, Disaggregation, OtherDisaggregation, Contribution)
        {
            Help = "A target that this commitment serves, and how. One for each target.",
            Tabular = true,
            Title = Target.AsTitle,
        };
    }
}
