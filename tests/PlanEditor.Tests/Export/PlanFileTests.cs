using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Collaboration;
using PlanEditor.Components.Plans;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanEditor.Tests.Hosting;
using PlanEditor.Tests.Identity;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Publishing;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Export;

public sealed class PlanFileTests
{
    [Theory]
    [InlineData("focal.np", "nepal", HttpStatusCode.OK)]
    [InlineData("reviewer", "nepal", HttpStatusCode.OK)]
    [InlineData("peer.cr", "nepal", HttpStatusCode.OK)]
    [InlineData("peer.cr", "uruguay", HttpStatusCode.NotFound)]
    [InlineData("lead.np", "uruguay", HttpStatusCode.NotFound)]
    [InlineData("admin", "nepal", HttpStatusCode.NotFound)]
    [InlineData("admin", "panama", HttpStatusCode.OK)]
    [InlineData("reviewer", "atlantis", HttpStatusCode.NotFound)]
    public async Task Who_may_read_a_plan_gets_its_file(string account, string plan, HttpStatusCode expected)
    {
        await using var site = new Site(sample: true);
        var browser = site.Open();
        await browser.BecomeAsync(account);
        var answer = await browser.GetAsync($"/plans/{plan}/plan.json");
        Assert.Equal(expected, answer.StatusCode);
        if (expected == HttpStatusCode.OK) Assert.Matches($"^{plan}-[0-9]+\\.json$", answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
    }

    [Fact]
    public async Task Nobody_gets_a_file_without_a_sign_in()
    {
        await using var site = new Site(sample: true);
        Assert.Equal(HttpStatusCode.Redirect, (await site.Open().GetAsync("/plans/panama/plan.json")).StatusCode);
    }

    [Fact]
    public async Task A_plan_that_is_started_with_a_file_writes_the_same_file()
    {
        byte[] file;
        await using (var site = new Site(sample: true))
        {
            var browser = site.Open();
            await browser.BecomeAsync("reviewer");
            file = await browser.Client.GetByteArrayAsync("/plans/nepal/plan.json");
        }

        await using var empty = new Site(sample: false);
        var lead = new Actor(await empty.AddAccountAsync("lead@example.org", "kettle violin ashtray"), Role.PlanLead, "NP");
        var start = empty.Services.GetRequiredService<PlanStart>();
        var (slug, problem) = await start.StartAsync(lead.User, PlanFile.Read(file, ActionPlan.Schema), default);
        Assert.Null(problem);
        using var lease = await empty.Services.GetRequiredService<PlanRooms>().OpenAsync(slug!, default);
        Assert.Equal(Encoding.UTF8.GetString(file), Encoding.UTF8.GetString(PlanFile.Write(lease!.Room.Durable.Document)));

        Assert.Equal("Nepal has a plan already.", (await start.StartAsync(lead.User, PlanFile.Read(file, ActionPlan.Schema), default)).Problem);
    }

    [Fact]
    public async Task A_large_plan_whose_start_was_cut_off_is_started_to_its_end_with_the_same_file()
    {
        await using var site = new Site(sample: false);
        var lead = new Actor(await site.AddAccountAsync("lead@example.org", "kettle violin ashtray"), Role.PlanLead, "NP");
        var document = NewPlan.TryMake(ActionPlan.Schema, new NewPlan("NP", "en", "A large plan").Operations(() => new NodeId(BitConverter.ToUInt64(Guid.NewGuid().ToByteArray()))), lead, "NP", out var made) is null ? made : throw new InvalidOperationException();
        for (var at = 0; at < 3_000; at++) document = Change.Apply(document, [new InsertNode(new NodeId(1_000_000 + (ulong)at), ActionPlan.Lesson.Key, NodeId.Root, null, Node.NoFields)]);
        var (small, large) = (PlanFile.Read(PlanFile.Write(made), ActionPlan.Schema), PlanFile.Read(PlanFile.Write(document), ActionPlan.Schema));
        var row = (await site.Services.GetRequiredService<Plans>().CreateAsync("nepal-2017", ActionPlan.Schema.Name, "NP", default))!;
        var changes = PlanStart.ChangesOf(new PlanId(row.Id), large.Operations(ActionPlan.Schema));
        Assert.Equal(2, changes.Length);
        using var lease = await site.Services.GetRequiredService<PlanRooms>().OpenAsync(row.Slug, default);
        Assert.Null((await lease!.Room.SubmitAsync(new Submission(lead.User, new SessionId(Guid.NewGuid()), 0, [changes[0]]), default)).Refusal);

        var start = site.Services.GetRequiredService<PlanStart>();
        Assert.Equal("Nepal has a plan already.", (await start.StartAsync(lead.User, small, default)).Problem);
        Assert.Equal(("nepal-2017", null), await start.StartAsync(lead.User, large, default));
        Assert.Equal(PlanFile.Write(document), PlanFile.Write(lease.Room.Durable.Document));
        Assert.Equal("Nepal has a plan already.", (await start.StartAsync(lead.User, large, default)).Problem);
    }

    [Fact]
    public async Task A_file_of_another_country_or_for_somebody_else_starts_nothing()
    {
        await using var site = new Site(sample: true);
        var browser = site.Open();
        await browser.BecomeAsync("reviewer");
        var file = PlanFile.Read(await browser.Client.GetByteArrayAsync("/plans/nepal/plan.json"), ActionPlan.Schema);
        var start = site.Services.GetRequiredService<PlanStart>();
        Actor Of(string key) => new(SampleAccounts.Find(key)!.Id, SampleAccounts.Find(key)!.Role, SampleAccounts.Find(key)!.Country);
        Assert.Equal("The file is not a plan of Uruguay.", (await start.StartAsync(Of("lead.uy").User, file, default)).Problem);
        Assert.Equal("Only a country’s plan lead starts a plan.", (await start.StartAsync(Of("focal.np").User, file, default)).Problem);
    }
}
