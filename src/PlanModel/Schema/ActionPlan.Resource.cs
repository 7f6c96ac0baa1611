using PlanModel.Schema.Vocabularies;

namespace PlanModel.Schema;

public static partial class ActionPlan
{
    /// <summary>Staff, money or anything else that the plan needs.</summary>
    public static class Resource
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "resource";

        /// <summary>What it is.</summary>
        public static ChoiceField Type { get; } = new(
            "kind",
            "Kind",
            new ChoiceList(
                "resourceKind",
                new Choice("staff", "Staff"),
                new Choice("money", "Money"),
                new Choice("technology", "Technology"),
                new Choice("training", "Training"),
                new Choice("other", "Other")))
        {
            Help = "What it is.",
            Need = Need.Required,
        };

        /// <summary>What exactly.</summary>
        public static TextField Description { get; } = new("description", "Description")
        {
            Help = "What exactly, and for how long: “Three posts for two years”.",
            Need = Need.Required,
        };

        /// <summary>How much money.</summary>
        public static NumberField Amount { get; } = new("amount", "Amount") { Help = "What it costs over the whole period.", Least = 0 };

        /// <summary>In what currency.</summary>
        public static ChoiceField Currency { get; } = new("currency", "Currency", Currencies.List)
        {
            Help = "The currency of the amount.",
            Need = Need.Required,
            NeededWhen = Condition.OfNode("there is an amount", node => !Amount.IsEmpty(node)),
        };

        /// <summary>Who pays.</summary>
        public static ChoiceField Source { get; } = new(
            "source",
            "Source",
            new ChoiceList(
                "resourceSource",
                new Choice("nationalBudget", "National budget"),
                new Choice("donor", "Donor"),
                new Choice("inKind", "In kind"),
                new Choice("private", "Private"),
                new Choice("other", "Other")))
        {
            Help = "Where it comes from.",
            Need = Need.Required,
        };

        /// <summary>How sure it is.</summary>
        public static ChoiceField Certainty { get; } = new(
            "certainty",
            "Certainty",
            new ChoiceList("certainty", new Choice("secured", "Secured"), new Choice("requested", "Requested"), new Choice("unfunded", "Unfunded")))
        {
            Help = "How sure it is. “Unfunded” is an honest answer.",
            Need = Need.Required,
        };

        /// <summary>For what.</summary>
        public static ReferencesField Commitments { get; } = new("commitments", "Commitments", Commitment.Key)
        {
            Help = "The commitments it is for.",
        };

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(Key, "Resource", "Resources", Description, Type, Amount, Currency, Source, Certainty, Commitments)
        {
            Help = "Staff, money, technology or training that the plan needs.",
            Tabular = true,
            Title = Description.AsTitle,
        };
    }

    /// <summary>What could go wrong.</summary>
    public static class Risk
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "risk";

        private const int HighestScore = 9;

        private static readonly ChoiceList Degrees = new("degree", new Choice("low", "Low"), new Choice("medium", "Medium"), new Choice("high", "High"));

        /// <summary>What could happen.</summary>
        public static TextField Description { get; } = new("description", "Description")
        {
            Help = "What could happen, and why that would hurt.",
            Need = Need.Required,
        };

        /// <summary>How likely.</summary>
        public static ChoiceField Likelihood { get; } = new("likelihood", "Likelihood", Degrees)
        {
            Help = "How likely it is.",
            Need = Need.Required,
        };

        /// <summary>How bad.</summary>
        public static ChoiceField Impact { get; } = new("impact", "Impact", Degrees)
        {
            Help = "How much it would hurt.",
            Need = Need.Required,
        };

        /// <summary>How much it weighs, in words: "High: 6 of 9".</summary>
        public static ComputedField Score { get; } = new("score", "Score", static node => ScoreOf(node) is { } score ? $"{Degrees.Label(DegreeOf(score))}: {score} of {HighestScore}" : null)
        {
            Help = "Likelihood times impact, each from 1 to 3: low up to 2, medium up to 4, high from 6.",
        };

        /// <summary>What is done about it.</summary>
        public static TextField Mitigation { get; } = new("mitigation", "Mitigation")
        {
            Help = "What makes it less likely, and what you will do if it comes.",
            Markdown = true,
            Need = Need.Required,
        };

        /// <summary>Who watches it.</summary>
        public static ReferenceField Owner { get; } = new("owner", "Owner", Organisation.Key) { Help = "The body that watches it." };

        /// <summary>What it threatens.</summary>
        public static ReferencesField Commitments { get; } = new("commitments", "Commitments", Commitment.Key)
        {
            Help = "The commitments it threatens.",
        };

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(Key, "Risk", "Risks", Description, Likelihood, Impact, Score, Owner, Commitments, Mitigation)
        {
            Help = "What could go wrong, and what you will do about it.",
            FactsFirst = [Likelihood, Impact, Score],
            Tabular = true,
            Title = Description.AsTitle,
        };

        /// <summary>Likelihood times impact, 1 to 9; null while one of them is missing or unknown.</summary>
        public static int? ScoreOf(Documents.Node node) =>
            Likelihood.Read(node) is { } likelihood && Impact.Read(node) is { } impact && Degrees.Find(likelihood) is not null && Degrees.Find(impact) is not null
                ? (Degrees.Order(likelihood) + 1) * (Degrees.Order(impact) + 1)
                : null;

        /// <summary>The code of the degree to which a score comes.</summary>
        public static string DegreeOf(int score) => score switch { <= 2 => "low", <= 4 => "medium", _ => "high" };
    }

    /// <summary>How ready the country is in one dimension.</summary>
    public static class ReadinessRating
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "readinessRating";

        /// <summary>In what.</summary>
        public static ChoiceField Dimension { get; } = new("dimension", "Dimension", ReadinessDimensions.List)
        {
            Help = "One rating for each dimension.",
            Need = Need.Required,
        };

        /// <summary>How ready.</summary>
        public static ChoiceField Rating { get; } = new(
            "rating",
            "Rating",
            new ChoiceList(
                "rating",
                new Choice("green", "Green") { Help = "There is clear evidence of readiness." },
                new Choice("yellow", "Yellow") { Help = "Evidence of readiness is less clear." },
                new Choice("red", "Red") { Help = "There is no evidence of readiness." },
                new Choice("grey", "Grey") { Help = "There is too little evidence to say." }))
        {
            Help = "Green: ready. Yellow: partly. Red: not. Grey: too little evidence to say.",
        };

        /// <summary>What shows it.</summary>
        public static TextField Evidence { get; } = new("evidence", "Evidence")
        {
            Help = "What shows it: a law, a figure, a report.",
            Markdown = true,
            Need = Need.Required,
            NeededWhen = Condition.OfNode("there is a rating", node => !Rating.IsEmpty(node)),
        };

        /// <summary>When that was.</summary>
        public static NumberField Year { get; } = new("year", "Year")
        {
            Help = "The year of the assessment.",
            Whole = true,
            Year = true,
            Least = 1990,
            Most = 2199,
        };

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(Key, "Readiness rating", "Readiness ratings", Dimension, Rating, Year, Evidence)
        {
            Help = "How ready the country is in one dimension of the Open Data Readiness Assessment.",
            Tabular = true,
            Title = Dimension.AsTitle,
        };
    }
}
