using System.ComponentModel.DataAnnotations;
using PlanModel.Schema;

namespace PlanEditor.Finals;

/// <summary>The settings under "Final".</summary>
public sealed class FinalOptions
{
    public const string Section = "Final";

    /// <summary>How many reviewers must approve a plan as it is before it becomes final.</summary>
    [Range(1, 9)]
    public int Approvals { get; init; } = 1;

    /// <summary>Whether a working translation that is missing or stale in a required text stands before final.</summary>
    public bool TranslationsBlock { get; init; }

    internal FinalTerms Terms => new(Approvals, TranslationsBlock);
}
