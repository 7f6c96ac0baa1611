namespace PlanModel.Text;

/// <summary>A stretch of a <see cref="TextChangeSet"/>: units of the old text, and what becomes of them.</summary>
/// <param name="Length">How many units of the old text it covers; 0 for an insertion.</param>
/// <param name="Insert">Null when they are kept; else what stands in their place, empty for a deletion.</param>
internal readonly record struct TextSection(int Length, string? Insert)
{
    public bool IsKept => Insert is null;

    public bool IsInsertion => Length == 0;

    public bool IsDeletion => Insert is { Length: 0 };

    public int LengthAfter => Insert?.Length ?? Length;
}
