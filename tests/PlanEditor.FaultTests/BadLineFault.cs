using System.Diagnostics;

namespace PlanEditor.FaultTests;

/// <summary>Ten people type on a line of 300 ms round trip that loses two packets of a hundred and drops every ten seconds, in a short run more often. Then the line is good again.</summary>
internal static class BadLineFault
{
    public static async Task RunAsync(FaultRun run)
    {
        using var server = new AppServer(run.Dll);
        await server.StartAndListenAsync();
        await using var line = new LineProxy(server.Address, run.Seed);
        await using var team = new Team();
        foreach (var account in new[] { "focal.np", "focal2.np" }) await team.JoinAsync(server.Address, line.Address, "nepal", account, 5, run.Random);
        await Task.WhenAll(team.Editors.Select(editor => editor.CatchUpAsync()));
        (line.Delay, line.Loss) = (TimeSpan.FromMilliseconds(150), 0.02);
        var bad = TimeSpan.FromMinutes(run.Amount);
        var dropEvery = TimeSpan.FromSeconds(Math.Min(10, bad.TotalSeconds / 3));
        var clock = Stopwatch.StartNew();
        team.Start();
        while (clock.Elapsed < bad)
        {
            await Task.Delay(dropEvery);
            line.Cut();
        }

        (line.Delay, line.Loss) = (TimeSpan.Zero, 0);
        var pending = team.Editors.Sum(editor => editor.Client.Pending);
        var good = Stopwatch.StartNew();
        await team.StopAsync();
        await team.SettleAsync();
        var equal = good.Elapsed;
        run.Wrong(await team.CheckAsync());
        run.Check(team.Acknowledged > 0, "nothing was acknowledged");
        run.Check(equal <= FaultRun.Within(5), $"all were equal only {equal.TotalSeconds:0.0} s after the line was good again");
        run.Say($"{bad.TotalSeconds:0} s of 300 ms and 2 % loss, dropped every {dropEvery.TotalSeconds:0.#} s ({line.Cuts} connections cut): {team.Acknowledged} changes acknowledged, {pending} were pending at the end; all equal {equal.TotalSeconds:0.0} s after");
    }
}
