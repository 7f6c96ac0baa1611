using System.Text;
using OgdPlans.Tests;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Publishing;
using PlanModel.Schema;
using Xunit;

namespace PlanModel.Tests.Publishing;

/// <summary>Days and numbers of a plan that is read: in Spanish always as Spanish writes them, in the digits of Bengali and Nepali where its writers prefer them.</summary>
public sealed class DocumentDigitsTests
{
    private readonly WholePlan _whole = new();

    [Theory]
    [InlineData("ne", true, "३१ जनवरी २०१८", "४८,००,०००", "१ जुलाई २०१७ – ३० जुन २०१९")]
    [InlineData("bn", true, "৩১ জানুয়ারি ২০১৮", "৪৮,০০,০০০", "১ জুলাই ২০১৭ – ৩০ জুন ২০১৯")]
    [InlineData("es", true, "31 ene 2018", "48,00,000", "1 jul 2017 – 30 jun 2019")]
    [InlineData("es", false, "31 ene 2018", "48,00,000", "1 jul 2017 – 30 jun 2019")]
    [InlineData("ne", false, "31 Jan 2018", "48,00,000", "1 Jul 2017 – 30 Jun 2019")]
    public void Days_and_numbers_are_read_in_the_digits_of_the_language_where_that_is_chosen(string language, bool chosen, string day, string amount, string period)
    {
        _whole.Plan.Set(NodeId.Root, "language", language);
        if (chosen) _whole.Plan.Set(NodeId.Root, "nativeDigits", "true");
        _whole.Plan.Add("resource", ("description", "Staff"), ("kind", "money"), ("amount", "4800000"), ("currency", "NPR"));
        var copy = ReadingCopy.Of(_whole.Plan.Document);
        var words = copy.Sections.SelectMany(section => ReadingWords.Of(section)).ToList();
        Assert.Contains(words, line => line.Contains(day, StringComparison.Ordinal));
        Assert.Contains(words, line => line.Contains(amount, StringComparison.Ordinal));
        Assert.Equal(period, copy.Cover.Period);
        Assert.Equal(chosen || language == "es" ? language : "en", copy.Cover.PeriodLanguage);
        Assert.DoesNotContain(copy.Cover.Facts, fact => fact.Label == ActionPlan.Plan.NativeDigits.Label);
    }

    [Fact]
    public void A_translation_is_read_in_the_digits_of_the_working_language()
    {
        _whole.Plan.Set(NodeId.Root, "nativeDigits", "true");
        _whole.Plan.Set(NodeId.Root, "workingLanguage", "en");
        Assert.Equal("1 Jul 2017 – 30 Jun 2019", ReadingCopy.Of(_whole.Plan.Document, ReadingTexts.Translation).Cover.Period);
    }

    [Theory]
    [InlineData("PA", "es", "30 sep 2018", "1,234,567.5 USD")]
    [InlineData("UY", "es", "30 set 2018", "1.234.567,5 USD")]
    [InlineData("UY", "en", "30 Sep 2018", "1,234,567.5 USD")]
    public void A_plan_in_Spanish_has_its_days_and_numbers_as_its_country_writes_them(string country, string language, string day, string amount)
    {
        var document = Document.Empty(ActionPlan.Schema);
        foreach (var (key, value) in new[] { ("country", country), ("language", language) }) document = new SetField(NodeId.Root, key, Scalar.Of(value)).Apply(document);
        document = new InsertNode(new NodeId(7), "commitment", NodeId.Root, null, Node.NoFields.Add("endDate", Scalar.Of("2018-09-30"))).Apply(document);
        document = new InsertNode(new NodeId(8), "resource", NodeId.Root, null, Node.NoFields.Add("amount", Scalar.Of(1_234_567.5m)).Add("currency", Scalar.Of("USD"))).Apply(document);
        var words = ReadingCopy.Of(document).Sections.SelectMany(section => ReadingWords.Of(section)).ToList();
        Assert.Contains(words, line => line.Contains(day, StringComparison.Ordinal));
        Assert.Contains(words, line => line.Contains(amount, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_stored_and_what_programs_read_keeps_0_to_9()
    {
        _whole.Plan.Set(NodeId.Root, "nativeDigits", "true");
        foreach (var words in new[] { Encoding.UTF8.GetString(PlanFile.Write(_whole.Plan.Document)), string.Join('\n', PlanTable.Of(_whole.Plan.Document).SelectMany(table => table.Rows).SelectMany(row => row)) })
        {
            Assert.Contains("2018-01-31", words, StringComparison.Ordinal);
            Assert.DoesNotContain(words, unit => unit is >= '०' and <= '९' or >= '০' and <= '৯');
        }
    }
}
