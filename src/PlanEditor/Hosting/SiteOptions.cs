using System.ComponentModel.DataAnnotations;

namespace PlanEditor.Hosting;

/// <summary>The settings under "Site". Each has a working default.</summary>
public sealed class SiteOptions
{
    public const string Section = "Site";

    /// <summary>Where everything that must survive is kept; created when missing. Relative to the content root.</summary>
    [Required]
    public string Data { get; init; } = "data";

    /// <summary>Whether to show the sample plans and offer the sample accounts. Never where real plans are written.</summary>
    public bool Sample { get; init; }

    /// <summary>The Chromium that prints PDF files; empty: the one where it is usually installed.</summary>
    public string Chromium { get; init; } = "";
}
