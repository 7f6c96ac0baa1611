namespace PlanEditor.Storage;

/// <summary>A file of a final as it was published first, kept beside the log: its file and the manifest can be lost together.</summary>
public sealed class PublishedFileRow
{
    /// <summary>The <see cref="PlanRow.Key"/>.</summary>
    public required int Plan { get; init; }

    /// <summary>Which version of the plan.</summary>
    public required int Version { get; init; }

    /// <summary>The file's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its SHA-256, in hexadecimal.</summary>
    public required string Sha256 { get; init; }
}
