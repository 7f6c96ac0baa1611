using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using PlanEditor.Storage;

namespace PlanEditor.FaultTests;

/// <summary>
/// The server is killed while it brings a database of some earlier version, or none, up to date and fills it. What it leaves is exactly one of the versions; the next start ends with the newest, and with
/// all that a start has that nobody killed.
/// </summary>
internal static class MigrationMoment
{
    private const string Names = """SELECT "MigrationId" FROM "__EFMigrationsHistory" ORDER BY 1""";
    private const string Shape = "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE '\\_\\_EF%' ESCAPE '\\' AND tbl_name NOT LIKE '\\_\\_EF%' ESCAPE '\\' ORDER BY 1, 2";
    private const string Plans = """SELECT p."Slug", (SELECT count(*) FROM "Changes" c WHERE c."Plan" = p."Key") FROM "Plans" p ORDER BY 1""";
    private const string Accounts = """SELECT "UserName", "Country" FROM "AspNetUsers" ORDER BY 1""";

    private static readonly TimeSpan Patience = FaultRun.Within(30);

    public static async Task RunAsync(FaultRun run)
    {
        var versions = await VersionsAsync();
        var (took, whole) = await UndisturbedAsync(run);
        var (between, filling) = (0, 0);
        for (var round = 0; round < run.Count; round++)
        {
            using var server = new AppServer(run.Dll);
            var from = run.Random.Next(versions.Count);
            if (from > 0) await MigrateAsync(server.Data, versions[from].Name);
            using (var watch = new DataWatch(server.Data, StorageSetup.FileName + "-wal"))
            {
                server.Start();
                await watch.SeenAsync(Patience);
            }

            // In every second round soon, while tables are made.
            await Task.Delay(took * run.Random.NextDouble() / (round % 2 == 0 ? 40 : 1));
            await server.KillAsync();
            using (var left = new LeftBehind(server.Data))
            {
                var applied = AppliedIn(left);
                if (applied < versions.Count - 1) between++;
                else filling++;
                run.Check(applied >= from && Shown(left, Shape) == versions[applied].Shape, $"migrating from version {from} was killed, and left tables that are not those of version {applied}");
                run.Check(left.Integrity() == "ok", $"migrating from version {from} was killed, and left a damaged database");
            }

            await server.StartAndListenAsync();
            await server.KillAsync();
            using var after = new LeftBehind(server.Data);
            run.Check(after.Integrity() == "ok" && Shown(after, Shape) == versions[^1].Shape, $"the start after a kill while migrating from version {from} did not end with the newest version");
            run.Check(Filled(after) == whole, $"the start after a kill while migrating from version {from} has not all that a start makes");
            run.Wrong(server.Failures);
        }

        run.Say($"migration: {run.Count} kills, {between} before the newest version, {filling} while the sample was made");
    }

    /// <summary>Each version of the database by how many migrations made it; none is before the first.</summary>
    private static async Task<List<(string Name, string Shape)>> VersionsAsync()
    {
        var directory = Directory.CreateTempSubdirectory("ogdplans-versions-");
        try
        {
            var versions = new List<(string, string)> { ("", "") };
            await using var database = Open(directory.FullName);
            foreach (var name in database.Database.GetMigrations().ToArray())
            {
                await MigrateAsync(directory.FullName, name);
                using var left = new LeftBehind(directory.FullName);
                versions.Add((name, Shown(left, Shape)));
            }

            return versions;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task MigrateAsync(string data, string version)
    {
        await using var database = Open(data);
        await database.GetService<IMigrator>().MigrateAsync(version);
    }

    private static SqlitePlanDb Open(string data) =>
        new(new DbContextOptionsBuilder<SqlitePlanDb>().UseSqlite($"Data Source={Path.Combine(data, StorageSetup.FileName)};Pooling=False").Options);

    private static async Task<(TimeSpan Took, string Filled)> UndisturbedAsync(FaultRun run)
    {
        using var server = new AppServer(run.Dll);
        using var watch = new DataWatch(server.Data, StorageSetup.FileName + "-wal");
        server.Start();
        await watch.SeenAsync(Patience);
        var clock = Stopwatch.StartNew();
        await server.ListenAsync();
        var took = clock.Elapsed;
        await server.KillAsync();
        using var left = new LeftBehind(server.Data);
        return (took, Filled(left));
    }

    private static int AppliedIn(LeftBehind left) => left.Rows("SELECT 1 FROM sqlite_schema WHERE name = '__EFMigrationsHistory'").Count == 0 ? 0 : left.Rows(Names).Count;

    private static string Filled(LeftBehind left) => $"{Shown(left, Plans)}\n{Shown(left, Accounts)}";

    private static string Shown(LeftBehind left, string sql) => string.Join('\n', left.Rows(sql).Select(row => string.Join('|', row)));
}
