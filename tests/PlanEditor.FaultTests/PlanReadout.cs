using System.Text;
using System.Text.Json.Nodes;
using OgdPlans.Tests;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanEditor.FaultTests;

/// <summary>Somebody who reads a plan up to its newest revision and then does one thing, made for what was read.</summary>
internal sealed class PlanReadout : IAsyncDisposable
{
    private readonly BareClient _line;
    private readonly string _plan;
    private readonly Lock _gate = new();
    private readonly Queue<CommittedChange> _inbox = new();
    private volatile bool _lost;

    private PlanReadout(BareClient line, string plan, long revision, Document document) => (_line, _plan, Revision, Document) = (line, plan, revision, document);

    public long Revision { get; private set; }

    public Document Document { get; private set; }

    /// <summary>What was accepted: which revision was before the eyes, and which it made.</summary>
    public List<(long Seen, long Revision, Operation Operation)> Accepted { get; } = [];

    public static async Task<PlanReadout> OpenAsync(Uri site, string plan, string account)
    {
        var cookie = await SampleSignIn.CookieAsync(site, account);
        var line = await BareClient.ConnectAsync(site, await Editor.WhoAsync(site, plan, cookie), ("Cookie", cookie));
        var opened = await line.OpenAsync(plan);
        var readout = new PlanReadout(line, plan, (long)opened["revision"]!, DocumentJson.Read(Encoding.UTF8.GetBytes(opened["document"]!.ToJsonString()), ActionPlan.Schema)) { _lost = true };
        line.OnRecord = readout.Hear;
        return readout;
    }

    /// <summary>Takes over all that was heard.</summary>
    public async Task CatchUpAsync()
    {
        if (_lost)
        {
            _lost = false;
            lock (_gate) _inbox.Clear();
            var opened = await _line.OpenAsync(_plan, Revision);
            foreach (var change in Wire.Changes(opened["changes"])) Take(change);
        }

        lock (_gate)
            while (_inbox.TryDequeue(out var change)) Take(change);
    }

    /// <summary>Does one thing to the plan as it was read.</summary>
    /// <returns>Why the plan was not ready or was final; null when it was done.</returns>
    public async Task<string?> DoAsync(Operation operation)
    {
        while (true)
        {
            var answer = await _line.CallAsync("Submit", Wire.Submit(Revision, [new Change(new ChangeId(Guid.CreateVersion7()), [operation])]));
            if (answer["refusal"] is not { } refusal)
            {
                Accepted.Add((Revision, (long)answer["accepted"]![0]!["revision"]!, operation));
                return null;
            }

            switch ((string?)refusal["code"])
            {
                case "notReady" or "planLocked":
                    return (string?)refusal["words"];
                case "tooFast" or "tooBusy":
                    await Task.Delay(TimeSpan.FromMilliseconds((int?)refusal["retryAfterMs"] ?? 100));
                    break;
                default:
                    throw new InvalidOperationException($"{operation} on {_plan} was refused: {refusal}");
            }
        }
    }

    public ValueTask DisposeAsync() => _line.DisposeAsync();

    private void Take(CommittedChange change)
    {
        if (change.Revision == Revision + 1) (Revision, Document) = (change.Revision, Change.Apply(Document, change.Operations));
        else if (change.Revision > Revision) _lost = true;
    }

    private void Hear(JsonObject record)
    {
        switch ((string?)record["target"])
        {
            case "changed":
                lock (_gate)
                    foreach (var change in Wire.Changes(record["arguments"]![0]!["changes"])) _inbox.Enqueue(change);
                break;
            case "resync":
                _lost = true;
                break;
        }
    }
}
