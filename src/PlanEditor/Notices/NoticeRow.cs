using PlanModel.Notices;

namespace PlanEditor.Notices;

/// <summary>That somebody is told of something. Made once for each person, plan, revision, kind, thread and proposal.</summary>
public sealed class NoticeRow
{
    public long Key { get; init; }

    /// <summary>Who is told.</summary>
    public required Guid User { get; init; }

    /// <summary>The <see cref="Storage.PlanRow.Key"/>.</summary>
    public required int Plan { get; init; }

    public required long Revision { get; init; }

    public required NoticeKind Kind { get; init; }

    /// <summary>The bits of the thread; 0: the plan as a whole.</summary>
    public required long Thread { get; init; }

    /// <summary>The bits of the proposal; 0: it is about none.</summary>
    public long Proposal { get; init; }

    /// <summary>The bits of what was said; 0: nothing was.</summary>
    public required long Entry { get; init; }

    /// <summary>The bits of the part.</summary>
    public required long Node { get; init; }

    /// <summary>What the part was called: "C2.M3"; never words of the plan.</summary>
    public required string Place { get; init; }

    public required Guid By { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The deadline that it is about.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>How what was said begins; goes with it when it is changed or deleted.</summary>
    public required string Said { get; set; }

    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>When it is to be mailed unless it is read before; null: never.</summary>
    public DateTimeOffset? MailAt { get; set; }

    /// <summary>The <see cref="Mail.MailRow.Key"/> of the mail that it went into; null: none yet.</summary>
    public long? Mail { get; set; }
}
