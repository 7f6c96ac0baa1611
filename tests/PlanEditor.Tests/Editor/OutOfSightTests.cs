using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using PlanEditor.Audit;
using Microsoft.Extensions.Logging.Abstractions;
using PlanEditor.Collaboration;
using PlanEditor.Components.Editor;
using PlanEditor.History;
using PlanEditor.Identity;
using PlanEditor.Tests.Collaboration;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Editor;

/// <summary>A page that nobody sees, over a real room.</summary>
public sealed class OutOfSightTests : IAsyncLifetime
{
    private static readonly SessionId Mine = new(Guid.NewGuid());
    private static readonly SessionId Elsewhere = new(Guid.NewGuid());

    private readonly Lock _page = new();
    private readonly ManualResetEventSlim _disk = new(initialState: true);
    private HubHost _host = null!;
    private OpenPlan _plan = null!;
    private UserId _user;

    public async ValueTask InitializeAsync()
    {
        _host = await HubHost.StartAsync();
        _user = await _host.NewUserAsync();
        var lease = await _host.Rooms.OpenAsync(await _host.NewPlanAsync(), CancellationToken.None);
        var person = new Person(new Actor(_user, Role.FocalPoint, "NP"), "Me");
        _plan = new OpenPlan(lease!, person, Mine, _host.Services.GetRequiredService<PlanRemovals>(), _host.Services.GetRequiredService<Actors>(), _host.Services.GetRequiredService<AuditLog>(), new Looking(lease!.Room.Plan.Id, _user, new StubLooks(), TimeProvider.System, NullLogger<Looking>.Instance), NullLogger<EditingSession>.Instance);
        _plan.Follow(TimeProvider.System, OnPage, () => { });
        _host.Commits.Committing = _disk.Wait;
    }

    public async ValueTask DisposeAsync()
    {
        _disk.Set();
        _plan.Dispose();
        await _host.DisposeAsync();
        _disk.Dispose();
    }

    [Fact]
    public async Task Seen_again_before_its_last_act_is_on_disk_it_goes_on_following()
    {
        _disk.Reset();
        var act = _plan.Session.DoAsync(Insert(10));
        var hidden = _plan.SetHiddenAsync(true);
        Assert.False(hidden.IsCompleted);
        await _plan.SetHiddenAsync(false);
        _disk.Set();
        await hidden;
        Assert.Null(await act);
        await OtherAsync(Insert(11));
        await UntilAsync(() => _plan.Session.Shown.Revision == 3);
    }

    [Fact]
    public async Task An_act_of_a_hidden_page_does_not_stay_on_top_of_what_others_did_later()
    {
        await _plan.SetHiddenAsync(true);
        Assert.Null(await _plan.Session.DoAsync(new RemoveNode(HubHost.Chapter)));
        await OtherAsync(new RestoreNode(HubHost.Chapter));
        await OtherAsync(Insert(11));
        await _plan.SetHiddenAsync(false);
        await UntilAsync(() => _plan.Session.Shown.Revision == 4);
        Assert.False(_plan.Session.Document[HubHost.Chapter].Removed);
    }

    private static InsertNode Insert(ulong id) => new(new NodeId(id), "chapter", NodeId.Root, null, ImmutableSortedDictionary.Create<string, FieldValue>(StringComparer.Ordinal));

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private Task OnPage(Action act)
    {
        lock (_page) act();
        return Task.CompletedTask;
    }

    private async Task OtherAsync(Operation operation)
    {
        var change = new Change(new ChangeId(Guid.NewGuid()), [operation]);
        Assert.Null((await _plan.Room.SubmitAsync(new Submission(_user, Elsewhere, _plan.Room.Durable.Revision, [change]), CancellationToken.None)).Refusal);
    }
}
