using System.Diagnostics;
using System.Globalization;
using PlanEditor.CrashTests;

// Kills the published app under load, again and again, and checks afterwards that it kept its word:
//   PlanEditor.CrashTests <rounds> <PlanEditor.dll> [seed]
var rounds = int.Parse(args[0], NumberStyles.None, CultureInfo.InvariantCulture);
var seed = args.Length > 2 ? int.Parse(args[2], NumberStyles.None, CultureInfo.InvariantCulture) : Environment.TickCount & 0x3fffffff;
Console.WriteLine($"seed {seed}");
var random = new Random(seed);
using var server = new AppServer(Path.GetFullPath(args[1]));
server.Start();
await server.ListenAsync();

var editors = new List<Editor>();
foreach (var (plan, country) in new[] { ("nepal", "np"), ("bangladesh", "bd") })
{
    foreach (var account in new[] { $"focal.{country}", $"focal2.{country}" })
    {
        var cookie = await SampleSignIn.CookieAsync(server.Address, account);
        var user = await Editor.WhoAsync(server.Address, plan, cookie);
        for (var at = 0; at < 5; at++) editors.Add(new Editor(server.Address, plan, user, cookie, random.Next()));
    }
}

using var stop = new CancellationTokenSource();
var running = editors.Select(editor => editor.RunAsync(stop.Token)).ToList();
var slowest = TimeSpan.Zero;
for (var round = 1; round <= rounds; round++)
{
    await Task.Delay(TimeSpan.FromMilliseconds(300 + random.Next(1_500)));
    await server.KillAsync();
    server.Start();
    if (random.Next(5) == 0)
    {
        // Once more while it is starting.
        await Task.Delay(random.Next(1_500));
        await server.KillAsync();
        server.Start();
    }

    await server.ListenAsync();
    var listening = Stopwatch.GetTimestamp();
    while (editors.TrueForAll(editor => editor.LastAcknowledged < listening))
    {
        if (Stopwatch.GetElapsedTime(listening) > TimeSpan.FromSeconds(20)) throw new TimeoutException("no change was accepted after the restart");
        await Task.Delay(20);
    }

    var first = Stopwatch.GetElapsedTime(listening);
    slowest = first > slowest ? first : slowest;
    Console.WriteLine($"round {round}: {editors.Sum(editor => editor.Acknowledged.Count)} changes acknowledged; the first after the restart within {first.TotalMilliseconds:0} ms");
}

await stop.CancelAsync();
await Task.WhenAll(running);
// First everybody's own changes, then everybody else's.
for (var pass = 0; pass < 2; pass++) await Task.WhenAll(editors.Select(editor => editor.SettleAsync()));
var wrong = new List<string>();
foreach (var group in editors.GroupBy(editor => editor.Plan)) wrong.AddRange(await Ledger.CheckAsync([.. group]));
foreach (var editor in editors) await editor.DisposeAsync();
// Five seconds on a machine of one's own; these clients share theirs with the server.
if (slowest > TimeSpan.FromSeconds(10)) wrong.Add($"the first change after a restart took {slowest.TotalSeconds:0.0} s");
foreach (var line in wrong.Take(50)) Console.WriteLine(line);
Console.WriteLine($"{rounds} kills, {editors.Sum(editor => editor.Acknowledged.Count)} changes acknowledged, {editors.Sum(editor => editor.Client.Tray.Count)} refused, {wrong.Count} things wrong");
return wrong.Count == 0 ? 0 : 1;
