using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanEditor.FaultTests;

/// <summary>
/// The lead marks a plan final while twenty others write in it, comment, suggest, accept and decline, and a second reviewer approves and answers the checklist; reopens it, and marks it final
/// again. Nothing may stand between a final and its reopening, and whoever judges judges what was there.
/// </summary>
internal static class FinalFault
{
    private const string Plan = "panama";

    public static async Task RunAsync(FaultRun run)
    {
        using var server = new AppServer(run.Dll);
        await server.StartAndListenAsync();
        await using var team = new Team { Writes = Drafting.Next };
        foreach (var account in new[] { "focal.pa", "focal2.pa" }) await team.JoinAsync(server.Address, server.Address, Plan, account, 10, run.Random);
        await using var lead = await PlanReadout.OpenAsync(server.Address, Plan, "lead.pa");
        await using var reviewer = await PlanReadout.OpenAsync(server.Address, Plan, "reviewer");
        await using var second = await PlanReadout.OpenAsync(server.Address, Plan, "reviewer2");
        using var over = new CancellationTokenSource();
        team.Start();
        var judging = JudgeAsync(second, new Random(run.Random.Next()), over.Token);
        var tries = 0;
        for (var race = 0; race < run.Count; race++)
        {
            await MustAsync(lead, new ChangeState(PlanState.Draft, "Again"));
            await MustAsync(lead, new ChangeState(PlanState.InReview, ""));
            // An approval is stale as soon as somebody has typed a letter, and what was suggested waits for an answer, so that only some tries come through.
            for (var isFinal = false; !isFinal; tries++)
            {
                await lead.CatchUpAsync();
                var final = new ChangeState(PlanState.Final, "") { Confirmed = ReviewGate.WarningsOf(Completeness.Of(lead.Document)) };
                await reviewer.CatchUpAsync();
                // Whoever would wait for the answer to the approval would mostly come too late.
                var approved = reviewer.DoAsync(new ApprovePlan());
                isFinal = await lead.DoAsync(final) is null;
                await approved;
            }

            // So long that all have sent something to the final plan.
            await Task.Delay(run.Random.Next(400));
        }

        await over.CancelAsync();
        await judging;
        await team.StopAsync();
        await team.SettleAsync();
        run.Wrong(await team.CheckAsync());
        var log = await team.Editors[0].LogAsync();
        Check(run, log);
        CheckVerdicts(run, log, [.. reviewer.Accepted, .. second.Accepted]);
        var done = log.SelectMany(change => change.Operations).ToLookup(operation => operation.GetType());
        run.Say($"{run.Count} races of a final against {team.Editors.Count} writers, won after {tries} tries: {team.Acknowledged} changes acknowledged, {team.Editors.Sum(editor => editor.Client.Tray.Count)} refused; "
            + $"{done[typeof(StartThread)].Count() + done[typeof(ReplyToThread)].Count()} comments, {done[typeof(SendProposal)].Count()} suggestions sent, {done[typeof(DecideProposal)].Count()} answered, {done[typeof(ApprovePlan)].Count()} approvals, {done[typeof(AssessPart)].Count()} answers to the checklist");
    }

    /// <summary>A second reviewer, who approves and answers the checklist at any time.</summary>
    private static async Task JudgeAsync(PlanReadout reviewer, Random random, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await reviewer.CatchUpAsync();
            var commitments = reviewer.Document.Children(reviewer.Document.Root, ActionPlan.Commitment.Kind).ToArray();
            await reviewer.DoAsync(random.Next(2) == 0 ? new ApprovePlan() : new AssessPart(commitments[random.Next(commitments.Length)].Id, (ChecklistPoint)random.Next(3), random.Next(2) == 0));
            await Task.Delay(random.Next(100), CancellationToken.None);
        }
    }

    private static void Check(FaultRun run, List<CommittedChange> log)
    {
        var finals = 0;
        var document = Document.Empty(ActionPlan.Schema);
        foreach (var change in log)
        {
            if (document.State == PlanState.Final && change.Operations is not [ChangeState { To: PlanState.Draft }]) run.Wrong($"revision {change.Revision} changed a final plan");
            if (change.Operations is [ChangeState { To: PlanState.Final } step])
            {
                finals++;
                var found = Completeness.Of(document);
                if (found.Blocks.Any()) run.Wrong($"the plan of revision {change.Revision} became final, and something stood before that");
                if (document.Proposals.Open.Any()) run.Wrong($"the plan of revision {change.Revision} became final, and a suggestion waited");
                if (!step.Confirmed.SequenceEqual(ReviewGate.WarningsOf(found))) run.Wrong($"other warnings were confirmed at revision {change.Revision} than the plan had");
            }

            document = Change.Apply(document, change.Operations);
        }

        // The sample was final once before.
        run.Check(finals == run.Count + 1, $"the log has {finals} finals, and {run.Count + 1} were told");
        run.Check(document.Standing.Version == run.Count + 1, $"the plan is at version {document.Standing.Version}");
    }

    /// <summary>Between what a reviewer saw and the revision that it made, nothing of what was judged changed.</summary>
    private static void CheckVerdicts(FaultRun run, List<CommittedChange> log, List<(long Seen, long Revision, Operation Operation)> verdicts)
    {
        foreach (var (seen, revision, operation) in verdicts)
        {
            var content = log[(int)seen..(int)(revision - 1)].SelectMany(change => change.Operations).Where(PlanModel.History.LastTouches.Touches);
            if (operation is ApprovePlan ? content.Any() : content.Any(one => one.Target.Node == operation.Target.Node))
                run.Wrong($"{operation} at revision {revision} was about revision {seen}, and what it judged changed between");
        }

        run.Check(verdicts.Count > 0, "nobody judged anything");
    }

    private static async Task MustAsync(PlanReadout who, Operation operation)
    {
        await who.CatchUpAsync();
        if (await who.DoAsync(operation) is { } refusal) throw new InvalidOperationException($"{operation} was refused: {refusal}");
    }
}
