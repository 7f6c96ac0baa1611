namespace PlanModel.Publishing;

/// <summary>Which of the two texts of a field a reading copy gives.</summary>
public enum ReadingTexts
{
    /// <summary>The authoritative one.</summary>
    Source,

    /// <summary>The working translation; the source, marked as such, where there is none.</summary>
    Translation,

    /// <summary>The source, and with it the translation where there is one.</summary>
    Both,
}
