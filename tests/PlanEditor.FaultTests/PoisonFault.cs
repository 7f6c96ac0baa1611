namespace PlanEditor.FaultTests;

internal static class PoisonFault
{
    public static Task RunAsync(FaultRun run) => throw new NotSupportedException(run.Dll);
}
