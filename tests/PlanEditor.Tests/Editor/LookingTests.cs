using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanEditor.Components.Editor;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Operations;
using PlanModel.Schema;
using Xunit;

namespace PlanEditor.Tests.Editor;

/// <summary>What is new to somebody who goes from part to part.</summary>
public sealed class LookingTests
{
    private static readonly UserId Me = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly UserId Asha = new(new Guid(2, 0, 0, new byte[8]));

    private readonly WholePlan _whole = new();
    private readonly StubLooks _looks = new();
    private readonly Looking _looking;
    private RoomState _state;

    public LookingTests()
    {
        _state = new RoomState(5, _whole.Plan.Document);
        _looking = new Looking(default, Me, _looks, TimeProvider.System, NullLogger<Looking>.Instance);
    }

    [Fact]
    public async Task How_much_is_new_is_said_with_when_one_was_there_last_if_that_is_not_just_now()
    {
        await using var page = new OpenPage();
        var time = TimeProvider.System;
        foreach (var (minutes, words) in new[] { (0, "One part changed since you last looked at it."), (40, "One part changed since you last looked at it. You were last here 40 minutes ago.") })
        {
            _looks.Kept = (LastLook.All(5), time.GetUtcNow().AddMinutes(-minutes));
            Write(_whole.Commitment, $"2017-12-0{1 + (minutes / 40)}");
            var looking = new Looking(default, Me, _looks, time, NullLogger<Looking>.Instance);
            looking.Open(NodeId.Root);
            await looking.StartAsync(_state);
            using var context = new BunitContext();
            context.Services.AddSingleton(time);
            Assert.Equal(words, context.Render<NewNotice>(notice => notice.AddCascadingValue(page.Session).Add(one => one.Looking, looking)).Find(".news span").TextContent);
        }
    }

    [Fact]
    public async Task What_changes_before_ones_eyes_is_not_new_and_what_changes_elsewhere_is_until_one_was_there()
    {
        _looking.Open(_whole.Commitment);
        await _looking.StartAsync(_state);
        Assert.Equal(LastLook.All(5), _looks.Kept!.Value.Seen);
        Change(_whole.Commitment, "2017-12-01");
        Assert.True(_looking.Elsewhere.IsEmpty);
        Assert.True(_looking.Here.IsEmpty);

        _looking.Open(NodeId.Root);
        Assert.True(_looking.Elsewhere.IsEmpty);
        Change(_whole.Commitment, "2017-12-02");
        Assert.True(_looking.Elsewhere.Has(_whole.Commitment));
        Assert.Equal(0, _looking.Waiting);

        _looking.Open(_whole.Commitment);
        Assert.Equal(Asha, _looking.Here.At(_whole.Commitment, ActionPlan.Commitment.StartDate)!.By);
        Assert.True(_looking.Elsewhere.IsEmpty);
        _looking.Open(NodeId.Root);
        Assert.True(_looking.Elsewhere.IsEmpty);
    }

    [Fact]
    public async Task What_changed_before_one_came_waits_and_goes_when_all_was_seen()
    {
        _looks.Kept = (LastLook.All(5), DateTimeOffset.UnixEpoch);
        _looking.Open(NodeId.Root);
        Write(_whole.Commitment, "2017-12-01");
        Write(_whole.Commitment, "2017-12-02");
        await _looking.StartAsync(_state);
        Assert.Equal((1, 5, DateTimeOffset.UnixEpoch), (_looking.Waiting, _looking.Since, _looking.Last));
        await _looking.SeeAllAsync();
        Assert.Equal(0, _looking.Waiting);
        Assert.Equal(LastLook.All(7), _looks.Kept!.Value.Seen);
    }

    [Fact]
    public async Task What_was_passed_over_out_of_sight_is_new_when_one_comes_back()
    {
        _looking.Open(_whole.Commitment);
        await _looking.StartAsync(_state);
        await _looking.LeaveAsync();
        Write(_whole.Commitment, "2017-12-01");
        // Out of sight only the newest is handed over.
        Change(_whole.Commitment, "2017-12-02");
        await _looking.ReturnAsync();
        Assert.Equal(7, _looking.Here.At(_whole.Commitment, ActionPlan.Commitment.StartDate)!.Revision);
        Assert.Equal(5, _looking.SinceOf(_whole.Commitment));
    }

    private void Change(NodeId node, string day)
    {
        var change = Write(node, day);
        _looking.Take(_state, [change]);
    }

    private CommittedChange Write(NodeId node, string day)
    {
        var operation = new SetField(node, ActionPlan.Commitment.StartDate.Key, Scalar.Of(day));
        _state = new RoomState(_state.Revision + 1, operation.Apply(_state.Document));
        var change = new CommittedChange(_state.Revision, new ChangeId(Guid.NewGuid()), Asha, default, DateTimeOffset.UnixEpoch, [operation]);
        _looks.Log.Add(change);
        return change;
    }
}
