using Microsoft.Playwright;
using PlanEditor.BrowserTests.Infrastructure;
using PlanEditor.BrowserTests.Pages;

namespace PlanEditor.BrowserTests.Journeys;

public sealed class ForEverybody(Site site) : Journey(site)
{
    [Theory]
    [InlineData(ColorScheme.Light, "wide")]
    [InlineData(ColorScheme.Dark, "phone")]
    public Task Axe_finds_nothing_on_sign_in_and_home(ColorScheme colours, string size) => AtHomeAsync(colours, size);

    [Theory]
    [InlineData(ColorScheme.Dark, "wide")]
    [InlineData(ColorScheme.Light, "phone")]
    [Trait("Runs", "long")]
    public Task Axe_finds_nothing_on_sign_in_and_home_either(ColorScheme colours, string size) => AtHomeAsync(colours, size);

    [Theory]
    [InlineData(ColorScheme.Light, "wide")]
    [InlineData(ColorScheme.Dark, "phone")]
    public Task Axe_finds_nothing_on_the_plan(ColorScheme colours, string size) => OnThePlanAsync(colours, size);

    [Theory]
    [InlineData(ColorScheme.Dark, "wide")]
    [InlineData(ColorScheme.Light, "phone")]
    [Trait("Runs", "long")]
    public Task Axe_finds_nothing_on_the_plan_either(ColorScheme colours, string size) => OnThePlanAsync(colours, size);

    private async Task AtHomeAsync(ColorScheme colours, string size)
    {
        var screen = size == "wide" ? Screen.Wide : Screen.Phone;
        var visitor = await ArriveAsync(null, screen, colours: colours);
        await visitor.Page.GotoAsync(SignInPage.Path);
        await Accessibility.AssertNoneAsync(visitor.Page, "sign-in");

        var person = await ArriveAsync(Accounts.FocalNepal, screen, colours: colours);
        await person.Page.GotoAsync("");
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Accessibility.AssertNoneAsync(person.Page, "home");
        await person.Page.GotoAsync("coverage");
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Table).First).ToBeVisibleAsync();
        await Accessibility.AssertNoneAsync(person.Page, "coverage across countries");
    }

    private async Task OnThePlanAsync(ColorScheme colours, string size)
    {
        var person = await ArriveAsync(Accounts.FocalNepal, size == "wide" ? Screen.Wide : Screen.Phone, colours: colours);
        var plan = await ReadAsync("nepal");
        foreach (var node in new[] { "", "final", "coverage", plan.Commitment("Budget and spending"), plan.Children(plan.Commitment("Budget and spending"), "milestone")[0] })
        {
            await PlanPage.OpenAsync(person.Page, "nepal", node);
            await Accessibility.AssertNoneAsync(person.Page, $"plan, {node}");
        }
    }

    [Fact]
    [Trait("Runs", "long")]
    public Task Axe_finds_nothing_on_any_kind_of_part() => OnAnyKindAsync(ColorScheme.Light);

    [Fact]
    [Trait("Runs", "long")]
    public Task Axe_finds_nothing_on_any_kind_of_part_in_the_dark() => OnAnyKindAsync(ColorScheme.Dark);

    private async Task OnAnyKindAsync(ColorScheme colours)
    {
        var person = await ArriveAsync(Accounts.FocalNepal, colours: colours);
        var kinds = (await ReadAsync("nepal")).OneOfEachKind();
        Assert.Contains("distribution", kinds.Select(each => each.Kind));
        foreach (var (kind, node) in kinds)
        {
            await PlanPage.OpenAsync(person.Page, "nepal", node);
            await Accessibility.AssertNoneAsync(person.Page, $"{kind}, {node}");
        }
    }

    [Fact]
    public async Task Dark_follows_the_device_until_somebody_chooses()
    {
        var person = await ArriveAsync(Accounts.FocalNepal, colours: ColorScheme.Dark);
        await person.Page.GotoAsync("");
        Assert.True(await IsDarkAsync(person.Page));

        await new AccountMenu(person.Page, Accounts.FocalNepal).ChooseThemeAsync("Light");
        await Wait.UntilAsync(async () => !await IsDarkAsync(person.Page), "the page is light");
        await person.Page.ReloadAsync();
        Assert.False(await IsDarkAsync(person.Page));
    }

    private static Task<bool> IsDarkAsync(IPage page) => page.EvaluateAsync<bool>("""
        () => {
          const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
          return red + green + blue < 3 * 60;
        }
        """);
}
