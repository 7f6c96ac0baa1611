namespace PlanModel.Schema.Vocabularies;

/// <summary>How people hear of what the data say.</summary>
public static class Channels
{
    /// <summary>The list; those that need the internet come last.</summary>
    public static ChoiceList List { get; } = new(
        "channel",
        new Choice("communityRadio", "Community radio"),
        new Choice("broadcast", "Local or national radio or television"),
        new Choice("voiceCall", "Voice call or voice menu"),
        new Choice("sms", "SMS or USSD"),
        new Choice("communityMeeting", "Community meeting"),
        new Choice("telecentre", "Telecentre, library or public access point"),
        new Choice("frontDesk", "Front desk of an office"),
        new Choice("school", "School"),
        new Choice("healthPost", "Health post or extension worker"),
        new Choice("poster", "Poster or print"),
        new Choice("newspaper", "Local newspaper"),
        new Choice("messagingApp", "Messaging app"),
        new Choice("website", "Website"),
        new Choice("mobileApp", "Mobile app"),
        new Choice("dataPortal", "Open data portal"));

    /// <summary>Whether the channel reaches only people who are online. False for codes that are not in the list.</summary>
    public static bool NeedsInternet(string code) => code is "messagingApp" or "website" or "mobileApp" or "dataPortal";
}
