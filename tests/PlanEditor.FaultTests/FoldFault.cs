namespace PlanEditor.FaultTests;

internal static class FoldFault
{
    public static Task RunAsync(FaultRun run) => throw new NotSupportedException(run.Dll);
}
