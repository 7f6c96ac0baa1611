using System.Globalization;
using PlanModel.Timeline;
using Xunit;

namespace PlanModel.Tests.Timeline;

public sealed class TimelineScaleTests
{
    [Theory]
    [InlineData("BD", "2018-06-30", "2017-07-01", "2017/18")]
    [InlineData("BD", "2018-07-01", "2018-07-01", "2018/19")]
    [InlineData("NP", "2018-07-15", "2017-07-16", "2017/18")]
    [InlineData("NP", "2018-07-16", "2018-07-16", "2018/19")]
    [InlineData("PA", "2018-07-16", "2018-01-01", "2018")]
    [InlineData("UY", "2018-12-31", "2018-01-01", "2018")]
    [InlineData("BD", "2099-07-01", "2099-07-01", "2099/00")]
    public void A_fiscal_year_begins_where_the_country_begins_it(string country, string day, string start, string label)
    {
        Assert.Equal(Day(start), FiscalYear.StartOf(country, Day(day)));
        Assert.Equal(label, FiscalYear.Label(Day(start)));
        Assert.Equal(Day(start).AddYears(1), FiscalYear.EndOf(country, Day(day)).AddDays(1));
        Assert.Equal(!label.Contains('/', StringComparison.Ordinal), FiscalYear.IsCalendarYear(country));
    }

    [Fact]
    public void Months_stand_under_calendar_years_and_every_third_is_marked()
    {
        var scale = TimelineScale.Of(TimelineUnit.Months, "BD", Day("2017-07-14"), Day("2018-06-02"));
        Assert.Equal((Day("2017-07-01"), Day("2018-07-01")), (scale.From, scale.To));
        Assert.Equal(["2017", "2018"], scale.Years.Select(year => year.Label));
        Assert.Equal("Jul Aug Sep Oct Nov Dec Jan Feb Mar Apr May Jun", string.Join(' ', scale.Parts.Select(part => part.Label)));
        Assert.Equal(["Jul", "Oct", "Jan", "Apr"], scale.Parts.Where(part => part.Strong).Select(part => part.Label));
    }

    [Fact]
    public void Quarters_are_named_by_their_months()
    {
        var scale = TimelineScale.Of(TimelineUnit.Quarters, "BD", Day("2017-08-14"), Day("2018-02-02"));
        Assert.Equal(["Jul–Sep", "Oct–Dec", "Jan–Mar"], scale.Parts.Select(part => part.Label));
    }

    [Fact]
    public void Fiscal_years_have_quarters_of_their_own()
    {
        var scale = TimelineScale.Of(TimelineUnit.FiscalYears, "NP", Day("2017-07-20"), Day("2018-07-31"));
        Assert.Equal(["FY 2017/18", "FY 2018/19"], scale.Years.Select(year => year.Label));
        Assert.Equal(["Q1", "Q2", "Q3", "Q4", "Q1"], scale.Parts.Select(part => part.Label));
        Assert.Equal(["2017-07-16", "2017-10-16", "2018-01-16", "2018-04-16", "2018-07-16"], scale.Parts.Select(part => part.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(TimelineUnit.Months)]
    [InlineData(TimelineUnit.Quarters)]
    [InlineData(TimelineUnit.FiscalYears)]
    public void The_parts_and_the_years_cover_every_day_once(TimelineUnit unit)
    {
        foreach (var country in new[] { "BD", "NP", "PA" })
        {
            var scale = TimelineScale.Of(unit, country, Day("2017-02-11"), Day("2019-09-29"));
            foreach (var ticks in new[] { scale.Years, scale.Parts })
            {
                Assert.Equal((scale.From, scale.To), (ticks[0].From, ticks[^1].To));
                Assert.All(ticks.Zip(ticks.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
            }
        }
    }

    [Fact]
    public void A_day_takes_its_share_and_what_lies_beyond_stands_at_the_end()
    {
        var scale = TimelineScale.Of(TimelineUnit.Months, "PA", Day("2018-01-01"), Day("2018-12-31"));
        Assert.Equal(365, scale.Days);
        Assert.Equal(0, scale.Before(Day("2018-01-01")));
        Assert.Equal(1, scale.After(Day("2018-12-31")));
        Assert.Equal(scale.After(Day("2018-03-31")), scale.Before(Day("2018-04-01")));
        Assert.Equal((0.0, 1.0), (scale.Before(Day("2016-05-05")), scale.After(Day("2020-05-05"))));
        Assert.False(scale.Holds(Day("2019-01-01")));
    }

    [Fact]
    public void A_short_plan_has_half_a_year_all_the_same()
    {
        var scale = TimelineScale.Of(TimelineUnit.Months, "PA", Day("2018-05-05"), Day("2018-05-05"));
        Assert.InRange(scale.Days, 180, 215);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
