namespace PlanEditor.FaultTests;

internal static class DiskFullFault
{
    public static Task RunAsync(FaultRun run) => throw new NotSupportedException(run.Dll);
}
