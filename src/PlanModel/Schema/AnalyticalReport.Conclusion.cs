using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Sdg;

namespace PlanModel.Schema;

public static partial class AnalyticalReport
{
    /// <summary>A conclusion or a recommendation of the workshop.</summary>
    public static class Conclusion
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "conclusion";

        /// <summary>The code of a recommendation.</summary>
        public const string Recommendation = "recommendation";

        /// <summary>The code of what nobody agreed on yet.</summary>
        public const string Proposed = "proposed";

        /// <summary>The code of what is agreed.</summary>
        public const string Agreed = "agreed";

        /// <summary>The code of what was given up.</summary>
        public const string Dropped = "dropped";

        /// <summary>What it says.</summary>
        public static TextField Text { get; } = new("text", "Text") { Translated = false, Help = "One sentence that can stand alone. A recommendation says who should do what.", LengthMax = 600, Need = Need.Required };

        /// <summary>Which of the two it is.</summary>
        public static ChoiceField Type { get; } = new("kind", "Kind", new ChoiceList("conclusionKind", new Choice("conclusion", "Conclusion"), new Choice(Recommendation, "Recommendation")))
        {
            Help = "A conclusion says what was found, a recommendation what should be done.",
            Need = Need.Required,
        };

        /// <summary>Where it came up.</summary>
        public static ChoiceField Session { get; } = new("session", "Session", new ChoiceList("session", new Choice("1", "Session 1"), new Choice("2", "Session 2"), new Choice("general", "General")))
        {
            Help = "The session in which it came up.",
        };

        /// <summary>Who is to act.</summary>
        public static ChoicesField AddressedTo { get; } = new(
            "addressedTo",
            "Addressed to",
            new ChoiceList(
                "addressee",
                new Choice("governments", "Governments"),
                new Choice("focalPoints", "Focal points"),
                new Choice("statisticalOffices", "Statistical offices"),
                new Choice("civilSociety", "Civil society"),
                new Choice("donors", "Donors"),
                new Choice("un", "United Nations")))
        {
            Help = "Who should act on it.",
            Need = Need.Required,
            NeededWhen = Condition.OfNode("it is a recommendation", node => Type.Read(node) == Recommendation),
        };

        /// <summary>Which targets it serves.</summary>
        public static ChoicesField Targets { get; } = new("sdgTargets", "SDG targets", SdgTargets.Choices) { Help = "The targets that it serves." };

        /// <summary>What it rests on.</summary>
        public static PlacesField BasedOn { get; } = new("basedOn", "Based on", ActionPlan.Lesson.Key, ActionPlan.Innovation.Key, ActionPlan.Commitment.Key)
        {
            Help = "Lessons, innovative elements and commitments, in any plan, that it rests on.",
            Published = (_, _) => false,
        };

        /// <summary>Whether it goes further.</summary>
        public static FlagField ForOutcomeDocument { get; } = new("forOutcomeDocument", "For the outcome document") { Help = "It is fed into the outcome document of the forum." };

        /// <summary>What became of it.</summary>
        public static ChoiceField State { get; } = new("state", "State", new ChoiceList("conclusionState", new Choice(Proposed, "Proposed"), new Choice(Agreed, "Agreed"), new Choice(Dropped, "Dropped")))
        {
            Help = "Whether the workshop agreed on it.",
            Need = Need.Required,
            Initial = (_, _) => Scalar.Of(Proposed),
        };

        /// <summary>The number by which it is cited.</summary>
        public static NumberField Number { get; } = new("number", "Number")
        {
            Help = "It is cited by this number, R3, from the day on which it is written down. What is dropped keeps its number, and nothing else gets it.",
            Whole = true,
            Least = 1,
            Most = 9_999,
            Need = Need.Required,
            Initial = (document, _) => Scalar.Of(Next(document)),
            Published = (_, _) => false,
            ReadingNeeds = true,
        };

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(Key, "Conclusion", "Conclusions and recommendations", Text, Type, Session, AddressedTo, Targets, BasedOn, ForOutcomeDocument, State, Number)
        {
            Help = "What the workshop concluded, or recommends.",
            Title = Text.AsTitle,
            NumberLetter = "R",
            NumberField = Number,
            Published = node => State.Read(node) == Agreed,
        };

        /// <summary>The number after all that were ever given, be it to what was removed or to what is only suggested.</summary>
        internal static decimal Next(Document document) => 1 + document.All()
            .Where(node => node.Kind.Key == Key)
            .Select(node => Number.Read(node))
            .Concat(document.Proposals.SelectMany(proposal => proposal.Parts).Select(part => part.Operation).OfType<InsertNode>().Where(insert => insert.Kind == Key).Select(insert => (insert.Fields.GetValueOrDefault(Number.Key) as Scalar)?.Number))
            .Max() ?? 1;
    }
}
