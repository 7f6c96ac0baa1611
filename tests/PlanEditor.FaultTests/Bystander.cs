using System.Diagnostics;
using OgdPlans.Tests;
using PlanModel.Schema;

namespace PlanEditor.FaultTests;

/// <summary>The one who works in the plan: adds and takes back a word, and sees nobody else's changes.</summary>
internal sealed class Bystander(BareClient client) : IAsyncDisposable
{
    private static readonly ItemsField Words = ActionPlan.Schema.Kinds.SelectMany(kind => kind.Fields).OfType<ItemsField>().First(field => field.Choices is null && field.Kinds.IsEmpty);

    /// <summary>A comment that the others may not touch.</summary>
    public static readonly PlanModel.ThreadId Thread = new(0x6F67_6470_6C61_6E73);

    private readonly string _node = PlanModel.IdText.Write(Guid.NewGuid())[..10] + "A";
    private long _revision;
    private long _own;

    public async Task OpenAsync()
    {
        var opened = await client.OpenAsync("nepal");
        _revision = (long)opened["revision"]!;
        var kind = ActionPlan.Schema.Kinds.First(kind => kind.Fields.Contains(Words) && PlanSchema.MayHold(ActionPlan.Schema.Root, kind));
        await SubmitAsync($$$"""{"op":"insertNode","node":"{{{_node}}}","kind":"{{{kind.Key}}}","parent":"AAAAAAAAAAE","after":null,"fields":{}}""");
        await SubmitAsync($$"""{"op":"startThread","thread":"{{Thread}}","node":"{{_node}}","field":null,"range":null,"severity":"question","text":"Which words?"}""");
    }

    /// <summary>Ten changes a second until something else is done.</summary>
    /// <returns>The time from sending to the answer, at the 95th of a hundred.</returns>
    public async Task<TimeSpan> WorkAsync(Task until)
    {
        var times = new List<TimeSpan>();
        while (!until.IsCompleted)
        {
            var clock = Stopwatch.StartNew();
            await SubmitAsync($$"""{"op":"{{(_own % 2 == 0 ? "addToSet" : "removeFromSet")}}","node":"{{_node}}","field":"{{Words.Key}}","item":"word"}""");
            times.Add(clock.Elapsed);
            await Task.Delay(100);
        }

        await until;
        return Until.Percentile95(times);
    }

    public async Task EndAsync(FaultRun run)
    {
        await using var reader = client;
        var opened = await client.OpenAsync("nepal");
        run.Check((long)opened["revision"]! == _revision, $"the plan is at revision {opened["revision"]}, {_revision} of which are the honest one's");
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();

    private async Task SubmitAsync(string operation)
    {
        var answer = await client.SubmitAsync(_revision, (BareClient.NewId(), operation));
        if (answer["refusal"] is { } refusal) throw new InvalidOperationException($"the honest one was refused: {refusal}");
        // Anybody else's change in between would make this jump.
        if ((long)answer["accepted"]![0]!["revision"]! != _revision + 1) throw new InvalidOperationException($"revision {_revision + 1} is not the honest one's");
        _revision++;
        _own++;
    }
}
