namespace PlanEditor.FaultTests;

internal static class BigFault
{
    public static Task RunAsync(FaultRun run) => throw new NotSupportedException(run.Dll);
}
