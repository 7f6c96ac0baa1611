using System.Net.WebSockets;
using OgdPlans.Tests;

namespace PlanEditor.FaultTests;

/// <summary>
/// The line is cut after the server has committed and before anybody on it hears so; the client connects anew and sends the same bytes. Others edit meanwhile, so that
/// what is sent again is older than the plan. In some rounds the line is cut at once, so that nobody knows whether the server got it.
/// </summary>
internal static class LostAckFault
{
    private const int ChangesMax = 5;

    // How a hub's message begins that answers a call.
    private const string Answer = "{\"type\":3,";

    public static async Task RunAsync(FaultRun run)
    {
        using var server = new AppServer(run.Dll);
        await server.StartAndListenAsync();
        await using var others = new Team();
        await others.JoinAsync(server.Address, server.Address, "nepal", "focal2.np", 3, run.Random);
        await using var line = new LineProxy(server.Address, run.Seed);
        var cookie = await SampleSignIn.CookieAsync(server.Address, "focal.np");
        var user = await Editor.WhoAsync(server.Address, "nepal", cookie);
        await using var watcher = await BareClient.ConnectAsync(server.Address, user, ("Cookie", cookie));
        var committed = new Dictionary<string, long>();
        watcher.OnRecord = record => Note(record, committed);
        await watcher.OpenAsync("nepal");
        await using var typist = new Editor(server.Address, "nepal", user, cookie, run.Random.Next());
        others.Start();
        var (known, unknown, sent) = (0, 0, 0);
        var refused = new List<(int Round, string First)>();
        for (var round = 0; round < run.Count; round++)
        {
            // The typist makes changes that fit the plan as it is; a bare client sends them.
            await typist.CatchUpAsync();
            for (var at = 1 + run.Random.Next(ChangesMax); at > 0; at--) typist.Edit();
            typist.Client.Freeze();
            string bytes = Wire.Submit(typist.Client.FrozenBase, typist.Client.Sent);
            string first = typist.Client.Sent[0].Id.ToString();
            var atOnce = run.Random.Next(4) == 0;
            await using (var cut = await BareClient.ConnectAsync(line.Address, user, ("Cookie", cookie)))
            {
                await cut.OpenAsync("nepal");
                line.SwallowAnswers();
                var lost = cut.CallAsync("Submit", bytes);
                if (!atOnce) await Until.TrueAsync(() => Knows(committed, first) || line.HasSwallowed(Answer), TimeSpan.FromSeconds(20), "the answer to what was sent");
                line.Cut();
                await CheckLostAsync(run, lost);
            }

            await using var again = await BareClient.ConnectAsync(line.Address, user, ("Cookie", cookie));
            await again.OpenAsync("nepal");
            var answer = await again.CallAsync("Submit", bytes);
            var accepted = answer["accepted"]!.AsArray();
            sent += typist.Client.Sent.Length;
            if (atOnce) unknown++;
            else known++;
            for (var at = 0; at < accepted.Count; at++) typist.Acknowledged[Wire.ChangeId(accepted[at]!["id"])] = (long)accepted[at]!["revision"]!;
            if (!atOnce && accepted.Count == 0)
            {
                // Refused the first time too, for what others did meanwhile: the end shows that it never got in.
                refused.Add((round, first));
            }
            else if (!atOnce)
            {
                await Until.TrueAsync(() => Knows(committed, first), TimeSpan.FromSeconds(20), "word of what was committed");
                if ((long)accepted[0]!["revision"]! != committed[first]) run.Wrong($"round {round}: what stands at revision {committed[first]} was answered with {answer.ToJsonString()}");
            }

            if (answer["refusal"] is not null)
            {
                // A later change of the same submission may not fit any more; that refusal has to be final.
                await typist.CatchUpAsync();
                typist.Client.Refused(Wire.ChangeId(answer["refused"]));
            }
        }

        await others.StopAsync();
        await Task.WhenAll(others.SettleAsync(), typist.SettleAsync());
        await others.SettleAsync();
        foreach (var (round, first) in refused)
            if (Knows(committed, first)) run.Wrong($"round {round}: what stands at revision {committed[first]} was refused when it was sent again");
        run.Wrong(await Ledger.CheckAsync([typist, .. others.Editors]));
        run.Say($"{known} submissions cut after the answer ({refused.Count} of them refused) and {unknown} at once, {sent} changes sent twice, {others.Acknowledged} changes by others meanwhile");
    }

    private static async Task CheckLostAsync(FaultRun run, Task<System.Text.Json.Nodes.JsonObject> lost)
    {
        try
        {
            run.Wrong($"an answer came through a line that swallows them: {await lost}");
        }
        catch (Exception gone) when (gone is IOException or WebSocketException)
        {
            // As it should be.
        }
    }

    private static bool Knows(Dictionary<string, long> committed, string id)
    {
        lock (committed) return committed.ContainsKey(id);
    }

    private static void Note(System.Text.Json.Nodes.JsonObject record, Dictionary<string, long> committed)
    {
        if ((string?)record["target"] != "changed") return;
        lock (committed)
            foreach (var change in record["arguments"]![0]!["changes"]!.AsArray()) committed[(string)change!["id"]!] = (long)change["revision"]!;
    }
}
