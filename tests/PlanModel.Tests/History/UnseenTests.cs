using OgdPlans.Tests;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.History;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Text;
using Xunit;

namespace PlanModel.Tests.History;

public sealed class UnseenTests
{
    private static readonly UserId Me = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly UserId Asha = new(new Guid(2, 0, 0, new byte[8]));
    private static readonly UserId Bimal = new(new Guid(3, 0, 0, new byte[8]));

    private readonly WholePlan _whole = new();
    private Document _document;
    private LastTouches _touches = LastTouches.From(10);
    private long _revision = 10;

    public UnseenTests() => _document = _whole.Plan.Document;

    [Fact]
    public void What_others_set_is_new_with_the_last_who_did_and_what_one_set_oneself_is_not()
    {
        Do(Asha, Start("2017-12-01"));
        Do(Bimal, Start("2017-12-02"));
        var unseen = Find(LastLook.All(10));
        Assert.Equal((12, Bimal), (unseen.At(_whole.Commitment, ActionPlan.Commitment.StartDate)!.Revision, unseen.At(_whole.Commitment, ActionPlan.Commitment.StartDate)!.By));
        Assert.Null(unseen.At(_whole.Commitment, ActionPlan.Commitment.EndDate));
        Assert.Equal([Bimal], unseen.AuthorsOf(_whole.Commitment));

        Do(Me, Start("2017-12-03"));
        Assert.True(Find(LastLook.All(10)).IsEmpty);
    }

    [Fact]
    public void What_was_looked_at_is_not_new_until_it_changes_again()
    {
        Do(Asha, Start("2017-12-01"));
        Do(Asha, new SetField(_whole.Milestone, ActionPlan.Milestone.DueDate.Key, Scalar.Of("2018-03-01")));
        var seen = LastLook.All(10).With(_whole.Commitment, 12);
        Assert.False(Find(seen).Has(_whole.Commitment));
        Assert.True(Find(seen).Has(_whole.Milestone));
        Do(Asha, Start("2017-12-04"));
        Assert.True(Find(seen).Has(_whole.Commitment));
        Assert.True(Find(LastLook.All(13)).IsEmpty);
        Assert.Equal((1, 2), (Find(LastLook.All(10)).CountAt(12), Find(LastLook.All(10)).CountAt(13)));
    }

    [Fact]
    public void A_part_that_is_gone_is_new_where_it_stood_and_what_was_in_it_is_not()
    {
        Do(Asha, new SetField(_whole.Milestone, ActionPlan.Milestone.DueDate.Key, Scalar.Of("2018-03-01")));
        Do(Bimal, new RemoveNode(_whole.Milestone));
        var unseen = Find(LastLook.All(10));
        Assert.False(unseen.Has(_whole.Milestone));
        Assert.Equal(Bimal, unseen.At(_whole.Commitment)!.By);
        Assert.True(Find(LastLook.All(10).With(_whole.Commitment, 12)).IsEmpty);
        Do(Bimal, new RestoreNode(_whole.Milestone));
        Assert.Equal(Asha, Find(LastLook.All(10)).At(_whole.Milestone, ActionPlan.Milestone.DueDate)!.By);
        Assert.Equal(Bimal, Find(LastLook.All(10)).At(_whole.Milestone)!.By);
    }

    [Fact]
    public void A_translation_is_new_with_its_text()
    {
        var text = ActionPlan.Commitment.Problem;
        Do(Asha, new EditText(_whole.Commitment, text.Translation!.Key, TextChangeSet.Of(0, (0, 0, "समस्या"))));
        Assert.Equal(Asha, Find(LastLook.All(10)).At(_whole.Commitment, text)!.By);
    }

    [Fact]
    public void Older_touches_lie_behind_newer_ones()
    {
        Do(Asha, Start("2017-12-01"));
        var older = _touches;
        _touches = LastTouches.From(11);
        Do(Bimal, Start("2017-12-02"));
        Do(Bimal, new SetField(_whole.Commitment, ActionPlan.Commitment.EndDate.Key, Scalar.Of("2018-12-01")));
        var all = _touches.Behind(older);
        Assert.Equal((10, 13), (all.After, all.Revision));
        Assert.Equal(2, all.All.Count());
        Assert.Equal(Bimal, Unseen.Of(_document, all, LastLook.All(10), Me).At(_whole.Commitment, ActionPlan.Commitment.StartDate)!.By);
        Assert.Throws<ArgumentException>(() => older.Behind(_touches));
        Assert.Throws<ArgumentException>(() => older.With([Change(13, Asha, Start("2017-12-09"))]));
    }

    [Fact]
    public void Kept_from_change_to_change_it_is_what_it_is_when_found_anew() => Laws.Hold(400, random =>
    {
        var log = Log.Random(random, 40);
        var touches = LastTouches.From(0);
        var seen = LastLook.All(random.Next(10));
        var kept = Unseen.Nothing;
        foreach (var change in log.Changes)
        {
            touches = touches.With([change]);
            var document = log.At(change.Revision);
            var anew = Unseen.Of(document, touches, seen, Log.Asha);
            kept = kept.After(document, change, seen, Log.Asha) ?? anew;
            foreach (var node in document.All())
            {
                Assert.Equal((anew.Has(node.Id), anew.At(node.Id)), (kept.Has(node.Id), kept.At(node.Id)));
                Assert.All(node.Kind.Fields, field => Assert.Equal(anew.At(node.Id, field), kept.At(node.Id, field)));
            }

            Assert.Equal(anew.CountAt(20), kept.CountAt(20));
        }
    });

    [Fact]
    public void A_letter_where_nothing_becomes_new_costs_nothing()
    {
        Do(Asha, Start("2017-12-01"));
        var unseen = Find(LastLook.All(10));
        Do(Me, new EditText(_whole.Commitment, "problem", TextChangeSet.Of(_document[_whole.Commitment].Text("problem").Length, (0, 0, "a"))));
        Assert.Same(unseen, unseen.After(_document, Change(12, Me, new EditText(_whole.Commitment, "problem", TextChangeSet.Of(1, (0, 0, "a")))), LastLook.All(10), Me));
        Assert.Same(unseen, unseen.After(_document, Change(12, Asha, Start("2017-12-03")), LastLook.All(10).With(_whole.Commitment, long.MaxValue), Me));
    }

    [Fact]
    public void What_was_seen_on_two_pages_was_seen()
    {
        var both = LastLook.All(5).With(_whole.Commitment, 9).With(LastLook.All(7).With(_whole.Milestone, 8));
        Assert.Equal((7, 9, 8), (both.Plan, both.Of(_whole.Commitment), both.Of(_whole.Milestone)));
        Assert.Equal(7, both.Of(NodeId.Root));
    }

    private static CommittedChange Change(long revision, UserId by, Operation operation) =>
        new(revision, new ChangeId(Guid.NewGuid()), by, default, DateTimeOffset.UnixEpoch.AddMinutes(revision), [operation]);

    private SetField Start(string day) => new(_whole.Commitment, ActionPlan.Commitment.StartDate.Key, Scalar.Of(day));

    private void Do(UserId by, Operation operation)
    {
        Assert.Null(operation.Check(_document));
        _document = operation.Apply(_document);
        _touches = _touches.With([Change(++_revision, by, operation)]);
    }

    private Unseen Find(LastLook seen) => Unseen.Of(_document, _touches, seen, Me);
}
