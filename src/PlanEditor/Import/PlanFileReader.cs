using System.Text.Json;
using PlanModel.Publishing;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanEditor.Import;

/// <summary>Reads the JSON file of a whole plan, and makes the plan to see that it can be one. Run in a process of its own: <see cref="FileProcess"/>.</summary>
internal static class PlanFileReader
{
    private const int ProblemUnitsMax = 300;

    public static FileException TooLarge => new($"The file is larger than {PlanFile.SizeBytesMax / 1024 / 1024} MB. No plan is so large.");

    /// <exception cref="FileException">It cannot start a plan.</exception>
    public static PlanFile Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length > PlanFile.SizeBytesMax) throw TooLarge;
        try
        {
            var plan = PlanFile.Read(file, ActionPlan.Schema);
            return plan.TryMake(ActionPlan.Schema, Actor.Server, plan.Country ?? "", out _) is { } refusal ? throw Wrong(refusal.Words.TrimEnd('.'), null) : plan;
        }
        catch (JsonException problem) when (problem.LineNumber is { } line)
        {
            throw Wrong($"it is no sound JSON from line {line + 1} on. Perhaps its end was lost on the way", problem);
        }
        catch (JsonException problem)
        {
            throw Wrong(problem.Message, problem);
        }
    }

    /// <summary>Reads a file of which the other process said nothing that speaks against it.</summary>
    /// <exception cref="FileException">It did.</exception>
    public static PlanFile ReadChecked(ReadOnlyMemory<byte> said, byte[] file)
    {
        if (!said.IsEmpty) SheetJson.ThrowProblem(said);
        return PlanFile.Read(file, ActionPlan.Schema);
    }

    private static FileException Wrong(string problem, Exception? inner) => new($"This file cannot start a plan: {Quoted.Short(problem, ProblemUnitsMax)}.", inner);
}
