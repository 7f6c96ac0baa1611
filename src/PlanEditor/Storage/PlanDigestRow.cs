namespace PlanEditor.Storage;

/// <summary>What lists of plans show of a plan, kept beside the log. A cache: it may be deleted at any time.</summary>
public sealed class PlanDigestRow
{
    /// <summary>The <see cref="PlanRow.Key"/>.</summary>
    public required int Plan { get; init; }

    /// <summary>The revision up to which it and the plan's <see cref="PlanTextRow"/>s were derived from the log.</summary>
    public required long Revision { get; set; }

    /// <summary>The version of what derives it; rows of another are made anew.</summary>
    public required int Version { get; set; }

    /// <summary>The digest as JSON.</summary>
    public required string Digest { get; set; }
}
