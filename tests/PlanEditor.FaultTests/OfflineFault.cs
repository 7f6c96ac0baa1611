using System.Diagnostics;

namespace PlanEditor.FaultTests;

/// <summary>One client edits without a line while three others make four times as many changes; then it comes back. The clients are the model client of the tests, in this process.</summary>
internal static class OfflineFault
{
    public static async Task RunAsync(FaultRun run)
    {
        using var server = new AppServer(run.Dll);
        await server.StartAndListenAsync();
        await using var others = new Team();
        foreach (var account in new[] { "focal2.np", "focal2.np", "lead.np" }) await others.JoinAsync(server.Address, server.Address, "nepal", account, 1, run.Random);
        await using var offline = new Team();
        await offline.JoinAsync(server.Address, server.Address, "nepal", "focal.np", 1, run.Random);
        var alone = offline.Editors[0];
        await alone.CatchUpAsync();
        await alone.DisposeAsync();
        for (var edit = 0; edit < run.Count; edit++) alone.Edit();
        var each = (run.Count * 4 + 2) / 3;
        await Task.WhenAll(others.Editors.Select(editor => EditAsync(editor, each)));
        await others.SettleAsync();

        var clock = Stopwatch.StartNew();
        await alone.SettleAsync();
        var merged = clock.Elapsed;
        await others.SettleAsync();
        run.Wrong(await Ledger.CheckAsync([alone, .. others.Editors]));
        run.Check(merged <= FaultRun.Within(3), $"merging took {merged.TotalSeconds:0.0} s");
        run.Say($"{run.Count} edits offline over {others.Acknowledged} by three others: merged {merged.TotalSeconds:0.00} s after the line was there; {alone.Acknowledged.Count} acknowledged, {alone.Client.Tray.Count} refused for what others did");
    }

    private static async Task EditAsync(Editor editor, int edits)
    {
        await editor.CatchUpAsync();
        for (var done = 0; done < edits;)
        {
            for (var some = 0; some < 20 && done < edits; some++, done++) editor.Edit();
            await editor.SettleAsync();
        }
    }
}
