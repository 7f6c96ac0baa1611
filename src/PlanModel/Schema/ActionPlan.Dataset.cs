using PlanModel.Documents;
using PlanModel.Schema.Vocabularies;

namespace PlanModel.Schema;

public static partial class ActionPlan
{
    /// <summary>Data that the plan opens or improves.</summary>
    public static class Dataset
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "dataset";

        /// <summary>The code of data whose risk for persons nobody has looked at yet.</summary>
        public const string NeedsAssessment = "needsAssessment";

        /// <summary>The code of data that are open already.</summary>
        public const string Open = "open";

        /// <summary>The code of a dataset that is out.</summary>
        public const string Published = "published";

        /// <summary>Its name.</summary>
        public static TextField Title { get; } = new("title", "Title")
        {
            Help = "As the public would look for it.",
            LengthMax = 160,
            Need = Need.Required,
        };

        /// <summary>What it holds.</summary>
        public static TextField Description { get; } = new("description", "Description")
        {
            Help = "What it holds, one row is what, since when.",
            Markdown = true,
            Need = Need.Required,
        };

        /// <summary>Who releases it.</summary>
        public static ReferenceField Publisher { get; } = new("publisher", "Publisher", Organisation.Key)
        {
            Help = "Who owns and releases it.",
            Need = Need.Required,
            NeedRule = DataRule,
        };

        /// <summary>How it may be reused.</summary>
        public static ChoiceField Licence { get; } = new("licence", "Licence", Licences.List)
        {
            Help = "The licence it will be, or is, released under.",
            Need = Need.Required,
            NeedRule = DataRule,
            Initial = (_, _) => Scalar.Of(Licences.Default),
        };

        /// <summary>The name of a licence that is not in the list.</summary>
        public static TextField LicenceName { get; } = new("licenceName", "Name of the licence")
        {
            Translated = false,
            Help = "What the licence is called.",
            Need = Need.Required,
            NeededWhen = LicenceNotListed,
            NeedRule = DataRule,
        };

        /// <summary>Where its words are.</summary>
        public static UrlField LicenceUrl { get; } = new("licenceUrl", "Address of the licence")
        {
            Help = "Where its words can be read.",
            Need = Need.Required,
            NeededWhen = LicenceNotListed,
            NeedRule = DataRule,
        };

        /// <summary>Who answers.</summary>
        public static ReferenceField Contact { get; } = new("contact", "Contact", ActionPlan.Contact.Key)
        {
            Help = "Who answers questions.",
            Need = Need.Advised,
        };

        /// <summary>What it is about.</summary>
        public static ChoicesField Theme { get; } = new("theme", "Theme", ServiceAreas.List)
        {
            Help = "The service areas it is about.",
            Need = Need.Required,
        };

        /// <summary>The service areas that the list does not name.</summary>
        public static TextField OtherTheme { get; } = NoteOnOther(Theme, "Other themes", "The service areas that the list does not name.");

        /// <summary>Words to find it by.</summary>
        public static WordsField Keywords { get; } = new("keywords", "Keywords")
        {
            Help = "Words that people would look for, in the plan's language.",
        };

        /// <summary>The languages in it.</summary>
        public static ChoicesField Language { get; } = new("language", "Languages", Languages.OfDatasets)
        {
            Help = "The languages of the words in it.",
        };

        /// <summary>How often it is updated.</summary>
        public static ChoiceField Frequency { get; } = new("frequency", "Frequency", Frequencies.List)
        {
            Help = "How often it will be updated.",
            Need = Need.Required,
        };

        /// <summary>How often, in words.</summary>
        public static TextField FrequencyNote { get; } = new("frequencyNote", "Note on frequency")
        {
            Help = "What the list cannot say: “every ten years, with the census”.",
            Need = Need.Advised,
            NeededWhen = Condition.OfNode("the frequency is another one", node => Frequency.Read(node) == Frequencies.Other),
        };

