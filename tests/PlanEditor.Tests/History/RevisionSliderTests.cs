using Bunit;
using PlanEditor.Components.History;
using Xunit;

namespace PlanEditor.Tests.History;

public sealed class RevisionSliderTests
{
    [Fact]
    public async Task What_the_page_shows_late_does_not_put_the_slider_back_to_an_earlier_key()
    {
        await using var context = new BunitContext();
        var asked = new List<long>();
        var slider = context.Render<RevisionSlider>(parameters => parameters.Add(one => one.At, 100).Add(one => one.Newest, 200).Add(one => one.Words, "then").Add(one => one.OnChosen, asked.Add));
        foreach (var key in new[] { "99", "98", "97" }) slider.Find("input").Change(key);
        Assert.Equal([99, 98, 97], asked);
        foreach (var at in new long[] { 99, 97 })
        {
            Show(at);
            // The browser is told nothing: it stands at 97, or has gone on.
            Assert.Equal("100", Told());
        }

        slider.Find("input").Change("96");
        Show(150);
        Assert.Equal("150", Told());
        Show(99);
        Assert.Equal("99", Told());

        void Show(long at) => slider.Render(parameters => parameters.Add(one => one.At, at));
        string? Told() => slider.Find("input").GetAttribute("value");
    }

    [Fact]
    public async Task Who_goes_there_and_back_keeps_the_slider_until_something_is_asked_for_elsewhere()
    {
        await using var context = new BunitContext();
        var slider = context.Render<RevisionSlider>(parameters => parameters.Add(one => one.At, 5).Add(one => one.Newest, 9).Add(one => one.Words, "then"));
        foreach (var key in new[] { "6", "7", "6" }) slider.Find("input").Change(key);
        foreach (var at in new long[] { 6, 7, 6 })
        {
            Show(at);
            Assert.Equal("5", Told());
        }

        // All that was asked for here was shown.
        Show(7);
        Assert.Equal("7", Told());

        void Show(long at) => slider.Render(parameters => parameters.Add(one => one.At, at));
        string? Told() => slider.Find("input").GetAttribute("value");
    }
}
