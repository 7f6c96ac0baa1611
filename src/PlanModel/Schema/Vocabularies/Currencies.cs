namespace PlanModel.Schema.Vocabularies;

/// <summary>Currencies by ISO 4217.</summary>
public static class Currencies
{
    /// <summary>The list.</summary>
    public static ChoiceList List { get; } = new(
        "currency",
        new Choice("BDT", "BDT") { Help = "Bangladeshi taka" },
        new Choice("NPR", "NPR") { Help = "Nepalese rupee" },
        new Choice("PAB", "PAB") { Help = "Panamanian balboa" },
        new Choice("USD", "USD") { Help = "United States dollar" },
        new Choice("UYU", "UYU") { Help = "Uruguayan peso" },
        new Choice("EUR", "EUR") { Help = "Euro" });
}