        /// <summary>The country it covers.</summary>
        public static ChoiceField Spatial { get; } = new("spatial", "Place", Countries.OfDatasets)
        {
            Help = "The country it covers.",
            Need = Need.Advised,
        };

        /// <summary>The smallest area in it.</summary>
        public static TextField SpatialText { get; } = new("spatialText", "Smallest area")
        {
            Help = "The part of the country, and the smallest area in it: “wards of 14 districts”.",
        };

        /// <summary>The first day that the data are about.</summary>
        public static DateField TemporalStart { get; } = new("temporalStart", "Data from") { Help = "The first day the data cover." };

        /// <summary>The last day that the data are about.</summary>
        public static DateField TemporalEnd { get; } = new("temporalEnd", "Data until")
        {
            Help = "The last day the data cover; empty while they go on.",
        };

        /// <summary>By what it can be broken down.</summary>
        public static ChoicesField Disaggregation { get; } = new("disaggregation", "Disaggregation", Disaggregations.List)
        {
            Help = "How finely it can be broken down.",
            Need = Need.Advised,
        };

        /// <summary>The characteristics that the list does not name.</summary>
        public static TextField OtherDisaggregation { get; } = NoteOnOther(Disaggregation, "Other characteristics", "Those that matter in the country: “caste”, “indigenous territory”, “Afro-descent”, “climate-affected area”.");

        /// <summary>What was done about the privacy of persons.</summary>
        public static ChoiceField Privacy { get; } = new(
            "privacy",
            "Privacy screening",
            new ChoiceList(
                "privacy",
                new Choice("none", "No personal data"),
                new Choice("anonymised", "Anonymised"),
                new Choice("aggregatedOnly", "Aggregated only"),
                new Choice(NeedsAssessment, "Needs assessment")))
        {
            Help = "Whether it is about persons, and what is done about it. “Needs assessment” blocks final unless a milestone does it.",
            Need = Need.Required,
            NeedRule = DataRule,
        };

        /// <summary>Who may have it.</summary>
        public static ChoiceField Access { get; } = new("accessRights", "Access", AccessRights.List)
        {
            Help = "Anything but public must say why.",
            Need = Need.Required,
        };

        /// <summary>Why not everyone.</summary>
        public static TextField RestrictionReason { get; } = new("restrictionReason", "Why it is not public")
        {
            Help = "The law or the harm that stands against it.",
            LengthMax = 500,
            Need = Need.Required,
            NeededWhen = Condition.OfNode("access is not public", node => Access.Read(node) is { } code && code != AccessRights.Public),
        };

        /// <summary>Where it stands today.</summary>
        public static ChoiceField CurrentState { get; } = new(
            "currentState",
            "Today",
            new ChoiceList(
                "currentState",
                new Choice("notCollected", "Not collected"),
                new Choice("onPaper", "On paper"),
                new Choice("internalDigital", "Digital, inside government"),
                new Choice("webNotOpen", "On the web, not open"),
                new Choice(Open, "Open")))
        {
            Help = "Where it stands today.",
            Need = Need.Required,
        };

        /// <summary>How open it is.</summary>
        public static ChoiceField CurrentStars { get; } = new("currentStars", "Openness today", Openness.List)
        {
            Help = "Stars of openness today.",
        };

        /// <summary>How open it will be.</summary>
        public static ChoiceField TargetStars { get; } = new("targetStars", "Openness to reach", Openness.List)
        {
            Help = "Stars of openness to reach; three or more for an open format.",
            Need = Need.Required,
        };

        /// <summary>When it comes out.</summary>
        public static DateField PlannedRelease { get; } = new("plannedRelease", "Planned release")
        {
            Help = "The day by which it is out.",
            Need = Need.Required,
            NeededWhen = Condition.OfNode("it is not open yet", node => CurrentState.Read(node) != Open),
            NeedRule = DataRule,
        };

