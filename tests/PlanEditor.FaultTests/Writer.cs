using System.Text;
using System.Text.Json.Nodes;
using OgdPlans.Tests;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;

namespace PlanEditor.FaultTests;

/// <summary>One connection that sends changes in the order in which they come.</summary>
internal sealed class Writer(Uri site, string cookie, FaultRun run, string plan = "nepal") : IAsyncDisposable
{
    private const int ChangesMax = 100;
    private const int SizeBytesMax = 150_000;

    // Half of what a connection may send at once.
    private const int PerConnectionBytesMax = 8 * 1024 * 1024;

    private BareClient? _line;
    private long _revision;
    private int _sent;

    public string Cookie => cookie;

    /// <summary>The newest revision that it knows.</summary>
    public long Revision => _revision;

    public async Task<Document> DocumentAsync()
    {
        await using var line = await BareClient.ConnectAsync(site, default, ("Cookie", cookie));
        return DocumentJson.Read(Encoding.UTF8.GetBytes((await line.OpenAsync(plan))["document"]!.ToJsonString()), ActionPlan.Schema);
    }

    public async Task AcceptAsync(IEnumerable<Change> changes)
    {
        var batch = new List<Change>();
        var size = 0;
        foreach (var change in changes)
        {
            var more = Encoding.UTF8.GetByteCount(Wire.Submit(0, [change]));
            if (batch.Count == ChangesMax || (batch.Count > 0 && size + more > SizeBytesMax))
            {
                await AcceptBatchAsync(batch);
                batch.Clear();
                size = 0;
            }

            batch.Add(change);
            size += more;
        }

        if (batch.Count > 0) await AcceptBatchAsync(batch);
    }

    public async Task RefuseAsync(IEnumerable<(Change Change, string Code)> changes)
    {
        foreach (var (change, code) in changes)
        {
            var answer = await SubmitAsync([change]);
            // A part that every plan has once is refused for that, or for its text.
            var given = (string?)answer["refusal"]?["code"];
            if (given is null || (code.Length > 0 && given != code) || string.IsNullOrWhiteSpace((string?)answer["refusal"]!["words"])) run.Wrong($"{Short(change)} was answered with {answer.ToJsonString(BareClient.Plain)}, not {code}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_line is not null) await _line.DisposeAsync();
        _line = null;
    }

    private async Task AcceptBatchAsync(List<Change> batch)
    {
        var answer = await SubmitAsync(batch);
        if (answer["refusal"] is { } refusal) run.Wrong($"{Short(batch[answer["accepted"]!.AsArray().Count])} was refused: {refusal.ToJsonString(BareClient.Plain)}");
    }

    private async Task<JsonObject> SubmitAsync(IReadOnlyList<Change> changes)
    {
        while (true)
        {
            if (_sent > PerConnectionBytesMax) await DisposeAsync();
            if (_line is null)
            {
                _sent = 0;
                _line = await BareClient.ConnectAsync(site, default, ("Cookie", cookie));
                _revision = (long)(await _line.OpenAsync(plan))["revision"]!;
            }

            var bytes = Raw(_revision, changes);
            _sent += Encoding.UTF8.GetByteCount(bytes);
            JsonObject answer;
            try
            {
                answer = await _line.CallAsync("Submit", bytes);
            }
            catch (IOException gone)
            {
                throw new InvalidOperationException($"the connection was ended at {changes.Count} changes of {Encoding.UTF8.GetByteCount(bytes)} bytes, such as {Short(changes[^1])}", gone);
            }

            if ((string?)answer["refusal"]?["code"] is not ("tooFast" or "tooBusy"))
            {
                if (answer["accepted"]!.AsArray() is { Count: > 0 } accepted) _revision = (long)accepted[^1]!["revision"]!;
                return answer;
            }

            await Task.Delay(TimeSpan.FromMilliseconds((int?)answer["refusal"]!["retryAfterMs"] ?? 100));
        }
    }

    // A writer of JSON would mend halves of characters: they are escaped here.
    private static string Raw(long revision, IReadOnlyList<Change> changes)
    {
        if (changes is not [{ Operations: [var operation] } change] || TextOf(operation) is not { } text) return Wire.Submit(revision, changes);
        var escaped = string.Concat(text.Select((unit, at) => unit is >= ' ' and not ('"' or '\\') && !IsHalf(text, at) ? unit.ToString() : $"\\u{(int)unit:x4}"));
        return Wire.Submit(revision, [change with { Operations = [With(operation, "THE TEXT")] }]).Replace("THE TEXT", escaped, StringComparison.Ordinal);
    }

    private static string? TextOf(Operation operation) => operation switch
    {
        InsertNode { Fields.Count: 1 } insert => (insert.Fields.Values.First() as Scalar)?.Text,
        StartThread start => start.Text,
        ReplyToThread answer => answer.Text,
        _ => null,
    };

    private static Operation With(Operation operation, string text) => operation switch
    {
        InsertNode insert => insert with { Fields = insert.Fields.SetItem(insert.Fields.Keys.First(), Scalar.Of(text)) },
        StartThread start => start with { Text = text },
        ReplyToThread answer => answer with { Text = text },
        _ => operation,
    };

    private static bool IsHalf(string text, int at) =>
        char.IsHighSurrogate(text[at]) ? at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]) : char.IsLowSurrogate(text[at]) && (at == 0 || !char.IsHighSurrogate(text[at - 1]));

    private static string Short(Change change) => change.Operations[0].ToString()![..Math.Min(200, change.Operations[0].ToString()!.Length)];
}
