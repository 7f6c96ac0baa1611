using System.Globalization;

namespace PlanEditor.Components.Public;

/// <summary>How large a file is, in words.</summary>
public static class SizeWords
{
    /// <summary>"610 kB", "1.2 MB".</summary>
    public static string Of(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes} bytes",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000.0:0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000.0:0.0} MB"),
    };
}
