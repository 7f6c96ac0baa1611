using System.Diagnostics;
using System.Globalization;

namespace PlanEditor.FaultTests;

/// <summary>A backup is killed while it is made, beside a server that is written to: under its name stands the one before, or the new one, whole.</summary>
internal static class BackupMoment
{
    private const string Plan = "uruguay";
    private const string Name = "copy.db";
    private const string Revision = """SELECT count(*) FROM "Changes" c JOIN "Plans" p ON p."Key" = c."Plan" WHERE p."Slug" = 'uruguay'""";

    private static readonly TimeSpan Patience = FaultRun.Within(30);

    public static async Task RunAsync(FaultRun run)
    {
        var copies = Directory.CreateTempSubdirectory("ogdplans-backups-");
        try
        {
            using var server = new AppServer(run.Dll);
            await server.StartAndListenAsync();
            await using var writer = await BigText.OpenAsync(server.Address, Plan, "focal.uy");
            await writer.WriteAsync(run.Random);
            await EndAsync(run, Start(run, server, copies.FullName));
            var (kept, made, least) = (0, 0, Look(run, copies.FullName, 0));
            for (var round = 0; round < run.Count; round++)
            {
                await writer.WriteAsync(run.Random);
                var before = writer.Revision;
                using (var watch = new DataWatch(copies.FullName, Name + "*", 1 + run.Random.Next(40)))
                using (var backup = Start(run, server, copies.FullName))
                {
                    await watch.SeenAsync(Patience);
                    await Task.Delay(TimeSpan.FromMilliseconds(run.Random.NextDouble() * 5));
                    backup.Kill();
                    await backup.WaitForExitAsync();
                }

                var found = Look(run, copies.FullName, least);
                if (found == least) kept++;
                else made++;
                run.Check(found == least || found >= before, $"a backup that began at revision {before} was killed, and stands there with revision {found}");
                least = found;
            }

            await EndAsync(run, Start(run, server, copies.FullName));
            run.Check(Look(run, copies.FullName, least) == writer.Revision, "the backup after all the kills has not what was acknowledged before it");
            run.Wrong(server.Failures);
            run.Say($"backup: {run.Count} kills, {kept} left the backup before, {made} the new one");
        }
        finally
        {
            copies.Delete(recursive: true);
        }
    }

    /// <returns>The revision in the backup, which is sound.</returns>
    private static long Look(FaultRun run, string copies, long least)
    {
        using var left = new LeftBehind(copies, Name);
        run.Check(left.Integrity() == "ok", "a backup under its name is not sound");
        var revision = long.Parse(left.Rows(Revision).Single()[0], CultureInfo.InvariantCulture);
        run.Check(revision >= least, $"a backup went back from revision {least} to {revision}");
        return revision;
    }

    private static Process Start(FaultRun run, AppServer server, string copies)
    {
        var start = new ProcessStartInfo("dotnet", [run.Dll, "--data", server.Data, "--backup", Path.Combine(copies, Name)]) { WorkingDirectory = Path.GetDirectoryName(run.Dll)!, RedirectStandardOutput = true };
        return Process.Start(start)!;
    }

    private static async Task EndAsync(FaultRun run, Process backup)
    {
        using (backup)
        {
            await backup.WaitForExitAsync();
            run.Check(backup.ExitCode == 0, $"a backup that nobody killed ended with {backup.ExitCode}");
        }
    }
}
