namespace PlanEditor.BrowserTests.Infrastructure;

/// <summary>What somebody looks at.</summary>
public sealed record Screen(int Width, int Height, bool Touch)
{
    public static Screen Wide { get; } = new(1440, 900, Touch: false);
    public static Screen Middle { get; } = new(1024, 768, Touch: false);
    public static Screen Phone { get; } = new(390, 844, Touch: true);
}
