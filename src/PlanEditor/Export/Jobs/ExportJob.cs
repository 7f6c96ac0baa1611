using PlanModel;

namespace PlanEditor.Export.Jobs;

/// <summary>What somebody wants of a plan.</summary>
/// <param name="Plan">The plan's slug.</param>
/// <param name="Extension">The form, by the end of the file's name: "pdf".</param>
/// <param name="Texts">Which texts.</param>
/// <param name="WithReview">Whether the review is in it.</param>
public sealed record ExportRequest(string Plan, string Extension, ExportTexts Texts, bool WithReview);

/// <summary>Where the making of a file stands.</summary>
public enum ExportState
{
    /// <summary>Others come first.</summary>
    Waiting,

    /// <summary>It is being made.</summary>
    Running,

    /// <summary>It can be saved.</summary>
    Done,

    /// <summary>It could not be made.</summary>
    Failed,

    /// <summary>The person took it back.</summary>
    Cancelled,
}

/// <summary>What came of asking for a file.</summary>
/// <param name="Job">The file that will be made; null: there will be none.</param>
/// <param name="Problem">Why not, in words.</param>
public readonly record struct ExportStart(ExportJob? Job, string? Problem)
{
    /// <summary>Whether there is none only because there are too many just now.</summary>
    public bool TooMany { get; init; }
}

/// <summary>A file that somebody asked for, as it stands. Immutable.</summary>
/// <param name="Id">Its id, which nobody can guess.</param>
/// <param name="User">Who asked.</param>
/// <param name="Request">For what.</param>
/// <param name="At">When.</param>
public sealed record ExportJob(Guid Id, UserId User, ExportRequest Request, DateTimeOffset At)
{
    /// <summary>Where it stands.</summary>
    public ExportState State { get; init; }

    /// <summary>What part is done, in percent.</summary>
    public int Percent { get; init; }

    /// <summary>Why it could not be made, in words.</summary>
    public string? Problem { get; init; }

    /// <summary>What the file is called when it is saved: "nepal-412.pdf".</summary>
    public string FileName { get; init; } = "";

    /// <summary>What the file is.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>How large it is.</summary>
    public long SizeBytes { get; init; }

    /// <summary>Until when it is kept; null while it is being made.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether nothing more happens to it.</summary>
    public bool HasEnded => State is ExportState.Done or ExportState.Failed or ExportState.Cancelled;

    /// <summary>Where the browser gets the file.</summary>
    public string Address => $"exports/{Id:N}";
}
