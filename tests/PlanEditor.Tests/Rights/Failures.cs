using Xunit.Sdk;

namespace PlanEditor.Tests.Rights;

/// <summary>The cells of an act in which the program does something else than the table says.</summary>
internal sealed class Failures(string act)
{
    private readonly List<string> _all = [];

    public void Compare(char expected, string got, Colleague colleague, PlanStage? stage, string way)
    {
        if (got != expected.ToString()) Add(colleague, stage, way, $"expected {expected}, got {got}");
    }

    public void Add(Colleague colleague, PlanStage? stage, string way, string words) => _all.Add($"{act} · {colleague.Column} · {stage?.Name ?? "any state"} · {way}: {words}");

    public void Assert()
    {
        if (_all.Count > 0) throw new XunitException($"{_all.Count} cells:\n{string.Join('\n', _all)}");
    }
}
