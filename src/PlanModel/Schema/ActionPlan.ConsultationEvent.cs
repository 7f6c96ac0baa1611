namespace PlanModel.Schema;

public static partial class ActionPlan
{
    /// <summary>A meeting, survey or hearing on the plan.</summary>
    public static class ConsultationEvent
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "consultationEvent";

        /// <summary>The day.</summary>
        public static DateField Date { get; } = new("date", "Date") { Help = "The day, or the first of several.", Need = Need.Required };

        /// <summary>What it was.</summary>
        public static TextField Title { get; } = new("title", "Title") { Help = "What it was, in one line.", Need = Need.Required };

        /// <summary>Who was heard.</summary>
        public static ChoicesField Audience { get; } = new(
            "audience",
            "Audience",
            new ChoiceList(
                "audience",
                new Choice("government", "Government"),
                new Choice("civilSociety", "Civil society"),
                new Choice("privateSector", "Private sector"),
                new Choice("academia", "Academia"),
                new Choice("media", "Media"),
                new Choice("vulnerableGroups", "Vulnerable groups"),
                new Choice("public", "The public")))
        {
            Help = "Who was heard.",
            Need = Need.Required,
        };

        /// <summary>In what way.</summary>
        public static ChoiceField Method { get; } = new(
            "method",
            "Method",
            new ChoiceList(
                "consultationMethod",
                new Choice("workshop", "Workshop"),
                new Choice("written", "In writing"),
                new Choice("online", "Online"),
                new Choice("survey", "Survey"),
                new Choice("hearing", "Hearing"),
                new Choice("visit", "Visit")))
        {
            Help = "How people were heard.",
        };

        /// <summary>How many.</summary>
        public static NumberField Participants { get; } = new("participants", "Participants")
        {
            Help = "How many people took part.",
            Whole = true,
            Least = 0,
            Most = 100_000_000,
        };

        /// <summary>How many women.</summary>
        public static NumberField Women { get; } = new("women", "Of these, women")
        {
            Help = "How many of them were women.",
            Whole = true,
            Least = 0,
            Most = 100_000_000,
        };

        /// <summary>What they said.</summary>
        public static TextField Heard { get; } = new("heard", "What was heard")
        {
            Help = "What people said, also what you did not like to hear.",
            Markdown = true,
            Need = Need.Required,
        };

        /// <summary>The reasoned response.</summary>
        public static TextField Response { get; } = new("response", "Reasoned response")
        {
            Help = "What changed, and what did not, and why.",
            Markdown = true,
            Need = Need.Required,
        };

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(Key, "Consultation", "Consultations", Title, Date, Audience, Method, Participants, Women, Heard, Response)
        {
            Help = "A meeting, survey or hearing on the plan: who was heard, what they said, what changed.",
            Title = Title.AsTitle,
        };
    }
}
