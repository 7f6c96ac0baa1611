using System.Globalization;
using PlanEditor.Components.Editor.Fields;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using Xunit;

namespace PlanEditor.Tests.Editor;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("1234567.5", "1234567.5")]
    [InlineData("1,234,567.5", "1234567.5")]
    [InlineData("12,34,567.5", "1234567.5")]
    [InlineData("1.234.567,5", "1234567.5")]
    [InlineData("1 234 567,5", "1234567.5")]
    [InlineData("१२,३४,५६७.५", "1234567.5")]
    [InlineData("৭৫৩", "753")]
    [InlineData("753 %", "753")]
    [InlineData("-12,5", "-12.5")]
    [InlineData("−0.125", "-0.125")]
    [InlineData("1,250", "1250")]
    [InlineData("0.125", "0.125")]
    [InlineData("0,125", "0.125")]
    [InlineData("-0,125", "-0.125")]
    [InlineData("1234,500", "1234.5")]
    [InlineData("1.234.567", "1234567")]
    [InlineData("12.3456", "12.3456")]
    public void A_number_is_read_however_it_is_written(string typed, string number)
    {
        foreach (var country in new[] { "PA", "UY", "BD", "NP" })
        {
            // Where a comma stands before decimals, 1,250 is asked about.
            if (typed == "1,250" && country == "UY") continue;
            Assert.Null(NumberText.TryParse(typed, MarksOf(country), out var read));
            Assert.Equal(decimal.Parse(number, CultureInfo.InvariantCulture), read);
        }
    }

    [Theory]
    [InlineData("12,500", "PA", "12500")]
    [InlineData("12,500", "BD", "12500")]
    [InlineData("12,500", "NP", "12500")]
    [InlineData("12.500", "UY", "12500")]
    [InlineData("-1.250", "UY", "-1250")]
    public void Three_digits_behind_the_mark_of_the_country_are_thousands(string typed, string country, string number)
    {
        Assert.Null(NumberText.TryParse(typed, MarksOf(country), out var read));
        Assert.Equal(decimal.Parse(number, CultureInfo.InvariantCulture), read);
    }

    [Theory]
    [InlineData("12,500", "UY", false, "12,500 could be 12500 or a little more than 12. Write 12.500 or 12,5000")]
    [InlineData("12.500", "PA", false, "12.500 could be 12500 or a little more than 12. Write 12,500 or 12.5000")]
    [InlineData("12,500", "UY", true, "12,500 could be 12500 or a little more than 12. Write 12500 or 12,5000")]
    [InlineData("12.500", "UY", true, "12.500 could be 12500 or a little more than 12. Write 12500 or 12,5000")]
    public void Three_digits_behind_the_other_mark_are_asked_about(string typed, string country, bool fromFile, string words)
    {
        Assert.Equal(words, NumberText.TryParse(typed, MarksOf(country), out var read, fromFile));
        Assert.Null(read);
        var advised = words[(words.IndexOf("Write ", StringComparison.Ordinal) + 6)..].Split(" or ");
        Assert.Equal([12500m, 12.5m], advised.Select(one => NumberText.TryParse(one, MarksOf(country), out var number, fromFile) is null ? number : null));
    }

    [Theory]
    [InlineData("1.250", "1.250 could be 1250 or a little more than 1. Write 1,250 or 1.2500")]
    [InlineData("1,2.3,4", "Use one mark for thousands and the other for decimals, as in 1,250.5")]
    [InlineData("many", "Write a number, as in 12,500 or 12.5")]
    [InlineData("1e9", "Write a number, as in 12,500 or 12.5")]
    [InlineData("12345678901234567890123456789", "Write a number, as in 12,500 or 12.5")]
    [InlineData("-", "Write a number, as in 12,500 or 12.5")]
    public void What_is_no_number_or_two_is_said_in_words(string typed, string words)
    {
        Assert.Equal(words, NumberText.TryParse(typed, MarksOf("PA"), out var read));
        Assert.Null(read);
    }

    [Fact]
    public void Nothing_typed_is_no_number()
    {
        Assert.Null(NumberText.TryParse("  ", MarksOf("UY"), out var read));
        Assert.Null(read);
    }

    [Fact]
    public void A_year_has_no_mark_for_thousands() =>
        Assert.Equal("2017", ActionPlan.ReadinessRating.Year.Show(Document.Empty(ActionPlan.Schema), Scalar.Of(2017m)));

    [Theory]
    [InlineData("1234567.5", "PA", "1,234,567.5")]
    [InlineData("1234567.5", "UY", "1.234.567,5")]
    [InlineData("1234567.5", "NP", "12,34,567.5")]
    [InlineData("1250", "UY", "1.250")]
    [InlineData("0.125", "UY", "0,125")]
    [InlineData("0.125", "PA", "0.125")]
    public void What_is_shown_is_read_back(string number, string country, string shown)
    {
        var value = decimal.Parse(number, CultureInfo.InvariantCulture);
        Assert.Equal(shown, new NumberField("amount", "Amount").Show(PlanOf(country), Scalar.Of(value)));
        Assert.Null(NumberText.TryParse(shown, MarksOf(country), out var read));
        Assert.Equal(value, read);
    }

    [Fact]
    public void A_plan_of_Uruguay_in_English_has_numbers_as_English_writes_them() =>
        Assert.Equal("1,234,567.5", new NumberField("amount", "Amount").Show(PlanOf("UY", "en"), Scalar.Of(1_234_567.5m)));

    private static NumberFormatInfo MarksOf(string country) => NumberField.FormatOf(PlanOf(country));

    private static Document PlanOf(string country, string? language = null) =>
        new SetField(NodeId.Root, "language", Scalar.Of(language ?? CountryHabits.LanguageOf(country))).Apply(new SetField(NodeId.Root, "country", Scalar.Of(country)).Apply(Document.Empty(ActionPlan.Schema)));
}
