using PlanBench;

return args switch
{
    ["trace", var file] => TraceBench.Run(file),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: bench/run.sh trace FILE.json.gz");
    return 2;
}
