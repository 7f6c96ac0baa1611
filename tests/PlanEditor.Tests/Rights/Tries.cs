using System.Collections.Immutable;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OgdPlans.Tests;
using PlanEditor.Audit;
using PlanEditor.Collaboration;
using PlanEditor.Components.Editor;
using PlanEditor.History;
using PlanEditor.Tests.Editor;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Workflow;

namespace PlanEditor.Tests.Rights;

/// <summary>Tries acts on plans on each way, and says in a letter of the table what came of it.</summary>
internal sealed class Tries(RightsSite site) : IAsyncDisposable
{
    private readonly Dictionary<Colleague, BareClient?> _lines = [];

    public Task<string> DoAsync(string way, PlanTry plan, Ground ground, Colleague colleague) => way switch
    {
        "hub" => OverTheHubAsync(plan, ground, colleague),
        "page" => InAPageAsync(plan, ground, colleague),
        _ => throw new ArgumentOutOfRangeException(nameof(way), way, "no way to change a plan"),
    };

    /// <summary>What a call on the hub comes to after the plan was opened, if it may be.</summary>
    public async Task<string> CallAsync(string method, object arguments, Ground ground, Colleague colleague)
    {
        if (await LineOfAsync(colleague) is not { } line) return Letter(RightsTable.SignIn);
        var opened = await line.OpenAsync(ground.Slug);
        if (method == "Open" && RefusalOf(opened) is null) return Letter(RightsTable.Yes);
        if (RefusalOf(opened) is { } refusal) return await HasNothingAsync(line, opened, method, arguments) ?? Letter(refusal);
        return LetterOf(RefusalOf(await line.CallAsync(method, arguments)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var line in _lines.Values)
            if (line is not null) await line.DisposeAsync();
    }

    public static string LetterOf(Refusal? refusal) => LetterOf(refusal is null ? null : System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(refusal.Code.ToString()));

    private static string LetterOf(string? code) => code switch
    {
        null => Letter(RightsTable.Yes),
        "notAllowed" => Letter(RightsTable.No),
        "notFound" => Letter(RightsTable.NotFound),
        "planLocked" => Letter(RightsTable.Final),
        "notReady" => Letter(RightsTable.NotNow),
        _ => code,
    };

    private static string Letter(char letter) => letter.ToString();

    private static string Letter(string code) => LetterOf(code);

    private async Task<string> OverTheHubAsync(PlanTry plan, Ground ground, Colleague colleague)
    {
        if (await LineOfAsync(colleague) is not { } line) return Letter(RightsTable.SignIn);
        var (revision, operations) = await plan.Make(site, ground, colleague);
        var change = $$"""{"id":"{{BareClient.NewId()}}","ops":[{{string.Join(',', operations.Select(Written.Of))}}]}""";
        var submit = $$"""{"base":{{revision ?? ground.Revision}},"changes":[{{change}}]}""";
        var opened = await line.OpenAsync(ground.Slug);
        if (RefusalOf(opened) is { } refusal) return await HasNothingAsync(line, opened, "Submit", JsonNode.Parse(submit)!) ?? Letter(refusal);
        var refused = RefusalOf(await line.CallAsync("Submit", submit));
        if (refused is null && plan.Fresh)
        {
            // It may have ended the own right to read, and with it, a moment later, the line.
            await line.DisposeAsync();
            _lines.Remove(colleague);
        }

        return LetterOf(refused);
    }

    /// <summary>What is not found looks as what is not there, and leaves nothing open to act on.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    private static async Task<string?> HasNothingAsync(BareClient line, JsonObject opened, string method, object arguments)
    {
        var atlantis = await line.OpenAsync("atlantis");
        if (opened.ToJsonString() != atlantis.ToJsonString()) return $"differs from what is not there: {opened.ToJsonString()}";
        if (method == "Open") return null;
        var answer = arguments is JsonNode json ? await line.CallAsync(method, json.ToJsonString(BareClient.Plain)) : await line.CallAsync(method, arguments);
        return RefusalOf(answer) == "notOpen" ? null : $"{method} after a refused Open: {answer.ToJsonString()}";
    }

    /// <summary>As the page of a plan does it: from the lease to the room. What the page explains by itself, the room has to refuse as well.</summary>
    private async Task<string> InAPageAsync(PlanTry plan, Ground ground, Colleague colleague)
    {
        var (revision, operations) = await plan.Make(site, ground, colleague);
        var person = await site.Actors.FindPersonAsync(colleague.Id, default);
        if (person is null or { Actor.Suspended: true }) return await RoomAsync(ground, colleague, operations) is "." ? Letter(RightsTable.SignIn) : "the room takes it";
        var id = ground.Room.Plan.Id;
        var looking = new Looking(id, colleague.Id, new StubLooks(), TimeProvider.System, NullLogger<Looking>.Instance);
        using var page = new OpenPlan(site.Rooms.TryJoin(id.ToString())!, person, new SessionId(Guid.NewGuid()), site.Services.GetRequiredService<PlanRemovals>(), site.Actors, site.Services.GetRequiredService<AuditLog>(), looking, NullLogger<EditingSession>.Instance);
        string? seen = null;
        if (page.IsRefused) seen = Letter(RightsTable.NotFound);
        else if (page.Session.WhyNot(operations[0]) is { } why) seen = LetterOf(why);
        if (seen is not null) return await RoomAsync(ground, colleague, operations) is var room && room == seen ? seen : $"{seen} in the page, {room} in the room";
        return LetterOf(revision is { } made ? await page.Session.DoAtAsync(made, "did it", operations) : await page.Session.DoAsync(operations));
    }

    private static async Task<string> RoomAsync(Ground ground, Colleague colleague, ImmutableArray<Operation> operations)
    {
        var change = new Change(new ChangeId(Guid.NewGuid()), operations);
        return LetterOf((await ground.Room.SubmitAsync(new Submission(colleague.Id, new SessionId(Guid.NewGuid()), ground.Revision, [change]), default)).Refusal);
    }

    /// <summary>The line of somebody; null when the server lets no such person in.</summary>
    private async Task<BareClient?> LineOfAsync(Colleague colleague)
    {
        if (_lines.TryGetValue(colleague, out var line)) return line;
        try
        {
            return _lines[colleague] = await site.ConnectAsync(colleague);
        }
        catch (WebSocketException refused) when (refused.Message.Contains("401", StringComparison.Ordinal))
        {
            return _lines[colleague] = null;
        }
    }

    private static string? RefusalOf(JsonObject answer) => (string?)answer["refusal"]?["code"];
}
