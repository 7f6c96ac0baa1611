using Microsoft.Extensions.DependencyInjection;
using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Collaboration;

/// <summary>Rights that change while a connection is open.</summary>
public sealed class RightsTests : IAsyncLifetime
{
    private HubHost _host = null!;
    private string _plan = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await HubHost.StartAsync();
        _plan = await _host.NewPlanAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Who_may_no_longer_edit_is_told_and_refused()
    {
        await using var client = await _host.OpenAsync(_plan);
        await _host.ChangeAsync(client.User, user => user.Role = Role.Contributor);
        var rights = await client.NextAsync("rights");
        Assert.False((bool)rights["mayEdit"]!);
        Assert.False(string.IsNullOrWhiteSpace((string?)rights["why"]));
        Assert.Equal("notAllowed", (string?)(await client.SubmitAsync(1, Write()))["refusal"]?["code"]);
        await _host.ChangeAsync(client.User, user => user.Role = Role.FocalPoint);
        Assert.True((bool)(await client.NextAsync("rights"))["mayEdit"]!);
        Assert.Null((await client.SubmitAsync(1, Write()))["refusal"]);
    }

    [Fact]
    public async Task Who_may_no_longer_read_is_told_why_and_cut_off()
    {
        await using var client = await _host.OpenAsync(_plan);
        await using var other = await _host.OpenAsync(_plan);
        await _host.ChangeAsync(client.User, user => user.Country = "PA");
        Assert.Equal("notFound", (string?)(await client.NextAsync("closing"))["refusal"]?["code"]);
        await client.Closed;
        Assert.Null((await other.SubmitAsync(1, Write()))["refusal"]);
        Assert.Equal(0, client.Heard("changed"));
    }

    [Fact]
    public async Task Who_is_suspended_is_cut_off_at_once()
    {
        await using var client = await _host.OpenAsync(_plan);
        await _host.ChangeAsync(client.User, user => user.Suspended = true);
        Assert.Equal("notAllowed", (string?)(await client.NextAsync("closing"))["refusal"]?["code"]);
        await client.Closed;
    }

    [Fact]
    public async Task Signing_out_ends_that_sign_ins_connections_and_no_others()
    {
        var user = await _host.NewUserAsync();
        var token = await _host.SignInAsync(user);
        await using var leaving = await BareClient.ConnectAsync(_host.Address, user, (HeaderSignIn.Header, token));
        await using var staying = await _host.ConnectAsync(user);
        await leaving.OpenAsync(_plan);
        await staying.OpenAsync(_plan);
        var principal = new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity(HeaderSignIn.Claims[token], "test"));
        await _host.Services.GetRequiredService<SignInSessions>().EndAsync(principal, default);
        await leaving.NextAsync("closing");
        await leaving.Closed;
        Assert.Null((await staying.SubmitAsync(1, Write()))["refusal"]);
    }

    [Fact]
    public async Task When_the_plan_becomes_final_everybody_is_told_and_nobody_writes()
    {
        await using var client = await _host.OpenAsync(_plan);
        using var lease = (await _host.Rooms.OpenAsync(_plan, default))!;
        Change Step(PlanState to) => new(new ChangeId(Guid.NewGuid()), [new ChangeState(to, "")]);
        var lead = await _host.NewUserAsync(Role.PlanLead);
        Assert.Null((await lease.Room.SubmitAsync(new Submission(lead, new SessionId(Guid.NewGuid()), 1, [Step(PlanState.InReview), Step(PlanState.Final)]), default)).Refusal);
        Assert.Equal("planLocked", (string?)(await client.SubmitAsync(1, Write()))["refusal"]?["code"]);
        Assert.False((bool)(await client.NextAsync("rights"))["mayEdit"]!);
    }

    [Fact]
    public async Task A_plan_that_is_closed_to_peers_is_closed_for_those_who_are_in_it()
    {
        await using var lead = await _host.ConnectAsync(await _host.NewUserAsync(Role.PlanLead));
        await lead.OpenAsync(_plan);
        await lead.SubmitAsync(1, (BareClient.NewId(), """{"op":"openToPeers","open":true}"""));
        await using var peer = await _host.ConnectAsync(await _host.NewUserAsync(Role.Peer, null));
        var opened = await peer.OpenAsync(_plan);
        Assert.Null(opened["refusal"]);
        Assert.False((bool)opened["you"]!["mayEdit"]!);
        await lead.SubmitAsync(2, (BareClient.NewId(), """{"op":"openToPeers","open":false}"""));
        Assert.Equal("notFound", (string?)(await peer.NextAsync("closing"))["refusal"]?["code"]);
        await peer.Closed;
    }

    private static (string Id, string Operations) Write() => (BareClient.NewId(), """{"op":"setField","node":"AAAAAAAAAAU","field":"amount","value":1}""");
}
