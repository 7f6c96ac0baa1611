using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanEditor.FaultTests;

/// <summary>The server is killed while a plan is marked final, or while the files of that final are made: it is final, with all its files in the end, or it is not.</summary>
internal static class FinalMoment
{
    internal const string Plan = "panama";

    public static async Task RunAsync(FaultRun run)
    {
        using var server = new AppServer(run.Dll);
        await server.StartAndListenAsync();
        await PublishFault.PublishedAsync(server, 1);
        var whole = PublishFault.Named(PublishFault.FinalOf(server.Data, 1)).Keys.ToHashSet();
        var (finals, version) = (0, 1);
        for (var round = 0; round < run.Count; round++)
        {
            bool isAcknowledged;
            await using (var lead = await PlanReadout.OpenAsync(server.Address, Plan, "lead.pa"))
            {
                if (lead.Document.State == PlanState.Final) await MustAsync(lead, new ChangeState(PlanState.Draft, "Again"));
                var final = await ApprovedAsync(server, lead);
                // In every second round later, while the files are made.
                isAcknowledged = await Killing.WhileAsync(run, server, async () =>
                {
                    if (await lead.DoAsync(final) is { } refusal) throw new InvalidOperationException($"marking it final was refused: {refusal}");
                    return true;
                }, round % 2 == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(run.Random.NextDouble() * 2));
            }

            using (var left = new LeftBehind(server.Data)) run.Check(left.Integrity() == "ok", "a kill while a plan was marked final left a damaged database");
            await server.StartAndListenAsync();
            await using var after = await PlanReadout.OpenAsync(server.Address, Plan, "lead.pa");
            var isFinal = after.Document.State == PlanState.Final;
            run.Check(isFinal || (!isAcknowledged && after.Document.State == PlanState.InReview), $"the plan was {(isAcknowledged ? "" : "not ")}told to be final, and is {after.Document.State} after the kill");
            if (!isFinal) continue;
            finals++;
            version++;
            run.Check(after.Document.Standing.Version == version, $"the plan is at version {after.Document.Standing.Version}, not {version}");
            await PublishFault.PublishedAsync(server, version);
            PublishFault.CheckNamed(run, PublishFault.FinalOf(server.Data, version), whole.Select(name => name.Replace("-v1.", $"-v{version}.", StringComparison.Ordinal)).ToHashSet(), $"after version {version} was marked final and the server killed");
        }

        run.Wrong(server.Failures);
        run.Say($"marking final: {run.Count} kills, {finals} times it was final afterwards, with all its files, {run.Count - finals} times it was not");
    }

    /// <summary>Brings the plan so far that only the lead's last step is missing.</summary>
    /// <returns>That step.</returns>
    internal static async Task<ChangeState> ApprovedAsync(AppServer server, PlanReadout lead)
    {
        if (lead.Document.State == PlanState.Draft) await MustAsync(lead, new ChangeState(PlanState.InReview, ""));
        await using (var reviewer = await PlanReadout.OpenAsync(server.Address, Plan, "reviewer")) await ReadAsync(lead, await MustAsync(reviewer, new ApprovePlan()));
        return new ChangeState(PlanState.Final, "") { Confirmed = ReviewGate.WarningsOf(Completeness.Of(lead.Document)) };
    }

    /// <returns>The revision that it made, which is read.</returns>
    internal static async Task<long> MustAsync(PlanReadout who, Operation operation)
    {
        await who.CatchUpAsync();
        if (await who.DoAsync(operation) is { } refusal) throw new InvalidOperationException($"{operation} was refused: {refusal}");
        var revision = who.Accepted[^1].Revision;
        await ReadAsync(who, revision);
        return revision;
    }

    internal static async Task ReadAsync(PlanReadout who, long revision)
    {
        for (; who.Revision < revision; await Task.Delay(5)) await who.CatchUpAsync();
    }
}
