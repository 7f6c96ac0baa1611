namespace PlanModel.Schema.Vocabularies;

/// <summary>The people whom a plan must not leave behind.</summary>
public static class VulnerableGroups
{
    /// <summary>A group that is not in the list, named beside the choice.</summary>
    public const string Other = "other";

    /// <summary>The list.</summary>
    public static ChoiceList List { get; } = new(
        "vulnerableGroup",
        new Choice("poverty", "People in poverty"),
        new Choice("womenGirls", "Women and girls"),
        new Choice("children", "Children"),
        new Choice("youth", "Youth"),
        new Choice("olderPersons", "Older persons"),
        new Choice("disabilities", "Persons with disabilities"),
        new Choice("indigenous", "Indigenous peoples"),
        new Choice("minorities", "Ethnic, linguistic or caste minorities"),
        new Choice("afroDescendants", "Afro-descendants"),
        new Choice("migrants", "Migrants, refugees and displaced persons"),
        new Choice("remoteDisasterProne", "People in remote or disaster-prone areas"),
        new Choice("informalSettlements", "People in informal settlements"),
        new Choice("smallholdersFishers", "Smallholders and fishers"),
        new Choice("informalWorkers", "Informal workers"),
        new Choice("offline", "People without internet or literacy"),
        new Choice(Other, "Another group"));
}
