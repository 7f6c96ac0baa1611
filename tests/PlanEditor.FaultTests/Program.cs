using System.Diagnostics;
using System.Globalization;
using OgdPlans.Tests;
using PlanEditor.FaultTests;

// Does harm to the published app and checks that it kept its word:
//   PlanEditor.FaultTests <fault> <PlanEditor.dll> [count] [seed]
// docs/faults.md says what each fault is and what its count counts.
var faults = new Dictionary<string, (double Usual, Func<FaultRun, Task> Run)>(StringComparer.Ordinal)
{
    ["kill"] = (10, KillFault.RunAsync),
    ["power-loss"] = (5, PowerLossFault.RunAsync),
    ["lost-ack"] = (20, LostAckFault.RunAsync),
    ["bad-line"] = (0.1, BadLineFault.RunAsync),
    ["offline"] = (100, OfflineFault.RunAsync),
    ["slow-reader"] = (5, SlowReaderFault.RunAsync),
    ["hostile"] = (5_000, HostileFault.RunAsync),
    ["disk-full"] = (1, DiskFullFault.RunAsync),
    ["fsync"] = (50, FsyncFault.RunAsync),
    ["moments"] = (1, MomentsFault.RunAsync),
    ["final"] = (20, FinalFault.RunAsync),
    ["publish"] = (3, PublishFault.RunAsync),
    ["fold"] = (2_000, FoldFault.RunAsync),
    ["poison"] = (1, PoisonFault.RunAsync),
    ["churn"] = (200, ChurnFault.RunAsync),
    ["big"] = (5_000, BigFault.RunAsync),
};
if (args.Length < 2 || !faults.TryGetValue(args[0], out var fault))
{
    Console.Error.WriteLine($"{(args.Length == 0 ? "nothing" : args[0])} is not a fault; there are {string.Join(", ", faults.Keys)}.");
    return 2;
}

var count = args.Length > 2 ? double.Parse(args[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : fault.Usual;
var seed = args.Length > 3 ? int.Parse(args[3], NumberStyles.None, CultureInfo.InvariantCulture) : Environment.TickCount & 0x3fffffff;
BareClient.Patience = FaultRun.Within(10);
var run = new FaultRun(args[0], Path.GetFullPath(args[1]), count, seed);
var clock = Stopwatch.StartNew();
try
{
    await fault.Run(run);
}
catch (Exception broken)
{
    run.Wrong($"it broke off: {broken}");
}

return run.End(clock.Elapsed);