        /// <summary>How far the work on it is.</summary>
        public static ChoiceField Status { get; } = new(
            "status",
            "Status",
            new ChoiceList(
                "datasetStatus",
                new Choice("planned", "Planned"),
                new Choice("preparing", "In preparation"),
                new Choice(Published, "Published"),
                new Choice("withdrawn", "Withdrawn")))
        {
            Help = "How far the work is. What is published has at least one distribution.",
        };

        /// <summary>Who uses it.</summary>
        public static TextField KnownUsers { get; } = new("knownUsers", "Known users")
        {
            Help = "Who uses it or would, by name of the group.",
            Markdown = true,
            Need = Need.Advised,
        };

        /// <summary>Who asked for it.</summary>
        public static TextField DemandEvidence { get; } = new("demandEvidence", "Evidence of demand")
        {
            Help = "Who asked for it, and how often. Demand first, supply second.",
            Markdown = true,
            Need = Need.Advised,
        };

        /// <summary>What is wrong with it.</summary>
        public static TextField Quality { get; } = new("quality", "Quality")
        {
            Help = "Known gaps, method, break in series.",
            Markdown = true,
        };

        /// <summary>Its page.</summary>
        public static UrlField LandingPage { get; } = new("landingPage", "Landing page") { Help = "The page where people find it." };

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(
            Key,
            "Dataset",
            "Datasets",
            Title,
            Publisher,
            Contact,
            Licence,
            LicenceName,
            LicenceUrl,
            Theme,
            OtherTheme,
            Keywords,
            Language,
            Frequency,
            FrequencyNote,
            Spatial,
            SpatialText,
            TemporalStart,
            TemporalEnd,
            Disaggregation,
            OtherDisaggregation,
            Privacy,
            Access,
            RestrictionReason,
            CurrentState,
            CurrentStars,
            TargetStars,
            PlannedRelease,
            Status,
            LandingPage,
            Description,
            KnownUsers,
            DemandEvidence,
            Quality)
        {
            Help = "Data that the plan opens or improves. The list exports as a catalogue that other portals can read.",
            Tabular = true,
            Title = Title.AsTitle,
            Children = [new ChildRule(Distribution.Key)],
        };

        /// <summary>The stars of openness that the best of its distributions allows; null while none tells.</summary>
        public static int? SuggestedStars(Document document, Documents.Node node) =>
            document.Children(node, Distribution.Kind).Max(distribution => Distribution.SuggestedStars(document, distribution));

        private const string DataRule = "DATA";

