using PlanModel.Schema.Vocabularies;

namespace PlanModel.Schema;

public static partial class AnalyticalReport
{
    /// <summary>What was said in a session to one of its questions.</summary>
    public static class Deliberation
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "deliberation";

        /// <summary>What it is called.</summary>
        public static TextField Title { get; } = new("title", "Title") { Translated = false, Help = "What was talked about, in a few words.", Need = Need.Required };

        /// <summary>To which question.</summary>
        public static ChoiceField Question { get; } = new("question", "Question", WorkshopQuestions.List) { Help = "The question of the programme that was answered.", Need = Need.Required };

        /// <summary>What was said.</summary>
        public static TextField Text { get; } = new(ActionPlan.Section.TextKey, "Text") { Translated = false, Help = "What was said, by countries rather than by persons. Quote the plans below it.", Markdown = true, Need = Need.Required };

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(Key, "Deliberation", "Deliberations", Title, Question, Text)
        {
            Help = "What was said in a session to one of its questions.",
            Title = Title.AsTitle,
            NumberLetter = "D",
            Children = [new ChildRule(Quote.Key)],
        };
    }

    /// <summary>What the report says of one country.</summary>
    public static class CountryChapter
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "countryChapter";

        /// <summary>Which country.</summary>
        public static ChoiceField Country { get; } = new("country", "Country", Countries.OfPlans) { Help = "The country that the chapter is about.", Need = Need.Required };

        /// <summary>What is said.</summary>
        public static TextField Text { get; } = new(ActionPlan.Section.TextKey, "Text") { Translated = false, Help = "What the country set out to do, what is new in it, and what others can learn.", Markdown = true, Need = Need.Required };

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(Key, "Country chapter", "Country chapters", Country, Text)
        {
            Help = "What the report says of one country.",
            Title = Country.AsTitle,
            Children = [new ChildRule(Quote.Key)],
        };
    }

    /// <summary>Words of a plan, as they stood at a fixed revision.</summary>
    public static class Quote
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "quote";

        /// <summary>Where they stand, for readers.</summary>
        public static TextField From { get; } = new("from", "From") { Translated = false, Help = "Where the words stand, as readers see it: “Nepal, C2, The public problem”.", Need = Need.Required };

        /// <summary>Where they stand.</summary>
        public static QuotedField Source { get; } = new("source", "Source") { Help = "The plan, the part and the text that is quoted, at the revision at which it was read.", Need = Need.Required, Published = (_, _) => false };

        /// <summary>The words.</summary>
        public static TextField Words { get; } = new("words", "Words") { Translated = false, Help = "The words of the plan, unchanged. They are taken over when you choose the source.", Markdown = true, Need = Need.Required };

        /// <summary>Whether all who read the report may read them.</summary>
        public static FlagField Cleared { get; } = new("cleared", "Free to be read")
        {
            Help = "Words of a final plan are free to be read. For words of a draft, ask the country first: all who read the report will read them. It is neither circulated nor published before.",
            Published = (_, _) => false,
        };

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(Key, "Quote", "Quotes", From, Source, Words, Cleared)
        {
            Help = "Words of a plan, as they stood at a fixed revision. You are told when the plan has moved on.",
            Title = From.AsTitle,
        };
    }
}
