using Microsoft.Extensions.DependencyInjection;
using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using Xunit;

namespace PlanEditor.Tests.Collaboration;

/// <summary>Another working language, by whatever way it comes, leaves translations that are in the one before to be looked at.</summary>
public sealed class WorkingLanguageTests : IAsyncLifetime
{
    private static readonly SetField InSpanish = new(NodeId.Root, ActionPlan.Plan.WorkingLanguage.Key, Scalar.Of("es"));

    private readonly WholePlan _whole = new();
    private readonly SessionId _session = new(Guid.NewGuid());
    private HubHost _host = null!;
    private RoomLease _lease = null!;
    private UserId _user;

    public async ValueTask InitializeAsync()
    {
        _host = await HubHost.StartAsync(services => services.AddSingleton(new PlanSchemas(DocumentSchemas.All)));
        _user = await _host.NewUserAsync();
        _whole.Plan.Set(NodeId.Root, "workingLanguage", "en");
        _whole.Plan.Set(NodeId.Root, "summaryTranslation", "People can see it.");
        _whole.Plan.Set(_whole.Commitment, "problemTranslation", "Nobody can see them.");
        var plan = await _host.Services.GetRequiredService<Plans>().CreateAsync("whole", ActionPlan.Schema.Name, "NP", CancellationToken.None);
        var start = new CommittedChange(1, new ChangeId(Guid.NewGuid()), UserId.Server, default, new DateTimeOffset(2017, 7, 1, 9, 0, 0, TimeSpan.Zero), [.. _whole.Plan.Operations]);
        await _host.Services.GetRequiredService<ChangeLog>().AppendAllAsync(new PlanId(plan!.Id), [new LoggedChange(start, LoggedChange.HashOf(0, start.Operations))], CancellationToken.None);
        _lease = (await _host.Rooms.OpenAsync("whole", CancellationToken.None))!;
    }

    public async ValueTask DisposeAsync()
    {
        _lease.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Translations_are_marked_in_the_same_change_and_one_undo_takes_both_back()
    {
        Assert.Empty(Stale());
        var change = new Change(new ChangeId(Guid.NewGuid()), [InSpanish]);
        Assert.Equal(2, await SubmitAsync(change));
        Assert.Equal([NodeId.Root, _whole.Commitment], Stale());
        Assert.Equal(["setField", "addToSet", "addToSet"], (await _host.LogOfAsync("whole"))[1].Change.Operations.Select(operation => operation.Name));
        // Sent again, it is the same change.
        Assert.Equal(2, await SubmitAsync(change));
        Assert.Null((await _lease.Room.UndoAsync(_user, _session)).Refusal);
        Assert.Empty(Stale());
        Assert.Equal("en", ActionPlan.Plan.WorkingLanguage.Read(_lease.Room.Durable.Document.Root));
        Assert.Null((await _lease.Room.RedoAsync(_user, _session)).Refusal);
        Assert.Equal([NodeId.Root, _whole.Commitment], Stale());
    }

    [Fact]
    public async Task They_are_marked_too_when_the_language_was_suggested()
    {
        var (proposal, key) = (new ProposalId(7), ProposalPart.KeyOf(InSpanish));
        await SubmitAsync(new Change(new ChangeId(Guid.NewGuid()), [new Suggest(proposal, [InSpanish], []), new SendProposal(proposal, "The peers read Spanish.")]));
        await SubmitAsync(new Change(new ChangeId(Guid.NewGuid()), AppliedProposal.Of(_lease.Room.Durable.Document, _lease.Room.Durable.Document.Proposals[proposal], [key]).Accept()));
        Assert.Equal([NodeId.Root, _whole.Commitment], Stale());
        Assert.Null((await _lease.Room.UndoAsync(_user, _session)).Refusal);
        Assert.Empty(Stale());
    }

    private async Task<long> SubmitAsync(Change change)
    {
        var answer = await _lease.Room.SubmitAsync(new Submission(_user, _session, 1, [change]), CancellationToken.None);
        Assert.Null(answer.Refusal);
        return Assert.Single(answer.Accepted).Revision;
    }

    private IEnumerable<NodeId> Stale() => Completeness.Of(_lease.Room.Durable.Document).Findings.Where(finding => finding.Code == "TRANS.stale").Select(finding => finding.Node);
}
