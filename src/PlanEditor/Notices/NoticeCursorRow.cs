namespace PlanEditor.Notices;

/// <summary>Up to which revision a plan's log was read for what it tells people.</summary>
public sealed class NoticeCursorRow
{
    /// <summary>The <see cref="Storage.PlanRow.Key"/>.</summary>
    public required int Plan { get; init; }

    public required long Revision { get; set; }
}
