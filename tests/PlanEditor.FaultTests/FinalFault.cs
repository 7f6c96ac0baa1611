using System.Text;
using OgdPlans.Tests;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanEditor.FaultTests;

/// <summary>The lead marks a plan final while twenty others write in it, reopens it, and marks it final again. Nothing may stand between a final and its reopening.</summary>
internal static class FinalFault
{
    private const string Plan = "panama";
    private const int TextMost = 1_500;

    public static async Task RunAsync(FaultRun run)
    {
        using var server = new AppServer(run.Dll);
        await server.StartAndListenAsync();
        await using var team = new Team { Writes = TypeInTheFirstProblem };
        foreach (var account in new[] { "focal.pa", "focal2.pa" }) await team.JoinAsync(server.Address, server.Address, Plan, account, 10, run.Random);
        var cookie = await SampleSignIn.CookieAsync(server.Address, "lead.pa");
        var user = await Editor.WhoAsync(server.Address, Plan, cookie);
        await using var lead = await BareClient.ConnectAsync(server.Address, user, ("Cookie", cookie));
        await lead.OpenAsync(Plan);
        var reviewersCookie = await SampleSignIn.CookieAsync(server.Address, "reviewer");
        await using var reviewer = await BareClient.ConnectAsync(server.Address, await Editor.WhoAsync(server.Address, Plan, reviewersCookie), ("Cookie", reviewersCookie));
        await reviewer.OpenAsync(Plan);
        team.Start();
        var tries = 0;
        for (var race = 0; race < run.Count; race++)
        {
            var (at, document) = await ReadAsync(lead);
            var confirmed = ReviewGate.WarningsOf(Completeness.Of(document));
            await MustAsync(lead, at, new ChangeState(PlanState.Draft, "Again"));
            await MustAsync(lead, at, new ChangeState(PlanState.InReview, ""));
            // An approval is stale as soon as somebody has typed a letter, so that only some tries come through.
            for (var isFinal = false; !isFinal; tries++)
            {
                await MustAsync(reviewer, at, new ApprovePlan());
                isFinal = await SubmitAsync(lead, at, new ChangeState(PlanState.Final, "") { Confirmed = confirmed }) is null;
            }

            // So long that all have sent something to the final plan.
            await Task.Delay(run.Random.Next(400));
        }

        await team.StopAsync();
        await team.SettleAsync();
        run.Wrong(await team.CheckAsync());
        Check(run, await team.Editors[0].LogAsync());
        run.Say($"{run.Count} races of a final against {team.Editors.Count} writers, won after {tries} tries: {team.Acknowledged} changes acknowledged, {team.Editors.Sum(editor => editor.Client.Tray.Count)} refused");
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
                if (Completeness.Of(document).Blocks.Any()) run.Wrong($"the plan of revision {change.Revision} became final, and something stood before that");
                if (!step.Confirmed.SequenceEqual(ReviewGate.WarningsOf(Completeness.Of(document)))) run.Wrong($"other warnings were confirmed at revision {change.Revision} than the plan had");
            }

            document = Change.Apply(document, change.Operations);
        }

        // The sample was final once before.
        run.Check(finals == run.Count + 1, $"the log has {finals} finals, and {run.Count + 1} were told");
        run.Check(document.Standing.Version == run.Count + 1, $"the plan is at version {document.Standing.Version}");
    }

    private static async Task<(long Revision, Document Document)> ReadAsync(BareClient client)
    {
        var opened = await client.OpenAsync(Plan);
        return ((long)opened["revision"]!, DocumentJson.Read(Encoding.UTF8.GetBytes(opened["document"]!.ToJsonString()), ActionPlan.Schema));
    }

    private static async Task MustAsync(BareClient client, long at, Operation operation)
    {
        if (await SubmitAsync(client, at, operation) is { } refusal) throw new InvalidOperationException($"{operation} was refused: {refusal}");
    }

    /// <returns>Why the plan was not ready; null when it was done.</returns>
    private static async Task<string?> SubmitAsync(BareClient client, long at, Operation operation)
    {
        var answer = await client.CallAsync("Submit", Wire.Submit(at, [new Change(new ChangeId(Guid.CreateVersion7()), [operation])]));
        if (answer["refusal"] is not { } refusal) return null;
        return (string?)refusal["code"] == "notReady" ? (string?)refusal["words"] : throw new InvalidOperationException($"{operation} was refused: {refusal}");
    }

    // A letter more or one fewer, so that the plan stays one that can be final.
    private static EditText TypeInTheFirstProblem(Document document, Random random)
    {
        var field = ActionPlan.Commitment.Problem;
        var node = document.Children(document.Root, ActionPlan.Commitment.Kind).First();
        var length = field.Read(node).Length;
        var at = random.Next(1, length);
        return new EditText(node.Id, field.Key, length < TextMost ? TextChangeSet.Of(length, (at, at, "a")) : TextChangeSet.Of(length, (at - 1, at, "")));
    }
}
