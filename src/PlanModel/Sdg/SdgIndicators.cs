using System.Collections.Immutable;
using PlanModel.Schema;

namespace PlanModel.Sdg;

/// <summary>The global indicators of the four core targets.</summary>
public static class SdgIndicators
{
    /// <summary>The indicators in order.</summary>
    public static ImmutableArray<SdgIndicator> All => SdgData.Current.Indicators;

    /// <summary>The indicators to choose from.</summary>
    public static ChoiceList Choices { get; } = new(
        "sdgIndicator",
        [.. All.Select(indicator => new Choice(indicator.Code, $"{indicator.Code} {indicator.Name.English}") { Concept = indicator.Concept })]);

    /// <summary>The indicator with a code, or null.</summary>
    public static SdgIndicator? Find(string code) => All.FirstOrDefault(indicator => indicator.Code == code);
}
