namespace PlanEditor.Components.Editor;

/// <summary>Which of the two texts of a field a page shows: the one that counts, its translation, or both side by side.</summary>
public enum TextSides
{
    Source,
    Both,
    Translation,
}
