using System.Collections.Immutable;
using System.Text.Json;

namespace PlanModel.Sdg;

/// <summary>The goals, targets and indicators as <c>sdg.json</c> has them, which lies inside the library.</summary>
public sealed class SdgData
{
    private static readonly Lazy<SdgData> Once = new(Load);

    private SdgData(Raw raw)
    {
        Source = raw.Source;
        Date = raw.Date;
        Goals = [.. raw.Goals.Select(goal => new SdgGoal(goal.Number, goal.Colour, new SdgWords(goal.Name), new SdgWords(goal.Title)))];
        Targets = [.. raw.Targets.Select(target => Target(target, Goals))];
        Indicators = [.. raw.Indicators.Select(indicator => new SdgIndicator(indicator.Code, indicator.Code[..indicator.Code.LastIndexOf('.')], new SdgWords(indicator.Name)))];
    }

    /// <summary>Where the words come from.</summary>
    public string Source { get; }

    /// <summary>The day to which they are true.</summary>
    public DateOnly Date { get; }

    /// <summary>The data inside the library.</summary>
    public static SdgData Current => Once.Value;

    internal ImmutableArray<SdgGoal> Goals { get; }

    internal ImmutableArray<SdgTarget> Targets { get; }

    internal ImmutableArray<SdgIndicator> Indicators { get; }

    private static SdgTarget Target(RawTarget target, ImmutableArray<SdgGoal> goals)
    {
        var goal = goals.Single(goal => target.Code.StartsWith($"{goal.Number}.", StringComparison.Ordinal));
        return new SdgTarget(
            target.Code,
            goal,
            new SdgWords(target.Text),
            target.ShortLabel is { } label ? new SdgWords(label) : null);
    }

    private static SdgData Load()
    {
        using var stream = typeof(SdgData).Assembly.GetManifestResourceStream("PlanModel.Sdg.sdg.json")
            ?? throw new InvalidOperationException("sdg.json is not inside the library");
        return new SdgData(JsonSerializer.Deserialize<Raw>(stream, JsonSerializerOptions.Web) ?? throw new InvalidOperationException("sdg.json is empty"));
    }

    private sealed record Raw(string Source, DateOnly Date, RawGoal[] Goals, RawTarget[] Targets, RawIndicator[] Indicators);

    private sealed record RawGoal(int Number, string Colour, Dictionary<string, string> Name, Dictionary<string, string> Title);

    private sealed record RawTarget(string Code, Dictionary<string, string> Text, Dictionary<string, string>? ShortLabel);

    private sealed record RawIndicator(string Code, Dictionary<string, string> Name);
}