        private static Condition LicenceNotListed => Condition.OfNode("the licence is not in the list", node => Licences.NeedsName(Licence.Read(node)));
    }

    /// <summary>A form in which a dataset can be had: a file or a service.</summary>
    public static class Distribution
    {
        /// <summary>The stored name of the kind.</summary>
        public const string Key = "distribution";

        /// <summary>Its name.</summary>
        public static TextField Title { get; } = new("title", "Title")
        {
            Help = "What this form of the dataset is: “Monthly file, 2018”.",
            LengthMax = 160,
        };

        /// <summary>Where it is had.</summary>
        public static UrlField AccessUrl { get; } = new("accessUrl", "Access address")
        {
            Help = "The page or service where it can be had.",
            Need = Need.Required,
        };

        /// <summary>The file itself.</summary>
        public static UrlField DownloadUrl { get; } = new("downloadUrl", "Download address") { Help = "The file itself." };

        /// <summary>Its format.</summary>
        public static ChoiceField Format { get; } = new("format", "Format", FileFormats.List)
        {
            Help = "The format of the file or service.",
            Need = Need.Required,
        };

        /// <summary>How it may be reused.</summary>
        public static ChoiceField Licence { get; } = new("licence", "Licence", Licences.List)
        {
            Help = "The licence it is released under.",
            Need = Need.Required,
            Initial = (_, dataset) => Dataset.Licence.Read(dataset) is { } licence && Licences.List.Find(licence) is not null ? Scalar.Of(licence) : null,
        };

        /// <summary>The name of a licence that is not in the list.</summary>
        public static TextField LicenceName { get; } = new("licenceName", "Name of the licence")
        {
            Translated = false,
            Help = "What the licence is called, where it is not that of the dataset.",
            Need = Need.Required,
            NeededWhen = LicenceOfItsOwn,
        };

        /// <summary>Where its words are.</summary>
        public static UrlField LicenceUrl { get; } = new("licenceUrl", "Address of the licence")
        {
            Help = "Where its words can be read.",
            Need = Need.Required,
            NeededWhen = LicenceOfItsOwn,
        };

        /// <summary>When it came out.</summary>
        public static DateField Issued { get; } = new("issued", "Issued") { Help = "The day it came out." };

        /// <summary>When it was last changed.</summary>
        public static DateField Modified { get; } = new("modified", "Modified") { Help = "The day it was last changed." };

        /// <summary>How large it is.</summary>
        public static NumberField ByteSize { get; } = new("byteSize", "Size in bytes")
        {
            Help = "How large the file is.",
            Whole = true,
            Least = 0,
        };

        /// <summary>The standard it follows.</summary>
        public static UrlField ConformsTo { get; } = new("conformsTo", "Standard")
        {
            Help = "The address of the standard or schema that it follows.",
        };

        /// <summary>How long it stays.</summary>
        public static ChoiceField Availability { get; } = new("availability", "Availability", Availabilities.List)
        {
            Help = "How long it is meant to stay.",
        };

        /// <summary>Where it stands.</summary>
        public static ChoiceField Status { get; } = new("status", "Status", DistributionStatuses.List) { Help = "Where it stands." };

        /// <summary>The kind.</summary>
        public static NodeKind Kind { get; } = new(
            Key,
            "Distribution",
            "Distributions",
            Title,
            AccessUrl,
            DownloadUrl,
            Format,
            Licence,
            LicenceName,
            LicenceUrl,
            Issued,
            Modified,
            ByteSize,
            ConformsTo,
            Availability,
            Status)
        {
            Help = "A file or service in which the dataset can be had. A planned dataset has none.",
            Tabular = true,
            Title = (document, node) => Title.IsEmpty(node) ? Format.AsTitle(document, node) : Title.ReadString(node),
        };

        /// <summary>The stars of openness that its format and licence allow; null while they do not tell. A person confirms them.</summary>
        public static int? SuggestedStars(Document document, Documents.Node node)
        {
            var licence = Licence.Read(node) ?? "";
            var named = NamesLicence(document, node);
            var open = Licences.NeedsName(licence) ? !Licences.ForbidsReuse(LicenceName.ReadString(named)) && !Licences.AddressForbidsReuse(LicenceUrl.Read(named)) : Licences.IsOpen(licence);
            return open switch
            {
                true => FileFormats.Stars(Format.Read(node) ?? ""),
                false when licence != Licences.Undecided => 0,
                _ => null,
            };
        }

        /// <summary>Whether the licence is one that is not in the list, and not the one that the dataset names.</summary>
        private static Condition LicenceOfItsOwn => Condition.OfNodeAndAbove(
            "the licence is not in the list, nor that of the dataset",
            (node, dataset) => Licences.NeedsName(Licence.Read(node)) && !IsThatOfDataset(node, dataset));

        private static bool IsThatOfDataset(Documents.Node node, Documents.Node? dataset) => dataset is not null && Dataset.Licence.Read(dataset) == Licence.Read(node);

        // What it does not say itself the dataset does, under the same keys.
        private static Documents.Node NamesLicence(Document document, Documents.Node node) =>
            LicenceName.IsEmpty(node) && LicenceUrl.IsEmpty(node) && node.Parent is { } above && document[above] is var dataset && IsThatOfDataset(node, dataset) ? dataset : node;
    }
}
