using System.Text.Json.Nodes;
using OgdPlans.Tests;
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

    private static Task<JsonObject> SubmitAsync(BareClient client, long at, string operation) =>
        client.CallAsync("Submit", $$"""{"base":{{at}},"changes":[{"id":"{{BareClient.NewId()}}","ops":[{{operation}}]}]}""");
}
