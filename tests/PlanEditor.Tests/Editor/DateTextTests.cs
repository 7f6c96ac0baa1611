using PlanEditor.Components.Editor.Fields;
using Xunit;

namespace PlanEditor.Tests.Editor;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("31 Jul 2018")]
    [InlineData("31 July 2018")]
    [InlineData(" 31  jul.  2018 ")]
    [InlineData("Jul 31, 2018")]
    [InlineData("July 31 2018")]
    [InlineData("2018-07-31")]
    [InlineData("2018/7/31")]
    [InlineData("2018 Jul 31")]
    [InlineData("31/7/2018")]
    [InlineData("7/31/2018")]
    [InlineData("31.07.2018")]
    [InlineData("31-7-2018")]
    [InlineData("31 de julio de 2018")]
    [InlineData("31 जुलाई 2018")]
    [InlineData("३१ जुलाई २०१८")]
    [InlineData("৩১ জুলাই ২০১৮")]
    [InlineData("২০১৮-০৭-৩১")]
    [InlineData("Jul 2018")]
    public void A_day_is_read_however_it_is_written(string typed)
    {
        Assert.Null(DateText.TryParse(typed, out var day));
        Assert.Equal(new DateOnly(2018, 7, 31), day);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("  ", null)]
    [InlineData("Q3 2018", "2018-09-30")]
    [InlineData("Feb 2020", "2020-02-29")]
    [InlineData("7/7/2018", "2018-07-07")]
    [InlineData("3 set. 2018", "2018-09-03")]
    [InlineData("১২ ফেব্রুয়ারি ২০১৯", "2019-02-12")]
    [InlineData("३१ जनवरी २०१९", "2019-01-31")]
    [InlineData("৩১ জানু\u09dfারি ২০১৯", "2019-01-31")]
    [InlineData("৩১ জানু\u09af\u09bcারি ২০১৯", "2019-01-31")]
    [InlineData("১২ ফেব্রু\u09dfারি ২০১৯", "2019-02-12")]
    public void Other_forms(string typed, string? day)
    {
        Assert.Null(DateText.TryParse(typed, out var read));
        Assert.Equal(day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd", null), read);
    }

    [Theory]
    [InlineData("3/6/2018", "3/6/2018 could be 3 Jun 2018 or 6 Mar 2018. Write the month’s name")]
    [InlineData("31 Jun 2018", "June 2018 has 30 days")]
    [InlineData("31/7/18", "Write the year with four digits, as in 31 Jul 2018")]
    [InlineData("31 Jul 18", "Write the year with four digits, as in 31 Jul 2018")]
    [InlineData("soon", "“soon” is not a day. Write it as 31 Jul 2018")]
    [InlineData("31 Ju 2018", "“31 Ju 2018” is not a day. Write it as 31 Jul 2018")]
    [InlineData("1 Jan 1200", "Days go from 1900 to 2199")]
    [InlineData("13/13/2018", "“13/13/2018” is not a day. Write it as 31 Jul 2018")]
    public void What_is_no_day_or_two_is_said_in_words(string typed, string words)
    {
        var problem = DateText.TryParse(typed, out var day);
        Assert.Equal(words, problem);
        Assert.Null(day);
    }
}
