using System.Diagnostics;
using System.Globalization;
using PlanEditor.SimulationTests;

// Runs schedules of a simulated server, network, clock and disk:
//   PlanEditor.SimulationTests <schedules> [seed] [--threads n]    schedules seed, seed + 1, …
//   PlanEditor.SimulationTests --replay <seed>                     that one alone, step by step
var happenings = Enum.GetValues<Happening>();
if (args is ["--replay", var wanted])
{
    Simulation.Run(ulong.Parse(wanted, NumberStyles.None, CultureInfo.InvariantCulture), new long[happenings.Length], Console.WriteLine);
    Console.WriteLine("all holds");
    return 0;
}

var threads = 1;
var numbers = new List<ulong>();
for (var at = 0; at < args.Length; at++)
{
    if (args[at] == "--threads") threads = int.Parse(args[++at], NumberStyles.None, CultureInfo.InvariantCulture);
    else numbers.Add(ulong.Parse(args[at], NumberStyles.None, CultureInfo.InvariantCulture));
}

var schedules = (long)numbers[0];
var first = numbers.Count > 1 ? numbers[1] : (ulong)Stopwatch.GetTimestamp() % 1_000_000_000_000;
Console.WriteLine($"seed {first}, {schedules} schedules, {threads} threads");
var counts = new long[threads][];
var broken = new (ulong Seed, Exception Problem)?[threads];
var done = new long[threads];
var started = Stopwatch.GetTimestamp();
// Each thread has the seeds of its own remainder, so what it finds first does not depend on the others.
var running = Enumerable.Range(0, threads).Select(thread => new Thread(() => RunShare(thread))).ToList();
foreach (var thread in running) thread.Start();
foreach (var thread in running) thread.Join();
var took = Stopwatch.GetElapsedTime(started);
var processor = Process.GetCurrentProcess().TotalProcessorTime;
var ran = done.Sum();
Console.WriteLine($"{ran} schedules in {took.TotalSeconds:0.0} s: {ran / took.TotalSeconds / threads:0} a second and thread, {ran / processor.TotalSeconds:0} a second of processor time");
for (var at = 0; at < happenings.Length; at++) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {happenings[at],-24} {counts.Sum(one => one[at]),14:N0}"));
if (Array.Find(broken, one => one is not null) is not var (seed, problem))
{
    Console.WriteLine("all held");
    return 0;
}

Console.WriteLine($"seed {seed} is broken: {problem}");
Console.WriteLine($"again, step by step: tests/simulate.sh --replay {seed}");
return 1;

void RunShare(int thread)
{
    var mine = new long[happenings.Length];
    counts[thread] = mine;
    for (var at = thread; at < schedules && !Array.Exists(broken, one => one is not null); at += threads)
    {
        var seed = unchecked(first + (ulong)at);
        try
        {
            Simulation.Run(seed, mine);
        }
        catch (Exception problem)
        {
            broken[thread] = (seed, problem);
        }

        done[thread]++;
    }
}
