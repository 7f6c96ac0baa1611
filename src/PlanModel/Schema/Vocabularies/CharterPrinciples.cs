namespace PlanModel.Schema.Vocabularies;

/// <summary>The six principles of the International Open Data Charter.</summary>
public static class CharterPrinciples
{
    /// <summary>The list.</summary>
    public static ChoiceList List { get; } = new(
        "charterPrinciple",
        new Choice("openByDefault", "Open by default"),
        new Choice("timelyComprehensive", "Timely and comprehensive"),
        new Choice("accessibleUsable", "Accessible and usable"),
        new Choice("comparableInteroperable", "Comparable and interoperable"),
        new Choice("improvedGovernance", "For improved governance and citizen engagement"),
        new Choice("inclusiveDevelopment", "For inclusive development and innovation"));
}
