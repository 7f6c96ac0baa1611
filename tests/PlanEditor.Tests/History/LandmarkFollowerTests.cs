using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Collaboration;
using PlanEditor.Storage;
using PlanEditor.Tests.Collaboration;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Operations;
using PlanModel.Text;
using Xunit;

namespace PlanEditor.Tests.History;

public sealed class LandmarkFollowerTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private HubHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await HubHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_plan_that_grows_past_a_landmark_leaves_it_though_nobody_looks_into_its_past()
    {
        var slug = await _host.NewPlanAsync();
        var user = await _host.NewUserAsync();
        var session = new SessionId(Guid.NewGuid());
        var plan = new PlanId((await _host.Services.GetRequiredService<Plans>().FindAsync(slug, default))!.Id);
        await _host.Services.GetRequiredService<ChangeLog>().AppendAllAsync(plan, [.. Enumerable.Range(2, Snapshots.LandmarkEvery - 3).Select(revision => Logged(revision, user, session))], default);
        using var lease = (await _host.Rooms.OpenAsync(slug, default))!;
        for (var revision = Snapshots.LandmarkEvery - 1; revision <= Snapshots.LandmarkEvery + 1; revision++)
            Assert.Null((await lease.Room.SubmitAsync(new Submission(user, session, revision - 1, [new Change(new ChangeId(Guid.NewGuid()), Letter(revision))]), default)).Refusal);

        var snapshots = _host.Services.GetRequiredService<Snapshots>();
        using var patience = new CancellationTokenSource(Patience);
        while (!await snapshots.HasAsync(plan, Snapshots.LandmarkEvery, patience.Token)) await Task.Yield();
        Assert.Equal("x", (await snapshots.NewestAsync(plan, Snapshots.LandmarkEvery + 1, default))!.Document[HubHost.Chapter].Text("body").ToString());
    }

    private static LoggedChange Logged(int revision, UserId author, SessionId session)
    {
        var operations = Letter(revision);
        var change = new CommittedChange(revision, new ChangeId(Guid.CreateVersion7()), author, session, DateTimeOffset.UnixEpoch.AddSeconds(revision), operations);
        return new LoggedChange(change, LoggedChange.HashOf(revision - 1, operations));
    }

    // The first change makes the chapter; then a letter comes and goes.
    private static ImmutableArray<Operation> Letter(int revision) => [new EditText(HubHost.Chapter, "body", revision % 2 == 0 ? TextChangeSet.Of(0, (0, 0, "x")) : TextChangeSet.Of(1, (0, 1, "")))];
}
