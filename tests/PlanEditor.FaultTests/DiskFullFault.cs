using System.Diagnostics;
using System.Globalization;
using OgdPlans.Tests;

namespace PlanEditor.FaultTests;

/// <summary>The disk fills up under load, and has space again. Where this process may not mount a small volume, the largest size of a file is limited instead.</summary>
internal static class DiskFullFault
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(FaultRun run)
    {
        var directory = Directory.CreateTempSubdirectory("ogdplans-small-");
        using var volume = SmallVolume.Mount(directory.FullName);
        try
        {
            run.Say(volume is null ? "no small volume can be mounted here: the size of files is limited instead" : $"on a volume of {SmallVolume.SizeMebibytes} MiB");
            using var server = new AppServer(run.Dll, directory.FullName) { Under = Surviving };
            await server.StartAndListenAsync();
            ISmallSpace space = volume is null ? new FileSizeLimit(server) : volume;
            await using var team = new Team();
            foreach (var account in new[] { "focal.np", "focal2.np" }) await team.JoinAsync(server.Address, server.Address, "nepal", account, 3, run.Random);
            var cookie = await SampleSignIn.CookieAsync(server.Address, "lead.np");
            using var http = new HttpClient { BaseAddress = server.Address };
            http.DefaultRequestHeaders.Add("Cookie", cookie);
            await using var client = await BareClient.ConnectAsync(server.Address, default, ("Cookie", cookie));
            team.Start();
            for (var round = 1; round <= run.Count; round++)
            {
                var revision = (long)(await client.OpenAsync("nepal"))["revision"]!;
                space.Fill();
                var (refusal, took, tries) = await WriteUntilRefusedAsync(client, revision);
                run.Check((string?)refusal["code"] == "notSaved" && !string.IsNullOrWhiteSpace((string?)refusal["words"]), $"a full disk was answered with {refusal.ToJsonString(BareClient.Plain)}");
                run.Check(took <= FaultRun.Within(2), $"the refusal took {took.TotalSeconds:0.0} s");
                await using (var reader = await BareClient.ConnectAsync(server.Address, default, ("Cookie", cookie)))
                {
                    var opened = await reader.OpenAsync("nepal");
                    run.Check(opened["document"] is not null, $"opening the plan on a full disk is answered with {opened.ToJsonString(BareClient.Plain)}");
                    run.Check((await reader.CallAsync("Changes", new { after = 0, limit = 500 }))["changes"]!.AsArray().Count > 0, "the history cannot be read on a full disk");
                }

                using (var page = await http.GetAsync("/plans/nepal")) run.Check(page.IsSuccessStatusCode, $"the page is answered with {page.StatusCode} on a full disk");
                space.Free();
                var freed = Stopwatch.StartNew();
                while (await WriteAsync(client, (long)(await client.OpenAsync("nepal"))["revision"]!) is not null)
                    if (freed.Elapsed > Patience) throw new TimeoutException("nothing can be written though there is space again");
                var resumed = freed.Elapsed;
                run.Say($"round {round}: refused after {tries} changes, within {took.TotalMilliseconds:0} ms, “{(string?)refusal["words"]}”; read meanwhile; the first change {resumed.TotalMilliseconds:0} ms after there was space");
            }

            await team.StopAsync();
            await team.SettleAsync();
            run.Wrong(await team.CheckAsync());
            await server.KillAsync();
            await server.StartAndListenAsync();
            await team.SettleAsync();
            run.Wrong(await team.CheckAsync());
            run.Say($"{team.Acknowledged} changes acknowledged in all, and there after a kill");
        }
        finally
        {
            volume?.Dispose();
            directory.Delete(recursive: true);
        }
    }

    // A write beyond the largest size of a file is then an error to it, as on a full disk, instead of its end.
    private static string[] Surviving(string[] command) => ["/bin/sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh", .. command];

    private static async Task<(System.Text.Json.Nodes.JsonObject Refusal, TimeSpan Took, int Tries)> WriteUntilRefusedAsync(BareClient client, long revision)
    {
        for (var tries = 1; tries < 5_000; tries++)
        {
            var call = Stopwatch.StartNew();
            if (await WriteAsync(client, revision) is not { } refusal) continue;
            if ((string?)refusal["code"] is not ("tooFast" or "tooBusy")) return (refusal, call.Elapsed, tries);
            await Task.Delay(TimeSpan.FromMilliseconds((int?)refusal["retryAfterMs"] ?? 100));
        }

        throw new InvalidOperationException("the disk was never full, after 5,000 changes");
    }

    /// <summary>Writes 60 KB that do not compress.</summary>
    /// <returns>The refusal, if any.</returns>
    private static async Task<System.Text.Json.Nodes.JsonObject?> WriteAsync(BareClient client, long revision)
    {
        var words = string.Create(20_000, Random.Shared, (units, random) =>
        {
            for (var at = 0; at < units.Length; at++) units[at] = (char)random.Next(0x4E00, 0x9FA5);
        });
        var answer = await client.SubmitAsync(revision, (BareClient.NewId(), Wire.Insert("customSection", $"\"{PlanModel.Schema.ActionPlan.Section.TextKey}\":\"{words}\"")));
        return answer["refusal"] as System.Text.Json.Nodes.JsonObject;
    }

    private interface ISmallSpace
    {
        void Fill();

        void Free();
    }

    private sealed class SmallVolume(string directory) : ISmallSpace, IDisposable
    {
        public const int SizeMebibytes = 48;

        private readonly string _filler = Path.Combine(directory, "filler");
        private bool _mounted = true;

        public static SmallVolume? Mount(string directory) =>
            Call("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={SizeMebibytes}m"), "ogdplans", directory) ? new SmallVolume(directory) : null;

        public void Fill()
        {
            using var file = File.Create(_filler);
            var block = new byte[64 * 1024];
            try
            {
                while (true)
                {
                    file.Write(block);
                    file.Flush();
                }
            }
            catch (IOException)
            {
                // Now it is full.
            }
        }

        public void Free() => File.Delete(_filler);

        public void Dispose()
        {
            if (_mounted) Call("umount", directory);
            _mounted = false;
        }
    }

    private sealed class FileSizeLimit(AppServer server) : ISmallSpace
    {
        public void Fill() => Set(new DirectoryInfo(server.Data).EnumerateFiles().Max(file => file.Length).ToString(CultureInfo.InvariantCulture));

        public void Free() => Set("unlimited");

        private void Set(string size)
        {
            if (!Call("prlimit", "--pid", server.ProcessId.ToString(CultureInfo.InvariantCulture), $"--fsize={size}:unlimited")) throw new InvalidOperationException("the size of files cannot be limited here either");
        }
    }

    private static bool Call(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
