namespace PlanModel.History;

/// <summary>What became of a stretch of a text.</summary>
public enum PieceFate
{
    /// <summary>It stands in both.</summary>
    Kept,

    /// <summary>It stands in the older text only.</summary>
    Removed,

    /// <summary>It stands in the newer text only.</summary>
    Added,
}

/// <summary>A stretch of two texts that were compared.</summary>
/// <param name="Fate">Where it stands.</param>
/// <param name="Text">The stretch, never empty.</param>
public readonly record struct TextPiece(PieceFate Fate, string Text);
