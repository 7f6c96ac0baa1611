using System.Diagnostics;

namespace PlanEditor.FaultTests;

/// <summary>The process is killed under load, again and again, now and then once more while it starts; in the end it is asked to stop.</summary>
internal static class KillFault
{
    public static async Task RunAsync(FaultRun run)
    {
        using var server = new AppServer(run.Dll);
        await server.StartAndListenAsync();
        await using var team = new Team();
        foreach (var (plan, country) in new[] { ("nepal", "np"), ("bangladesh", "bd") })
            foreach (var account in new[] { $"focal.{country}", $"focal2.{country}" }) await team.JoinAsync(server.Address, server.Address, plan, account, 5, run.Random);
        team.Start();
        var slowest = TimeSpan.Zero;
        for (var round = 1; round <= run.Count; round++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300 + run.Random.Next(1_500)));
            await server.KillAsync();
            var started = Stopwatch.GetTimestamp();
            server.Start();
            if (run.Random.Next(5) == 0)
            {
                // Once more while it is starting.
                await Task.Delay(run.Random.Next(1_500));
                await server.KillAsync();
                started = Stopwatch.GetTimestamp();
                server.Start();
            }

            await server.ListenAsync();
            var listening = Stopwatch.GetTimestamp();
            var first = await Until.TrueAsync(() => team.Editors.Any(editor => editor.LastAcknowledged >= listening), FaultRun.Within(30), "a change accepted after the restart");
            var whole = Stopwatch.GetElapsedTime(started);
            slowest = whole > slowest ? whole : slowest;
            run.Say($"round {round}: {team.Acknowledged} changes acknowledged; the first {whole.TotalMilliseconds:0} ms after the start, {first.TotalMilliseconds:0} ms after the server listened");
        }

        await StopUnderLoadAsync(run, server, team);
        await team.StopAsync();
        await team.SettleAsync();
        run.Wrong(await team.CheckAsync());
        run.Check(slowest <= FaultRun.Within(5), $"the first change came only so long after a start: {slowest.TotalSeconds:0.0} s");
        run.Say($"{run.Count} kills, {team.Acknowledged} changes acknowledged, {team.Editors.Sum(editor => editor.Client.Tray.Count)} refused; the slowest first change {slowest.TotalMilliseconds:0} ms after a start");
    }

    /// <summary>In the end it is asked to end, and does so by itself without a complaint; the ledger shows that nothing was lost by it.</summary>
    private static async Task StopUnderLoadAsync(FaultRun run, AppServer server, Team team)
    {
        var before = server.Failures.Count;
        var asked = Stopwatch.GetTimestamp();
        var code = await server.StopAsync();
        run.Say($"stopped under load within {Stopwatch.GetElapsedTime(asked).TotalMilliseconds:0} ms");
        run.Check(code == 0, $"a server that was asked to stop ended with {code}");
        run.Check(server.Failures.Count == before, $"a server that was asked to stop said: {string.Join(" ", server.Failures.Skip(before))}");
        await server.StartAndListenAsync();
        var listening = Stopwatch.GetTimestamp();
        await Until.TrueAsync(() => team.Editors.Any(editor => editor.LastAcknowledged >= listening), FaultRun.Within(30), "a change accepted after the stop");
    }
}
