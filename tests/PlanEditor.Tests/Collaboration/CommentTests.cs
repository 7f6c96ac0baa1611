using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Collaboration;

/// <summary>Threads over the hub: who may what, and who it was.</summary>
public sealed class CommentTests : IAsyncLifetime
{
    private const string Start = """{"op":"startThread","thread":"AAAAAAAAABA","node":"AAAAAAAAAAE","field":null,"range":null,"severity":"SEVERITY","text":"Where is the baseline?"}""";

    private HubHost _host = null!;
    private string _plan = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await HubHost.StartAsync();
        _plan = await _host.NewPlanAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_demand_is_refused_to_who_may_only_ask_and_the_refusal_says_who_could()
    {
        await using var client = await _host.OpenAsync(_plan);
        var refusal = (await SubmitAsync(client, 1, Start.Replace("SEVERITY", "blocking", StringComparison.Ordinal)))["refusal"];
        Assert.Equal("notAllowed", (string?)refusal?["code"]);
        Assert.Contains("reviewer", (string?)refusal?["words"], StringComparison.Ordinal);
        Assert.Null((await SubmitAsync(client, 1, Start.Replace("SEVERITY", "question", StringComparison.Ordinal)))["refusal"]);
        await _host.ChangeAsync(client.User, user => (user.Role, user.Country) = (Role.Reviewer, null));
        Assert.Null((await SubmitAsync(client, 2, """{"op":"rateThread","thread":"AAAAAAAAABA","severity":"blocking"}"""))["refusal"]);
    }

    [Fact]
    public async Task Whoever_says_to_be_somebody_else_is_who_is_signed_in()
    {
        await using var client = await _host.OpenAsync(_plan);
        var forged = Start.Replace("SEVERITY", "question", StringComparison.Ordinal)[..^1] + ",\"stamp\":{\"by\":\"AAAAAAAAAAAAAAAAAAAACQ\",\"at\":\"2017-09-04T10:15:30.125Z\",\"revision\":1}}";
        Assert.Null((await SubmitAsync(client, 1, forged))["refusal"]);
        await using var other = await _host.ConnectAsync(await _host.NewUserAsync());
        var opened = await other.OpenAsync(_plan);
        var said = opened["document"]!["threads"]!["AAAAAAAAABA"]!["entries"]![0]!["said"]!;
        Assert.Equal(client.User.ToString(), (string?)said["by"]);
        Assert.Equal(2, (long?)said["revision"]);
    }

    [Fact]
    public async Task Only_who_reads_the_plan_and_may_comment_is_asked_to_see_to_a_comment_and_offered_for_it()
    {
        await using var client = await _host.OpenAsync(_plan);
        Assert.Null((await SubmitAsync(client, 1, Start.Replace("SEVERITY", "question", StringComparison.Ordinal)))["refusal"]);
        var reviewer = await _host.NewUserAsync(Role.Reviewer, null, "Reviewer");
        var peer = await _host.NewUserAsync(Role.Peer, null, "Peer");
        var administrator = await _host.NewUserAsync(Role.Administrator, null, "Administrator");
        foreach (var person in new[] { peer, administrator, new UserId(Guid.NewGuid()), UserId.Server })
            Assert.Equal("badValue", (string?)(await AssignAsync(2, person))["refusal"]?["code"]);
        Assert.Equal(["Maria Gomez", "Reviewer"], await OfferedAsync(openToPeers: false));

        await _host.ChangeAsync(client.User, user => user.Role = Role.PlanLead);
        Assert.Null((await SubmitAsync(client, 2, """{"op":"openToPeers","open":true}"""))["refusal"]);
        Assert.Equal(["Maria Gomez", "Reviewer", "Peer"], await OfferedAsync(openToPeers: true));
        Assert.Null((await AssignAsync(3, peer))["refusal"]);
        Assert.Null((await AssignAsync(4, reviewer))["refusal"]);
        await _host.ChangeAsync(peer, user => user.Suspended = true);
        Assert.Equal("badValue", (string?)(await AssignAsync(5, peer))["refusal"]?["code"]);

        Task<JsonObject> AssignAsync(long at, UserId person) => SubmitAsync(client, at, $$"""{"op":"assignThread","thread":"AAAAAAAAABA","person":"{{person}}","due":null}""");

        async Task<IEnumerable<string>> OfferedAsync(bool openToPeers) =>
            (await _host.Services.GetRequiredService<Actors>().FindCommentersAsync(new PlanFacts("NP", PlanState.Draft, openToPeers), default)).Select(one => one.Name);
    }

    [Fact]
    public async Task One_submission_does_not_ask_more_people_than_anybody_would()
    {
        await using var client = await _host.OpenAsync(_plan);
        Assert.Null((await SubmitAsync(client, 1, Start.Replace("SEVERITY", "question", StringComparison.Ordinal)))["refusal"]);
        var assign = Enumerable.Range(0, Submission.AskedMax + 1).Select(_ => $$"""{"op":"assignThread","thread":"AAAAAAAAABA","person":"{{new UserId(Guid.NewGuid())}}","due":null}""");
        Assert.Equal("tooMany", (string?)(await SubmitAsync(client, 2, string.Join(',', assign)))["refusal"]?["code"]);
    }

    private static Task<JsonObject> SubmitAsync(BareClient client, long at, string operation) =>
        client.CallAsync("Submit", $$"""{"base":{{at}},"changes":[{"id":"{{BareClient.NewId()}}","ops":[{{operation}}]}]}""");
}
