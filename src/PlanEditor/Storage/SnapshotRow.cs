namespace PlanEditor.Storage;

/// <summary>A document kept beside the log to open faster. A cache: it may be deleted at any time.</summary>
public sealed class SnapshotRow
{
    /// <summary>The <see cref="PlanRow.Key"/>.</summary>
    public required int Plan { get; init; }

    public required long Revision { get; init; }

    /// <summary>The <see cref="Storage.Engine.Version"/> that wrote it.</summary>
    public required int Engine { get; init; }

    /// <summary>SHA-256 of the document's written form.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The document's written form, compressed with Brotli.</summary>
    public required byte[] Document { get; init; }
}
