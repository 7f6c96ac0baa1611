namespace PlanEditor.FaultTests;

internal static class FsyncFault
{
    public static Task RunAsync(FaultRun run) => throw new NotSupportedException(run.Dll);
}
