namespace PlanEditor.FaultTests;

internal static class HostileFault
{
    public static Task RunAsync(FaultRun run) => throw new NotSupportedException(run.Dll);
}
