using OgdPlans.Tests;
using PlanEditor.Components.Comments;
using PlanModel;
using PlanModel.Operations;
using PlanModel.Review;
using Xunit;

namespace PlanEditor.Tests.Comments;

public sealed class CommentDraftTests
{
    private readonly WholePlan _whole = new();

    [Fact]
    public void A_comment_that_was_begun_on_words_is_on_them_as_they_were_then()
    {
        var place = new CommentPlace(_whole.Commitment, "problem", "The public problem") { Revision = 412, Range = (30, 42), Quote = "nobody knows" };
        var draft = new CommentDraft(CommentDraft.NameOf(place), "Who says so?");
        Assert.Equal(place with { Draft = draft.Name }, Place(draft));
        Assert.Equal(draft.Name, CommentDraft.NameOf(Place(draft)!));
    }

    [Fact]
    public void Of_long_words_the_name_has_the_beginning_and_the_place_all()
    {
        var words = string.Concat(Enumerable.Repeat("The budgets of schools. ", 12));
        var found = Place(Draft(new CommentPlace(_whole.Commitment, "problem", "x") { Revision = 412, Range = (7, 7 + words.Length), Quote = words }))!;
        Assert.Equal(((7, 7 + words.Length), words[..100] + "…"), (found.Range!.Value, found.Quote));
    }

    [Fact]
    public void Where_its_part_is_gone_it_is_on_nothing()
    {
        var draft = Draft(new CommentPlace(_whole.Commitment, null, "C1"));
        Assert.Equal((_whole.Commitment, null, null), (Place(draft)!.Node, Place(draft)!.Field, Place(draft)!.Range));
        _whole.Plan.Do(new RemoveNode(_whole.Commitment));
        Assert.Null(Place(draft));
    }

    [Fact]
    public void A_draft_on_a_field_has_no_words_and_one_in_a_thread_finds_it()
    {
        Assert.Equal(("problem", null, ""), (Place(Draft(new CommentPlace(_whole.Commitment, "problem", "x")))!.Field, Place(Draft(new CommentPlace(_whole.Commitment, "problem", "x")))!.Range, Place(Draft(new CommentPlace(_whole.Commitment, "problem", "x")))!.Quote));
        var thread = new ThreadId(71);
        _whole.Plan.Do(new StartThread(thread, _whole.Commitment, null, null, Severity.Could, "Who?"));
        var entry = _whole.Plan.Document.Threads[thread].Entries[0].Id;
        foreach (var name in new[] { CommentDraft.NameOf(thread), CommentDraft.NameOf(entry) }) Assert.Equal(thread, new CommentDraft(name, "x").ThreadIn(_whole.Plan.Document)!.Id);
        foreach (var name in new[] { CommentDraft.NameOf(new ThreadId(72)), CommentDraft.NameOf(new EntryId(1)), "say 71", "" })
            Assert.Equal((null, null), (new CommentDraft(name, "x").ThreadIn(_whole.Plan.Document), Place(new CommentDraft(name, "x"))));
    }

    private CommentPlace? Place(CommentDraft draft) => draft.PlaceIn(_whole.Plan.Document);

    private static CommentDraft Draft(CommentPlace place) => new(CommentDraft.NameOf(place), "Who says so?");
}
