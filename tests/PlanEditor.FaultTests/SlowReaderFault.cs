namespace PlanEditor.FaultTests;

internal static class SlowReaderFault
{
    public static Task RunAsync(FaultRun run) => throw new NotSupportedException(run.Dll);
}
