namespace PlanEditor.FaultTests;

internal static class ChurnFault
{
    public static Task RunAsync(FaultRun run) => throw new NotSupportedException(run.Dll);
}
