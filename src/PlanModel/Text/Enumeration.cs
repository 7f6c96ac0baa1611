namespace PlanModel.Text;

/// <summary>Several things in one sentence, in English.</summary>
public static class Enumeration
{
    /// <summary>"C1", "C1 and C4", "C1, C4 and C5".</summary>
    public static string Of(IReadOnlyList<string> words) => words switch
    {
        [] => "",
        [var one] => one,
        _ => $"{string.Join(", ", words.SkipLast(1))} and {words[^1]}",
    };
}
