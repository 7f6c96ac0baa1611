namespace PlanEditor.Notices;

/// <summary>What somebody wants to be told of a plan or a thread; without a row, everything.</summary>
public sealed class NoticeChoiceRow
{
    public required Guid User { get; init; }

    /// <summary>The <see cref="Storage.PlanRow.Key"/>.</summary>
    public required int Plan { get; init; }

    /// <summary>The bits of the thread; 0: the plan as a whole.</summary>
    public required long Thread { get; init; }

    public required Attention Attention { get; set; }
}
