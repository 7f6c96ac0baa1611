namespace PlanEditor.Storage;

/// <summary>A committed change. Rows are added and never altered: the database refuses it.</summary>
public sealed class ChangeRow
{
    /// <summary>The <see cref="PlanRow.Key"/>.</summary>
    public required int Plan { get; init; }

    public required long Revision { get; init; }

    /// <summary>The change's id; unique for its plan and author.</summary>
    public required Guid Change { get; init; }

    /// <summary>The <see cref="KnownId.Key"/> of the author.</summary>
    public required int Author { get; init; }

    /// <summary>The <see cref="KnownId.Key"/> of the session.</summary>
    public required int Session { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Of what was submitted: tells a change sent again from another one with the same id.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The <see cref="Engine.Version"/> that wrote it.</summary>
    public required int Engine { get; init; }

    /// <summary>The operations as <see cref="PackedOperations"/>.</summary>
    public required byte[] Operations { get; init; }
}
