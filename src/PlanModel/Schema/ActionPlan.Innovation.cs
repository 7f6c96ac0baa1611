using PlanModel.Documents;
using PlanModel.Schema.Vocabularies;
using PlanModel.Sdg;

namespace PlanModel.Schema;

public static partial class ActionPlan
{
    /// <summary>An innovative element: a question of session 2.</summary>
    public static class Innovation
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "innovation";

        /// <summary>Its name.</summary>
        public static TextField Title { get; } = new("title", "Title") { Help = "The new thing, in one line.", Need = Need.Required };

        /// <summary>What is new.</summary>
        public static TextField WhatIsNew { get; } = new("whatIsNew", "What is new")
        {
            Help = "What is new here, and for whom.",
            Markdown = true,
            Need = Need.Required,
        };

        /// <summary>Why.</summary>
        public static TextField Rationale { get; } = new("rationale", "Rationale")
        {
            Help = "Why this, why now? What evidence?",
            Markdown = true,
            Need = Need.Required,
        };

        /// <summary>How.</summary>
        public static TextField HowImplemented { get; } = new("howImplemented", "How it is carried out")
        {
            Help = "Who does what, with what means.",
            Markdown = true,
            Need = Need.Required,
        };

        /// <summary>The services it changes.</summary>
        public static ChoicesField Areas { get; } = new("serviceAreas", "Service areas", ServiceAreas.List)
        {
            Help = "The public services it changes.",
        };

        /// <summary>The services that the list does not name.</summary>
        public static TextField OtherAreas { get; } = NoteOnOther(Areas, "Other service areas", "The services that the list does not name.");

        /// <summary>Where it fits in the Forum.</summary>
        public static ChoiceField ForumTrack { get; } = new("forumTrack", "Forum track", ForumTracks.List)
        {
            Help = "The track of the United Nations Public Service Forum where it fits best.",
        };

        /// <summary>What carries it out.</summary>
        public static ReferencesField Commitments { get; } = new("commitments", "Commitments", Commitment.Key)
        {
            Help = "What carries it out. An innovation that no commitment carries out is a wish.",
            Need = Need.Advised,
        };

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(Key, "Innovative element", "Innovative elements", Title, Areas, OtherAreas, ForumTrack, Commitments, WhatIsNew, Rationale, HowImplemented)
        {
            Help = "Something new for public service, with the reason for it and the way it is carried out.",
            FactsFirst = [],
            Title = Title.AsTitle,
        };
    }

    /// <summary>A lesson: a question of session 2.</summary>
    public static class Lesson
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "lesson";

        /// <summary>The lesson in one sentence.</summary>
        public static TextField Statement { get; } = new("statement", "Lesson")
        {
            Help = "The lesson in one sentence, as advice to a colleague.",
            Need = Need.Required,
        };

        /// <summary>Where it comes from.</summary>
        public static TextField WhatHappened { get; } = new("whatHappened", "What happened")
        {
            Help = "What happened that taught it.",
            Markdown = true,
            Need = Need.Required,
        };

        /// <summary>What it is about.</summary>
        public static ChoiceField Area { get; } = new("area", "Area", ReadinessDimensions.OfLessons)
        {
            Help = "What it is about.",
            Need = Need.Required,
        };

        /// <summary>The targets that it helps with.</summary>
        public static ChoicesField Targets { get; } = new("sdgTargets", "SDG targets", SdgTargets.Choices)
        {
            Help = "The targets that it helps with, so that colleagues find it.",
        };

        /// <summary>What to do differently.</summary>
        public static TextField Improvement { get; } = new("improvement", "Room for improvement")
        {
            Help = "What would you do differently?",
            Markdown = true,
            Need = Need.Required,
        };

        /// <summary>Whether the other countries may see it on the wall of lessons.</summary>
        public static FlagField ShareWithPeers { get; } = new("shareWithPeers", "Share with peers")
        {
            Help = "Show it to the other countries on the wall of lessons.",
            Published = (_, _) => false,
            Default = true,
            Initial = (_, _) => Scalar.Of(true),
        };

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(Key, "Lesson", "Lessons", Statement, Area, Targets, ShareWithPeers, WhatHappened, Improvement)
        {
            Help = "What making this plan taught you, for those who come after.",
            FactsFirst = [],
            Title = Statement.AsTitle,
        };
    }
}
