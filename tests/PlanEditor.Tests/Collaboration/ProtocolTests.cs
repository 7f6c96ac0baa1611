using Xunit;

namespace PlanEditor.Tests.Collaboration;

/// <summary>What docs/protocol.md promises to a client that knows nothing else.</summary>
public sealed class ProtocolTests : IAsyncLifetime
{
    private HubHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await HubHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Two_people_write_in_one_text_and_see_each_other()
    {
        var plan = await _host.NewPlanAsync();
        await using var one = await _host.OpenAsync(plan);
        await using var two = await _host.OpenAsync(plan);
        var id = BareClient.NewId();
        var answer = await one.SubmitAsync(1, (id, """{"op":"editText","node":"AAAAAAAAAAU","field":"body","edit":[[0,"hello","world"]]}"""));
        Assert.Null(answer["refusal"]);
        Assert.Equal(2, answer["accepted"]![0]!["revision"]!.GetValue<long>());
        var changed = await two.NextAsync("changed");
        Assert.Equal(id, changed["changes"]![0]!["id"]!.GetValue<string>());
        Assert.Equal(one.User.ToString(), changed["changes"]![0]!["author"]!.GetValue<string>());
        Assert.Equal("""[[0,"hello","world"]]""", changed["changes"]![0]!["ops"]![0]!["edit"]!.ToJsonString());
        await one.NextAsync("changed");
    }
}
