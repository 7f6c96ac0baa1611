using System.Collections.Immutable;

namespace PlanModel.Schema;

public static partial class ActionPlan
{
    /// <summary>The twelve narrative sections that every plan has. Each is a kind of its own with one field, <c>text</c>.</summary>
    public static class Section
    {
        /// <summary>The stored name of each section's text.</summary>
        public const string TextKey = "text";

        /// <summary>The problems and the people.</summary>
        public static NodeKind Context { get; } = Of(
            "context", "Context", Need.Required,
            "The development problems open data should help with, and for whom. Figures with their year and source.");

        /// <summary>What was there before.</summary>
        public static NodeKind EffortsToDate { get; } = Of(
            "effortsToDate", "Efforts to date", Need.Advised,
            "What was already done (portal, law, pilots) and what came of it.");

        /// <summary>Where to.</summary>
        public static NodeKind Vision { get; } = Of(
            "vision", "Vision", Need.Required,
            "Where the country wants to be at the end. Then list the objectives.");

        /// <summary>The first question of session 1.</summary>
        public static NodeKind Approach { get; } = Of(
            "approach", "Approach", Need.Required,
            "Which approaches have you taken to use open government data for sustainable development?");

        /// <summary>The second question of session 1.</summary>
        public static NodeKind Challenges { get; } = Of(
            "challenges", "Challenges", Need.Required,
            "The main challenges you had to overcome, and how.");

        /// <summary>Who was heard.</summary>
        public static NodeKind Consultation { get; } = Of(
            "consultation", "Consultation", Need.Advised,
            "How the plan was made: who was heard, when, how. Log each meeting.");

        /// <summary>How the most vulnerable gain.</summary>
        public static NodeKind Inclusion { get; } = Of(
            "inclusion", "Inclusion", Need.Required,
            "How the poorest and most vulnerable will gain, though few of them will ever open a dataset. Add groups and intermediaries.");

        /// <summary>What is new.</summary>
        public static NodeKind InnovationOverview { get; } = Of(
            "innovationOverview", "Innovation", Need.Optional,
            "What is new here for public service and Agenda 2030. Add each innovative element.");

        /// <summary>Who decides.</summary>
        public static NodeKind Implementation { get; } = Of(
            "implementation", "Implementation", Need.Required,
            "Who coordinates, how often they meet, who decides when things slip.");

        /// <summary>With what means.</summary>
        public static NodeKind Resourcing { get; } = Of(
            "resourcing", "Resources", Need.Optional,
            "Staff, money, technology, training. Add a line for each.");

        /// <summary>How progress is followed.</summary>
        public static NodeKind Monitoring { get; } = Of(
            "monitoring", "Monitoring", Need.Required,
            "How progress and impact are followed, by whom, how the public can see and question it.");

        /// <summary>What was learnt.</summary>
        public static NodeKind LessonsOverview { get; } = Of(
            "lessonsOverview", "Lessons", Need.Optional,
            "What making this plan taught you. Add each lesson.");

        /// <summary>All twelve, in the order in which every plan has them.</summary>
        public static ImmutableArray<NodeKind> All { get; } =
        [
            Context,
            EffortsToDate,
            Vision,
            Approach,
            Challenges,
            Consultation,
            Inclusion,
            InnovationOverview,
            Implementation,
            Resourcing,
            Monitoring,
            LessonsOverview,
        ];

        private static NodeKind Of(string key, string label, Need need, string help) =>
            new(key, label, label, new TextField(TextKey, "Text") { Help = help, Markdown = true, Need = need }) { Help = help, Fixed = true, Title = (_, _) => label };
    }

    /// <summary>A section that a team adds itself.</summary>
    public static class CustomSection
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "customSection";

        /// <summary>Its heading.</summary>
        public static TextField Title { get; } = new("title", "Title") { Help = "The heading of your own section.", Need = Need.Required };

        /// <summary>Its text.</summary>
        public static TextField Text { get; } = new(Section.TextKey, "Text") { Help = "What there is to say under it.", Markdown = true, Need = Need.Advised };

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(Key, "Section", "Sections", Title, Text)
        {
            Help = "A section of your own, for what fits nowhere else.",
            Title = Title.AsTitle,
        };
    }
}
