using System.Collections.Frozen;
using System.Collections.Immutable;
using PlanModel.Schema;

namespace PlanModel.Sdg;

/// <summary>The 169 targets.</summary>
public static class SdgTargets
{
    private static readonly FrozenDictionary<string, SdgTarget> ByCode = SdgData.Current.Targets.ToFrozenDictionary(target => target.Code, StringComparer.Ordinal);

    /// <summary>The codes of the four targets that every plan must serve or say why not, in order.</summary>
    public static ImmutableArray<string> Core { get; } = ["16.6", "16.7", "16.10", "17.18"];

    /// <summary>All targets by goal and number: 16.9 before 16.10 before 16.a.</summary>
    public static ImmutableArray<SdgTarget> All => SdgData.Current.Targets;

    /// <summary>All targets to choose from: the four core ones first, then the others in order.</summary>
    public static ChoiceList Choices { get; } = new(
        "sdgTarget",
        [.. Core.Select(code => ToChoice(ByCode[code])), .. All.Where(target => !Core.Contains(target.Code)).Select(ToChoice)]);

    /// <summary>The target with a code, or null.</summary>
    public static SdgTarget? Find(string code) => ByCode.GetValueOrDefault(code);

    private static Choice ToChoice(SdgTarget target) =>
        new(target.Code, $"{target.Code} {target.ShortName}") { Help = target.Text.English, Concept = target.Concept };
}
