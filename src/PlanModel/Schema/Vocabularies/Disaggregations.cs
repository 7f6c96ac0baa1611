namespace PlanModel.Schema.Vocabularies;

/// <summary>By what data can be broken down.</summary>
public static class Disaggregations
{
    /// <summary>The list.</summary>
    public static ChoiceList List { get; } = new(
        "disaggregation",
        new Choice("income", "Income"),
        new Choice("gender", "Gender"),
        new Choice("age", "Age"),
        new Choice("race", "Race"),
        new Choice("ethnicity", "Ethnicity"),
        new Choice("migratoryStatus", "Migratory status"),
        new Choice("disability", "Disability"),
        new Choice("geographicLocation", "Geographic location"),
        new Choice("other", "Other characteristics relevant in the country") { Help = "Such as caste, indigenous territory, Afro-descent or climate-affected area." });

    /// <summary>Those that SDG target 17.18 names.</summary>
    public static IEnumerable<Choice> Named => List.Choices.Where(choice => choice.Code != "other");
}
