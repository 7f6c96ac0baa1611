using Bunit;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Components.Editor.Fields;
using PlanEditor.Tests.Collaboration;
using Xunit;

namespace PlanEditor.Tests.Editor;

public sealed class DayFieldTests : IDisposable
{
    private readonly BunitContext _context = new();
    private DateOnly? _day = new DateOnly(2019, 1, 31);

    public DayFieldTests()
    {
        _context.JSInterop.Mode = JSRuntimeMode.Loose;
        _context.Services.AddSingleton(TimeProvider.System);
    }

    [Fact]
    public void A_day_shows_with_the_name_of_its_month_and_is_taken_as_it_is_typed()
    {
        var field = Field();
        Assert.Equal("31 Jan 2019", field.Find("input").GetAttribute("value"));
        field.Find("input").Change("২০১৯-০২-০১");
        Assert.Equal(new DateOnly(2019, 2, 1), _day);
        Assert.Equal("1 Feb 2019", field.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void What_cannot_be_read_stays_and_says_why()
    {
        var field = Field();
        field.Find("input").Change("3/6/2018");
        Assert.Contains("could be 3 Jun 2018 or 6 Mar 2018", field.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("3/6/2018", field.Find("input").GetAttribute("value"));
        Assert.True(field.Instance.HasProblem);
        Assert.Equal(new DateOnly(2019, 1, 31), _day);
    }

    [Fact]
    public void Emptied_it_is_no_day()
    {
        Field().Find("input").Change(" ");
        Assert.Null(_day);
    }

    [Fact]
    public void A_day_is_picked_from_the_calendar_that_opens_beside_it()
    {
        var field = Field();
        field.Find("button[aria-expanded]").Click();
        field.FindAll(".calendar button[data-day]").Single(day => day.GetAttribute("aria-label") == "15 Jan 2019").Click();
        Assert.Equal(new DateOnly(2019, 1, 15), _day);
        Assert.Empty(field.FindAll(".calendar"));
    }

    [Fact]
    public void The_calendar_opens_on_the_day_that_it_is_in_the_country()
    {
        var time = new ManualTime();
        time.Pass(new DateTimeOffset(2019, 1, 1, 1, 0, 0, TimeSpan.Zero) - time.GetUtcNow());
        _context.Services.AddSingleton<TimeProvider>(time);
        var field = _context.Render<DayField>(parameters => parameters.Add(one => one.LabelId, "label").Add(one => one.Label, "Due").Add(one => one.Country, "PA"));
        field.Find("button[aria-expanded]").Click();
        Assert.Contains(field.FindAll(".calendar button[data-day]"), day => day.GetAttribute("aria-label") == "1 Dec 2018");
    }

    public void Dispose() => _context.Dispose();

    private IRenderedComponent<DayField> Field() => _context.Render<DayField>(parameters => parameters
        .Add(field => field.Day, _day)
        .Add(field => field.DayChanged, day => _day = day)
        .Add(field => field.LabelId, "label")
        .Add(field => field.Label, "Due"));
}
