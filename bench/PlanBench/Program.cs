using PlanBench;

try
{
    return args switch
    {
        ["trace", var file, ..] when !file.StartsWith('-') => TraceBench.Run(file, Arguments.Of(args[2..], "json")),
        ["trace-part", var row, var part, var file, var directory] => await TracePart.RunAsync(row, part, file, directory),
        ["load", ..] => await LoadBench.RunAsync(Arguments.Of(args[1..], "json", "clients=", "rate=", "seconds=", "warmup=", "full=", "lockstep=", "url=", "accounts=", "app=")),
        ["open", ..] => await OpenBench.RunAsync(Arguments.Of(args[1..], "json", "long=", "short=", "starts=", "samples=", "app=")),
        ["dashboard", ..] => await DashboardBench.RunAsync(Arguments.Of(args[1..], "json", "plans=", "commitments=", "app=")),
        ["history", ..] => await HistoryBench.RunAsync(Arguments.Of(args[1..], "json", "changes=", "app=")),
        ["export", ..] => await ExportBench.RunAsync(Arguments.Of(args[1..], "json", "milestones=", "commitments=", "files=")),
        _ => throw new ArgumentException("usage: bench/run.sh trace FILE.json.gz | load [--clients N] [--rate R] [--seconds T] [--full K] [--lockstep EDITS] [--url URL] [--accounts NAME,NAME…] | open [--long N] [--short N] [--starts N] [--samples N] | dashboard [--plans N] [--commitments N] | history [--changes N] | export [--milestones N] [--commitments N] [--files DIRECTORY]; each with --json for one line"),
    };
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}
catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or HttpRequestException or InvalidDataException or InvalidOperationException)
{
    Console.Error.WriteLine(wrong.Message);
    return 1;
}
