namespace PlanEditor.FaultTests;

/// <summary>The process is killed in the middle of what it does seldom, as many times each as are asked for: the old state is there afterwards or the new one, never one between.</summary>
internal static class MomentsFault
{
    private static readonly Func<FaultRun, Task>[] Moments =
        [FinalMoment.RunAsync, ImportMoment.RunAsync, MigrationMoment.RunAsync, SnapshotMoment.RunAsync, CheckpointMoment.RunAsync, BackupMoment.RunAsync];

    public static async Task RunAsync(FaultRun run)
    {
        foreach (var moment in Moments) await moment(run);
    }
}
