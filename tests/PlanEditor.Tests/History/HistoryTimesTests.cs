using PlanEditor.Components.History;
using Xunit;

namespace PlanEditor.Tests.History;

public sealed class HistoryTimesTests
{
    private static readonly DateTimeOffset Evening = new(2017, 10, 12, 20, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("NP", "Times of Kathmandu (UTC+5:45)", "13 Oct 2017, 02:15", "Today, 13 October")]
    [InlineData("BD", "Times of Dhaka (UTC+6)", "13 Oct 2017, 02:30", "Today, 13 October")]
    [InlineData("PA", "Times of Panama (UTC−5)", "12 Oct 2017, 15:30", "Today, 12 October")]
    [InlineData("", "Times are UTC", "12 Oct 2017, 20:30", "Today, 12 October")]
    public void Times_and_days_are_those_of_the_country_and_say_so(string country, string name, string moment, string day)
    {
        var times = HistoryTimes.Of(country);
        Assert.Equal((name, moment, day), (times.Name(Evening), times.Moment(Evening), times.Day(Evening, Evening)));
    }
}
