using System.Diagnostics;

namespace PlanEditor.FaultTests;

/// <summary>
/// The power is cut under load, again and again, now and then once more while the server starts: what was not synced is lost, all of it or any part. What the process asked of the disk is
/// taken from a trace, and the server starts again on what the disk then holds.
/// </summary>
internal static class PowerLossFault
{
    public static async Task RunAsync(FaultRun run)
    {
        var directory = Directory.CreateTempSubdirectory("ogdplans-power-");
        try
        {
            var work = directory.CreateSubdirectory("data").FullName;
            await CheckDiskAsync(run, directory);
            var trace = Path.Combine(directory.FullName, "trace");
            using var server = new AppServer(run.Dll, work) { Under = command => DiskTrace.Command(trace, command) };
            var power = new Power(run, server, trace);
            power.Start();
            await server.ListenAsync();
            await using var team = new Team();
            foreach (var (plan, country) in new[] { ("nepal", "np"), ("bangladesh", "bd") })
                foreach (var account in new[] { $"focal.{country}", $"focal2.{country}" }) await team.JoinAsync(server.Address, server.Address, plan, account, 3, run.Random);
            team.Start();
            var listening = Stopwatch.GetTimestamp();
            for (var round = 1; round <= run.Count; round++)
            {
                await Until.TrueAsync(() => team.Broken.Any() || team.Editors.Any(editor => editor.LastAcknowledged >= listening), FaultRun.Within(30), $"a change accepted after {power.Cuts} losses of power");
                if (team.Broken.Any())
                {
                    run.Wrong(team.Broken);
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(300 + run.Random.Next(1_500)));
                await power.CutAsync();
                power.Start();
                if (run.Random.Next(5) == 0)
                {
                    await Task.Delay(run.Random.Next(3_000));
                    await power.CutAsync();
                    power.Start();
                }

                if (round % 10 == 0) run.Say($"{round} rounds, {team.Acknowledged} changes acknowledged");
                await server.ListenAsync();
                listening = Stopwatch.GetTimestamp();
            }

            await team.StopAsync();
            await team.SettleAsync();
            run.Wrong(await team.CheckAsync());
            run.Check(power.Lost > 0 || run.Count < 20, "nothing was ever lost, so nothing was tried");
            run.Check(server.Failures.Count == 0, string.Join('\n', server.Failures.Take(5)));
            await server.KillAsync();
            run.Say($"the power cut {power.Cuts} times, {power.Lost} writes without a sync lost or torn in {power.CutsWithLoss} of them; {team.Acknowledged} changes acknowledged, {team.Editors.Sum(editor => editor.Client.Tray.Count)} refused");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>Whether the disk of this test loses what it must and nothing else.</summary>
    private static async Task CheckDiskAsync(FaultRun run, DirectoryInfo directory)
    {
        const string work = """
            dd if=/dev/zero of="$0/synced" bs=9000 count=1 conv=fsync
            dd if=/dev/zero of="$0/unsynced" bs=9000 count=1
            dd if=/dev/zero of="$0/half" bs=9000 count=1 conv=fsync
            dd if=/dev/zero of="$0/half" bs=9000 count=1 oflag=append conv=notrunc
            dd if=/dev/null of="$0/cut"
            mv "$0/old" "$0/moved"
            rm "$0/gone"
            """;
        var trace = Path.Combine(directory.FullName, "small-trace");
        foreach (var random in new[] { null, run.Random })
        {
            var small = directory.CreateSubdirectory("small");
            foreach (var name in new[] { "old", "gone", "cut" }) await File.WriteAllTextAsync(Path.Combine(small.FullName, name), name);
            var disk = new DiskTrace(small.FullName);
            var command = DiskTrace.Command(trace, ["/bin/sh", "-c", work, small.FullName]);
            using (var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!)
            {
                await process.WaitForExitAsync();
                await disk.ReadAsync(trace, process.Id);
            }

            run.Wrong(disk.Disk.Compare());
            disk.Disk.CutPower(random);
            var left = small.EnumerateFiles().ToDictionary(file => file.Name, file => file.Length);
            run.Check(left["synced"] == 9_000 && left["half"] >= 9_000, "the disk of this test lost what was synced");
            if (random is null) run.Check(left["half"] == 9_000 && left.GetValueOrDefault("unsynced") == 0 && left["cut"] == 3 && left.ContainsKey("old") && !left.ContainsKey("moved") && left.ContainsKey("gone"), $"the disk of this test kept what was not synced: {string.Join(", ", left)}");
            small.Delete(recursive: true);
        }
    }

    /// <summary>The power of the server's machine.</summary>
    private sealed class Power(FaultRun run, AppServer server, string trace)
    {
        private DiskTrace? _disk;

        public int Cuts { get; private set; }

        public int CutsWithLoss { get; private set; }

        public int Lost { get; private set; }

        public void Start()
        {
            _disk = new DiskTrace(server.Data);
            server.Start();
        }

        public async Task CutAsync()
        {
            var process = server.ProcessId;
            await server.KillAsync();
            await _disk!.ReadAsync(trace, process);
            if (!_disk.Interrupted) run.Wrong(_disk.Disk.Compare());
            Lost += _disk.Disk.Unsynced;
            if (_disk.Disk.Unsynced > 0) CutsWithLoss++;
            // In turn all of it, and any part.
            _disk.Disk.CutPower(Cuts++ % 2 == 0 ? null : run.Random);
        }
    }
}
