using PlanModel.Schema.Vocabularies;

namespace PlanModel.Schema;

public static partial class ActionPlan
{
    /// <summary>A body that owns, publishes, leads or helps; shared by the whole plan.</summary>
    public static class Organisation
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "organisation";

        /// <summary>Its name.</summary>
        public static TextField Name { get; } = new("name", "Name")
        {
            Help = "The official name, in the language that most readers know.",
            Need = Need.Required,
        };

        /// <summary>Its name at home.</summary>
        public static TextField NameInLanguage { get; } = new("nameInLanguage", "Name in its own language")
        {
            Translated = false,
            Help = "The official name in the country's language.",
        };

        /// <summary>Its letters.</summary>
        public static TextField Acronym { get; } = new("acronym", "Acronym") { Translated = false, Help = "The letters it is known by.", LengthMax = 40 };

        /// <summary>What it is.</summary>
        public static ChoiceField Type { get; } = new("kind", "Kind", OrganisationKinds.List)
        {
            Help = "What it is. Catalogues of data use the same kinds.",
            Need = Need.Required,
        };

        /// <summary>How far it reaches.</summary>
        public static ChoiceField Level { get; } = new(
            "level",
            "Level",
            new ChoiceList(
                "organisationLevel",
                new Choice("national", "National"),
                new Choice("subnational", "Subnational"),
                new Choice("local", "Local"),
                new Choice("international", "International")))
        {
            Help = "How far it reaches.",
            Need = Need.Required,
        };

        /// <summary>Where it is at home.</summary>
        public static ChoiceField Country { get; } = new("country", "Country", Countries.OfOrganisations)
        {
            Help = "Where it is at home; empty for international bodies.",
        };

        /// <summary>Its website.</summary>
        public static UrlField Url { get; } = new("url", "Website") { Help = "Its website." };

        /// <summary>What it belongs to.</summary>
        public static ReferenceField Parent { get; } = new("parent", "Belongs to", Key) { Help = "The organisation that it is a part of." };

        /// <summary>Its official number.</summary>
        public static TextField Identifier { get; } = new("identifier", "Identifier")
        {
            Translated = false,
            Help = "Its number or address in an official register.",
        };

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(Key, "Organisation", "Organisations", Name, NameInLanguage, Acronym, Type, Level, Country, Url, Parent, Identifier)
        {
            Help = "A body that owns, publishes, leads or helps. Name it once and refer to it everywhere.",
            Tabular = true,
            Title = Name.AsTitle,
            KeptWhileUsed = true,
            Alphabetical = true,
            AlsoNamed = [Acronym, NameInLanguage],
            Children = [new ChildRule(Contact.Key)],
        };
    }

    /// <summary>Whom to ask in an organisation.</summary>
    public static class Contact
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "contact";

        /// <summary>The role that answers.</summary>
        public static TextField Role { get; } = new("role", "Role")
        {
            Help = "The role that answers, not a person: “Head, Open Data Unit”.",
            Need = Need.Required,
        };

        /// <summary>The unit.</summary>
        public static TextField Unit { get; } = new("unit", "Unit") { Help = "The department or unit." };

        /// <summary>The mailbox.</summary>
        public static TextField Email { get; } = new("email", "Email")
        {
            Translated = false,
            Help = "A shared mailbox by preference: people leave, mailboxes stay.",
            LengthMax = 254,
            Personal = true,
            Published = (_, node) => PublishName!.Read(node),
        };

        /// <summary>A person, if it must be.</summary>
        public static TextField PersonName { get; } = new("personName", "Person")
        {
            Translated = false,
            Help = "Only if it must be. Names stay out of public pages unless you say otherwise below.",
            Personal = true,
            Published = (_, node) => PublishName!.Read(node),
        };

        /// <summary>Whether the public may see name and mailbox.</summary>
        public static FlagField PublishName { get; } = new("publishName", "Publish name and email")
        {
            Help = "Only with the person's consent. Otherwise public pages show role and unit.",
            Published = (_, _) => false,
            ReadingNeeds = true,
        };

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(Key, "Contact", "Contacts", Role, Unit, Email, PersonName, PublishName)
        {
            Help = "Whom to ask, by role.",
            Tabular = true,
            Title = Role.AsTitle,
        };
    }
}
