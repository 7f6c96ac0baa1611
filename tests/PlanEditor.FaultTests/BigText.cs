using System.Text.Json;
using System.Text.Json.Nodes;
using OgdPlans.Tests;

namespace PlanEditor.FaultTests;

/// <summary>Somebody who writes one long text of a plan anew again and again, which fills the log as fast as a client may.</summary>
internal sealed class BigText : IAsyncDisposable
{
    private const string Node = "YmlndGV4dGI";
    private const int Units = 20_000;

    private readonly BareClient _line;

    private BigText(BareClient line) => _line = line;

    /// <summary>The newest revision that was acknowledged here.</summary>
    public long Revision { get; private set; }

    /// <summary>The text of <see cref="Revision"/>.</summary>
    public string Saved { get; private set; } = "";

    /// <summary>What was sent last, whether or not it was acknowledged.</summary>
    public string Sent { get; private set; } = "";

    public static async Task<BigText> OpenAsync(Uri site, string plan, string account)
    {
        var writer = new BigText(await BareClient.ConnectAsync(site, default, ("Cookie", await SampleSignIn.CookieAsync(site, account))));
        var opened = await writer._line.OpenAsync(plan);
        writer.Revision = (long)opened["revision"]!;
        writer.Saved = writer.Sent = TextOf(opened) ?? "";
        if (TextOf(opened) is null) await writer.SubmitAsync($$$"""{"op":"insertNode","node":"{{{Node}}}","kind":"customSection","parent":"AAAAAAAAAAE","after":null,"fields":{"title":"Much"}}""");
        return writer;
    }

    /// <summary>The text in a plan as it was opened; null where it was never written.</summary>
    public static string? TextOf(JsonObject opened) => opened["document"]!["nodes"]![Node] is { } node ? (string?)node["fields"]?["text"] ?? "" : null;

    /// <summary>Writes it anew, and waits until that is acknowledged.</summary>
    public async Task WriteAsync(Random random)
    {
        Sent = string.Create(Units, random, static (letters, from) =>
        {
            foreach (ref var letter in letters) letter = (char)from.Next(0x4e00, 0x9fff);
        });
        var edit = Saved.Length == 0 ? $"[0,{JsonSerializer.Serialize(Sent, BareClient.Plain)}]" : $"[{Saved.Length},{JsonSerializer.Serialize(Sent, BareClient.Plain)}]";
        await SubmitAsync($$"""{"op":"editText","node":"{{Node}}","field":"text","edit":[{{edit}}]}""");
        Saved = Sent;
    }

    public ValueTask DisposeAsync() => _line.DisposeAsync();

    private async Task SubmitAsync(string operation)
    {
        while (true)
        {
            var answer = await _line.SubmitAsync(Revision, (BareClient.NewId(), operation));
            if (answer["refusal"] is not { } refusal)
            {
                Revision = (long)answer["accepted"]![0]!["revision"]!;
                return;
            }

            if ((string?)refusal["code"] is not ("tooFast" or "tooBusy" or "notSaved")) throw new InvalidOperationException($"refused: {refusal}");
            await Task.Delay((int?)refusal["retryAfterMs"] ?? 50);
        }
    }
}
