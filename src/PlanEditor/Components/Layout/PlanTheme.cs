using MudBlazor;

namespace PlanEditor.Components.Layout;

/// <summary>
/// MudBlazor's colours and type, from the tokens of wwwroot/css/tokens.css (a test compares them). Both themes are written into the page; which one
/// holds is the <c>data-theme</c> of the root element alone, so a page never flashes in the wrong one while it waits for its circuit.
/// </summary>
public static class PlanTheme
{
    private static readonly string[] Fonts = ["Noto Sans", "Noto Sans Bengali", "Noto Sans Devanagari", "system-ui", "sans-serif"];

    public static MudTheme Light { get; } = Theme(":root", new PaletteLight
    {
        Primary = "#0071A9",
        PrimaryDarken = "#005A87",
        PrimaryContrastText = "#FFFFFF",
        Secondary = "#3F4B5B",
        Background = "#F5F7FA",
        BackgroundGray = "#EEF1F5",
        Surface = "#FFFFFF",
        AppbarBackground = "#FFFFFF",
        AppbarText = "#141C26",
        DrawerBackground = "#FFFFFF",
        DrawerText = "#141C26",
        DrawerIcon = "#3F4B5B",
        TextPrimary = "#141C26",
        TextSecondary = "#3F4B5B",
        TextDisabled = "#5A6676",
        ActionDefault = "#3F4B5B",
        ActionDisabled = "#5A6676",
        ActionDisabledBackground = "#EEF1F5",
        Divider = "#E1E6EC",
        DividerLight = "#E1E6EC",
        LinesDefault = "#E1E6EC",
        LinesInputs = "#7F8997",
        TableLines = "#E1E6EC",
        TableHover = "#F0F4F8",
        Success = "#17663A",
        Warning = "#874800",
        Error = "#B0241C",
        Info = "#3B49A8",
        HoverOpacity = 0.05,
    });

    public static MudTheme Dark { get; } = Theme(":root[data-theme=dark]", null, new PaletteDark
    {
        Primary = "#0B7DB5",
        PrimaryDarken = "#0A6C9D",
        PrimaryContrastText = "#FFFFFF",
        Secondary = "#BEC8D3",
        Background = "#0E1319",
        BackgroundGray = "#1F2731",
        Surface = "#161C24",
        AppbarBackground = "#161C24",
        AppbarText = "#E9EEF4",
        DrawerBackground = "#161C24",
        DrawerText = "#E9EEF4",
        DrawerIcon = "#BEC8D3",
        TextPrimary = "#E9EEF4",
        TextSecondary = "#BEC8D3",
        TextDisabled = "#98A5B4",
        ActionDefault = "#BEC8D3",
        ActionDisabled = "#98A5B4",
        ActionDisabledBackground = "#1F2731",
        Divider = "#2A3440",
        DividerLight = "#2A3440",
        LinesDefault = "#2A3440",
        LinesInputs = "#73808F",
        TableLines = "#2A3440",
        TableHover = "#1D2530",
        Success = "#83D6A2",
        Warning = "#F6C26B",
        Error = "#FFA79F",
        Info = "#B4BDFA",
        HoverOpacity = 0.08,
    });

    private static MudTheme Theme(string scope, PaletteLight? light, PaletteDark? dark = null) => new()
    {
        PaletteLight = light ?? new PaletteLight(),
        PaletteDark = dark ?? new PaletteDark(),
        PseudoCss = new PseudoCss { Scope = scope },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "14px", FontWeight = "400", LineHeight = "1.45", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = Fonts, FontSize = "14px", LineHeight = "1.45", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = Fonts, FontSize = "13px", LineHeight = "1.45", LetterSpacing = "normal" },
            H6 = new H6Typography { FontFamily = Fonts, FontSize = "18px", FontWeight = "600", LineHeight = "1.3", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Fonts, FontSize = "14px", FontWeight = "500", LetterSpacing = "normal", TextTransform = "none" },
            Caption = new CaptionTypography { FontFamily = Fonts, FontSize = "12px", LetterSpacing = "normal" },
            Subtitle1 = new Subtitle1Typography { FontFamily = Fonts, FontSize = "16px", LetterSpacing = "normal" },
            Subtitle2 = new Subtitle2Typography { FontFamily = Fonts, FontSize = "14px", LetterSpacing = "normal" },
        },
    };
}
