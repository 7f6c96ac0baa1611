namespace PlanModel.Schema;

public static partial class ActionPlan
{
    /// <summary>People whom the plan must reach, even if they never open a dataset.</summary>
    public static class VulnerableGroup
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "vulnerableGroup";

        /// <summary>Who.</summary>
        public static ChoiceField Group { get; } = new("group", "Group", Vocabularies.VulnerableGroups.List)
        {
            Help = "The group as the list has it.",
            Need = Need.Required,
        };

        /// <summary>Who, in their own words.</summary>
        public static TextField Name { get; } = new("name", "Name")
        {
            Help = "In the words people use for themselves.",
            Need = Need.Required,
            NeededWhen = Condition.OfNode("the group is another one", node => Group.Read(node) == Vocabularies.VulnerableGroups.Other),
        };

        /// <summary>The problem.</summary>
        public static TextField NeedOfGroup { get; } = new("need", "Need")
        {
            Help = "The problem they say they have.",
            Markdown = true,
            Need = Need.Required,
        };

        /// <summary>Who told us.</summary>
        public static TextField HowWeKnow { get; } = new("howWeKnow", "How we know")
        {
            Help = "Which conversation, survey or organisation told us. “We assume” is an honest answer and raises a warning.",
            Markdown = true,
            Need = Need.Required,
        };

        /// <summary>What they gain.</summary>
        public static TextField Benefit { get; } = new("benefit", "Benefit")
        {
            Help = "What changes in their life, with or without the internet.",
            Markdown = true,
            Need = Need.Required,
        };

        /// <summary>Who turns data into help.</summary>
        public static ReferencesField Intermediaries { get; } = new("intermediaries", "Intermediaries", Intermediary.Key)
        {
            Help = "Who turns the data into help.",
            Need = Need.Required,
            NeedRule = InclusionRule,
        };

        /// <summary>How they hear of it.</summary>
        public static ChoicesField Channels { get; } = new("channels", "Channels", Vocabularies.Channels.List)
        {
            Help = "How people hear of it. At least one that works without the internet.",
            Need = Need.Required,
            NeedRule = InclusionRule,
        };

        /// <summary>What delivers it.</summary>
        public static ReferencesField Commitments { get; } = new("commitments", "Commitments", Commitment.Key)
        {
            Help = "What in this plan delivers it.",
            Need = Need.Required,
            NeedRule = InclusionRule,
        };

        /// <summary>What could go wrong.</summary>
        public static TextField Harm { get; } = new("harm", "Possible harm")
        {
            Help = "What could go wrong: exposure of persons, exclusion, misuse.",
            Markdown = true,
            Need = Need.Advised,
        };

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(
            Key,
            "Vulnerable group",
            "Vulnerable groups",
            Group,
            Name,
            Intermediaries,
            Channels,
            Commitments,
            NeedOfGroup,
            HowWeKnow,
            Benefit,
            Harm)
        {
            Help = "People whom the plan must reach, who helps them, and how they hear of it.",
            FactsFirst = [Group, Name],
            GivenName = Name,
            Title = (document, node) => Name.IsEmpty(node) ? Group.AsTitle(document, node) : Name.ReadString(node),
        };

        private const string InclusionRule = "INCL";
    }

    /// <summary>Who learns what people need and turns data into value for them.</summary>
    public static class Intermediary
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "intermediary";

        /// <summary>What it is called otherwise.</summary>
        public static TextField Name { get; } = new("name", "Name")
        {
            Help = "What it is called, if it is not an organisation of the plan: “Community libraries in hill districts”.",
        };

        /// <summary>Which organisation of the plan it is.</summary>
        public static ReferenceField Organisation { get; } = new("organisation", "Organisation", ActionPlan.Organisation.Key)
        {
            Help = "The organisation, if it is one of those in the plan.",
            Need = Need.Required,
            NeededWhen = Condition.OfNode("no name is given", node => Name.IsEmpty(node)),
        };

        /// <summary>What it is.</summary>
        public static ChoiceField Type { get; } = new(
            "kind",
            "Kind",
            new ChoiceList(
                "intermediaryKind",
                new Choice("civilSociety", "Civil society"),
                new Choice("media", "Media"),
                new Choice("academia", "Academia"),
                new Choice("business", "Business or start-up"),
                new Choice("library", "Library or telecentre"),
                new Choice("localOffice", "Local government office"),
                new Choice("communityLeader", "Community leader"),
                new Choice("extensionWorker", "Health or extension worker"),
                new Choice("professionalBody", "Professional body")))
        {
            Help = "What it is.",
            Need = Need.Required,
        };

        /// <summary>What it does with the data.</summary>
        public static TextField Role { get; } = new("role", "Role")
        {
            Help = "What it does with the data, and for whom.",
            Markdown = true,
            Need = Need.Required,
        };

        /// <summary>What it needs for that.</summary>
        public static TextField SupportNeeded { get; } = new("supportNeeded", "Support needed")
        {
            Help = "Data, training, money, a contact who answers?",
            Markdown = true,
            Need = Need.Advised,
        };

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(Key, "Intermediary", "Intermediaries", Organisation, Name, Type, Role, SupportNeeded)
        {
            Help = "Who learns what people need and turns data into help for them.",
            Tabular = true,
            GivenName = Name,
            Title = (document, node) => Organisation.Read(node) is { } id && document.Find(id) is { } organisation ? organisation.Kind.Title(document, organisation) : Name.ReadString(node),
        };
    }
}
