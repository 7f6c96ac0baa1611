using System.Globalization;
using PlanEditor.Components.Editor.Fields;
using PlanModel.Documents;
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
    [InlineData("1.234.567", "1234567")]
    [InlineData("12.3456", "12.3456")]
    public void A_number_is_read_however_it_is_written(string typed, string number)
    {
        Assert.Null(NumberText.TryParse(typed, out var read));
        Assert.Equal(decimal.Parse(number, CultureInfo.InvariantCulture), read);
    }

    [Theory]
    [InlineData("1.250", "1.250 could be 1250 or a little more than 1. Write 1,250 or 1.2500")]
    [InlineData("1,2.3,4", "Use one mark for thousands and the other for decimals, as in 1,250.5")]
    [InlineData("many", "Write a number, as in 1,250 or 12.5")]
    [InlineData("1e9", "Write a number, as in 1,250 or 12.5")]
    [InlineData("12345678901234567890123456789", "Write a number, as in 1,250 or 12.5")]
    [InlineData("-", "Write a number, as in 1,250 or 12.5")]
    public void What_is_no_number_or_two_is_said_in_words(string typed, string words)
    {
        Assert.Equal(words, NumberText.TryParse(typed, out var read));
        Assert.Null(read);
    }

    [Fact]
    public void Nothing_typed_is_no_number()
    {
        Assert.Null(NumberText.TryParse("  ", out var read));
        Assert.Null(read);
    }

    [Fact]
    public void A_year_has_no_mark_for_thousands() =>
        Assert.Equal("2017", ActionPlan.ReadinessRating.Year.Show(Document.Empty(ActionPlan.Schema), Scalar.Of(2017m)));

    [Theory]
    [InlineData("1234567.5", "1,234,567.5")]
    [InlineData("0.125", "0.125")]
    public void What_is_shown_is_read_back(string number, string shown)
    {
        var value = decimal.Parse(number, CultureInfo.InvariantCulture);
        Assert.Equal(shown, new NumberField("amount", "Amount").Show(Document.Empty(ActionPlan.Schema), Scalar.Of(value)));
        Assert.Null(NumberText.TryParse(shown, out var read));
        Assert.Equal(value, read);
    }
}
