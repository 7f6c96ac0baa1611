using PlanEditor.Components.Editor.Fields;
using Xunit;

namespace PlanEditor.Tests.Editor;

public sealed class CalendarMonthTests
{
    [Fact]
    public void A_month_begins_in_the_week_of_its_first_day()
    {
        var month = CalendarMonth.Of(new DateOnly(2019, 1, 31), DayOfWeek.Sunday);
        Assert.Equal(new DateOnly(2018, 12, 30), month.Weeks[0][0]);
        Assert.Equal(6, month.Weeks.Length);
        Assert.Equal(new DateOnly(2018, 12, 31), CalendarMonth.Of(new DateOnly(2019, 1, 31), DayOfWeek.Monday).Weeks[0][0]);
    }

    [Theory]
    [InlineData("2019-01-31", "2019-03-31", "2019-01-31")]
    [InlineData("2020-02-01", "2020-03-31", "2020-02-29")]
    [InlineData("2018-12-31", "2018-12-31", "2018-12-31")]
    public void Ends_of_quarter_and_month(string day, string quarter, string month)
    {
        var shown = CalendarMonth.Of(Day(day), DayOfWeek.Monday);
        Assert.Equal((Day(quarter), Day(month)), (shown.QuarterEnd, shown.MonthEnd));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", null);
}
