using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using MudBlazor;
using MudBlazor.Utilities;
using PlanEditor.Components.Layout;
using Xunit;

namespace PlanEditor.Tests.Hosting;

public sealed partial class ThemeTests
{
    private static readonly Dictionary<string, string> LightTokens = Tokens(":root {");
    private static readonly Dictionary<string, string> DarkTokens = Tokens("[data-theme=\"dark\"] {");

    public static TheoryData<string, string> Pairs => new(
        from name in new[] { "grey", "review", "amber", "green", "red" } select ($"{name}-ink", $"{name}-soft"))
    {
        { "ink", "canvas" }, { "ink", "surface" }, { "ink", "sunken" }, { "ink-2", "canvas" }, { "ink-2", "surface" }, { "ink-3", "canvas" }, { "ink-3", "surface" },
        { "accent-ink", "surface" }, { "accent-ink", "canvas" }, { "on-accent", "accent" }, { "on-accent", "accent-hover" }, { "ins-ink", "ins" }, { "del-ink", "del" },
        { "p-on", "p1" }, { "p-on", "p2" }, { "p-on", "p3" }, { "p-on-mid", "p4" }, { "p-on", "p5" }, { "p-on", "p6" }, { "p-on-mid", "p7" }, { "p-on-mid", "p8" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Words_can_be_read_in_both_themes(string words, string ground)
    {
        Assert.True(Contrast(LightTokens[words], LightTokens[ground]) >= 4.5, $"light: {words} on {ground}");
        Assert.True(Contrast(Dark(words), Dark(ground)) >= 4.5, $"dark: {words} on {ground}");
    }

    [Fact]
    public void Mud_components_have_the_colours_of_the_tokens()
    {
        AssertTokens(PlanTheme.Light.PaletteLight, LightTokens.Values);
        AssertTokens(PlanTheme.Dark.PaletteDark, LightTokens.Keys.Select(Dark));
    }

    private static void AssertTokens(Palette palette, IEnumerable<string> tokens)
    {
        var known = tokens.Select(token => new MudColor(token).Value).ToHashSet();
        foreach (var name in new[] { "Primary", "Background", "Surface", "AppbarBackground", "TextPrimary", "TextSecondary", "Divider", "LinesInputs", "Success", "Warning", "Error", "Info", "TableHover" })
        {
            var colour = (MudColor)typeof(Palette).GetProperty(name, BindingFlags.Public | BindingFlags.Instance)!.GetValue(palette)!;
            Assert.True(known.Contains(colour.Value), $"{name} {colour.Value} is none of the tokens");
        }
    }

    private static string Dark(string token) => DarkTokens.GetValueOrDefault(token) ?? LightTokens[token];

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }

    private static Dictionary<string, string> Tokens(string block)
    {
        var css = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "tokens.css"));
        var start = css.IndexOf(block, StringComparison.Ordinal);
        return Token().Matches(css[start..css.IndexOf("\n}", start, StringComparison.Ordinal)]).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
    }

    [GeneratedRegex(@"--([a-z0-9-]+): (#[0-9A-Fa-f]{6});")]
    private static partial Regex Token();
}
