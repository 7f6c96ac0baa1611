using System.Text;
using System.Text.Json.Nodes;
using OgdPlans.Tests;
using PlanEditor.Import;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Schema;

namespace PlanEditor.FaultTests;

/// <summary>The server is killed while the rows of a sheet are brought in: all of them are there afterwards, or none.</summary>
internal static class ImportMoment
{
    private const string Plan = "uruguay";
    private const string Account = "focal.uy";
    private const int RowsPerSheet = 50;

    public static async Task RunAsync(FaultRun run)
    {
        using var server = new AppServer(run.Dll);
        await server.StartAndListenAsync();
        var cookie = await SampleSignIn.CookieAsync(server.Address, Account);
        var (none, all) = (0, 0);
        for (var round = 0; round < run.Count; round++)
        {
            bool isAcknowledged;
            await using (var line = await BareClient.ConnectAsync(server.Address, default, ("Cookie", cookie)))
            {
                var (revision, document) = Read(await line.OpenAsync(Plan));
                var change = new Change(new ChangeId(Guid.CreateVersion7()), RowsOf(document, round).Operations(() => new NodeId((ulong)run.Random.NextInt64())));
                isAcknowledged = await Killing.WhileAsync(run, server, async () => (await line.CallAsync("Submit", Wire.Submit(revision, [change])))["refusal"] is { } refusal
                    ? throw new InvalidOperationException($"the import was refused: {refusal}")
                    : true);
            }

            using (var left = new LeftBehind(server.Data)) run.Check(left.Integrity() == "ok", "a kill while rows were brought in left a damaged database");
            await server.StartAndListenAsync();
            await using var reader = await BareClient.ConnectAsync(server.Address, default, ("Cookie", cookie));
            var there = Read(await reader.OpenAsync(Plan)).Document.All().Count(node => node.Kind.Key == ActionPlan.Milestone.Key && node.Text(ActionPlan.Milestone.Title.Key).ToString().StartsWith($"Sheet {round},", StringComparison.Ordinal));
            if (there == 0) none++;
            else all++;
            run.Check(there == RowsPerSheet || (there == 0 && !isAcknowledged), $"{there} of {RowsPerSheet} rows are there after a kill, and the import was {(isAcknowledged ? "" : "not ")}acknowledged");
        }

        run.Wrong(server.Failures);
        run.Say($"import: {run.Count} kills, {all} with all {RowsPerSheet} rows, {none} with none");
    }

    private static ImportRun RowsOf(Document document, int round)
    {
        var kind = ImportKind.Find(ActionPlan.Milestone.Key)!;
        var title = kind.Title.Label;
        var sheet = CsvSheet.Read(Encoding.UTF8.GetBytes($"{title}\n{string.Join('\n', Enumerable.Range(0, RowsPerSheet).Select(row => $"\"Sheet {round}, row {row}\""))}\n"));
        var under = document.Children(document.Root, ActionPlan.Commitment.Kind).First().Id;
        var rows = ImportRun.Of(document, kind, sheet, ColumnGuess.Of(kind, sheet.Headers), under);
        return rows.SoundCount == RowsPerSheet ? rows : throw new InvalidOperationException($"{rows.WrongCount} rows are wrong: {rows.Rows[0].Problem}");
    }

    private static (long Revision, Document Document) Read(JsonObject opened) =>
        ((long)opened["revision"]!, DocumentJson.Read(Encoding.UTF8.GetBytes(opened["document"]!.ToJsonString()), ActionPlan.Schema));
}
