using System.Collections.Immutable;

namespace PlanModel.Schema;

/// <summary>A fixed list of choices in the order in which people expect them.</summary>
public sealed class ChoiceList
{
    private readonly ImmutableDictionary<string, Choice> _byCode;

    /// <summary>A list of choices.</summary>
    /// <param name="name">What the list is of, as in "licence".</param>
    /// <param name="choices">The choices in order; codes must differ.</param>
    /// <exception cref="ArgumentException">Two choices have one code.</exception>
    public ChoiceList(string name, params IReadOnlyList<Choice> choices)
    {
        Name = name;
        Choices = [.. choices];
        _byCode = choices.ToImmutableDictionary(choice => choice.Code, StringComparer.Ordinal);
    }

    /// <summary>What the list is of.</summary>
    public string Name { get; }

    /// <summary>The choices in order.</summary>
    public ImmutableArray<Choice> Choices { get; }

    /// <summary>The choice with a code, or null.</summary>
    public Choice? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>The label of a code; the code itself when it is not in the list.</summary>
    public string Label(string code) => Find(code)?.Label ?? code;

    /// <summary>Where a code stands in the list; unknown ones come last.</summary>
    public int Order(string code)
    {
        for (var at = 0; at < Choices.Length; at++)
            if (Choices[at].Code == code) return at;
        return int.MaxValue;
    }
}
