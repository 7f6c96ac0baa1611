using OgdPlans.Tests;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Text;
using Xunit;

namespace PlanModel.Tests.Review;

/// <summary>Where a comment goes when its text is edited. The range is written in the text: "all [753 local] budgets".</summary>
public class TextRangeTests
{
    [Theory]
    [InlineData("typed before it", "all [753 local] budgets", 0, 0, "For ", "For all [753 local] budgets")]
    [InlineData("typed right before it", "all [753 local] budgets", 4, 4, "the ", "all the [753 local] budgets")]
    [InlineData("typed right behind it", "all [753 local] budgets", 13, 13, " and district", "all [753 local] and district budgets")]
    [InlineData("typed inside", "all [753 local] budgets", 8, 8, "new ", "all [753 new local] budgets")]
    [InlineData("its end was cut off", "all [753 local] budgets", 7, 17, "", "all [753]gets")]
    [InlineData("its beginning was rewritten", "all [753 local] budgets", 0, 7, "Many", "Many[ local] budgets")]
    [InlineData("replaced whole", "all [753 local] budgets", 4, 13, "municipal", "all [municipal] budgets")]
    [InlineData("replaced with what stood around", "all [753 local] budgets", 0, 21, "Everything", "[Everything]")]
    [InlineData("deleted", "all [753 local] budgets", 4, 14, "", "all []budgets")]
    public void It_goes_with_its_words(string what, string before, int from, int to, string insert, string after) =>
        Assert.Equal((what, after), (what, Range.Of(before).Edit(from, to, insert).ToString()));

    [Fact]
    public void A_sentence_that_is_rewritten_letter_by_letter_keeps_it()
    {
        var range = Range.Of("Budgets: [published soon]. Next.").Edit(9, 23, "o");
        for (var at = 0; at < "pen by July".Length; at++) range = range.Edit(10 + at, 10 + at, "pen by July"[at..(at + 1)]);
        Assert.Equal("Budgets: [open by July]. Next.", range.ToString());
        Assert.Equal("published soon", range.Of_.Quote);
    }

    [Fact]
    public void What_is_put_in_the_place_of_deleted_words_is_what_it_hangs_on() =>
        Assert.Equal("all [municipal] budgets", Range.Of("all [753 local] budgets").Edit(4, 13, "").Edit(4, 4, "municipal").ToString());

    [Fact]
    public void It_comes_back_with_its_words_when_an_edit_is_undone() => Laws.Hold(4_000, random =>
    {
        var text = "Every municipality publishes its budget in July.";
        // Words that stand only once in the text: of two equal ones nothing says which it was.
        var from = random.Next(text.Length - 6);
        var range = new Range(PlanText.Of(text), TextRange.Of(PlanText.Of(text), from, from + 6 + random.Next(text.Length - from - 5)));
        var (at, length) = (random.Next(text.Length + 1), text.Length);
        var edit = TextChangeSet.Of(length, (at, random.Next(2) == 0 ? at : Math.Min(length, at + random.Next(40)), random.Next(2) == 0 ? "" : "new words"));
        var back = edit.Invert(range.Text);
        var before = TextChangeSet.Of(edit.LengthAfter, (0, 0, "Now: "));
        var after = range.Edit(edit).Edit(before).Edit(back.Map(before));
        Assert.Equal("Now: " + range, after.ToString());
    });

    [Fact]
    public void It_is_always_a_stretch_of_the_text() => Laws.Hold(4_000, random =>
    {
        var editor = new RandomEditor(random);
        var document = Seen.Grow(editor, 30);
        document.Check();
        foreach (var thread in document.Threads)
            if (thread.Anchor.Range is { IsGone: false, Rewritten: false } range) Assert.NotEqual("", range.Quote);
    });

    [Fact]
    public void It_survives_the_removal_the_move_and_the_restoring_of_its_part()
    {
        var plan = new WholePlan().Plan;
        var commitment = plan.Document.Children(plan.Document.Root).First(node => node.Kind.Key == "commitment");
        plan.Set(commitment.Id, "problem", "Nobody knows the budgets.");
        var thread = new ThreadId(70);
        plan.Do(new StartThread(thread, commitment.Id, "problem", (17, 24), Severity.Should, "Which?"));
        plan.Remove(commitment.Id);
        plan.Do(new EditText(commitment.Id, "problem", TextChangeSet.Of(25, (0, 6, "Few people"))));
        plan.Do(new RestoreNode(commitment.Id));
        plan.Do(new MoveNode(commitment.Id, NodeId.Root, null));
        Assert.Equal(new TextRange(21, 28, "budgets", false), plan.Document.Threads.Find(thread)!.Anchor.Range);
    }

    [Fact]
    public void A_comment_on_what_others_deleted_meanwhile_says_that_it_is_gone()
    {
        var document = new EditText(NodeId.Root, "title", TextChangeSet.Of(0, (0, 0, "all budgets"))).Apply(Document.Empty(TestSchema.Schema));
        var theirs = new EditText(NodeId.Root, "title", TextChangeSet.Of(11, (4, 11, "")));
        var mine = new StartThread(new ThreadId(70), NodeId.Root, "title", (4, 11), Severity.Question, "Which?").Rebase(theirs, before: false);
        document = Change.Apply(document, [theirs, mine]);
        Assert.Equal(new TextRange(4, 4, "", true), document.Threads.Single().Anchor.Range);
    }

    private sealed record Range(PlanText Text, TextRange Of_)
    {
        public static Range Of(string marked)
        {
            var from = marked.IndexOf('[', StringComparison.Ordinal);
            var to = marked.IndexOf(']', StringComparison.Ordinal) - 1;
            var text = PlanText.Of(marked.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal));
            return new Range(text, TextRange.Of(text, from, to));
        }

        public Range Edit(int from, int to, string insert) => Edit(TextChangeSet.Of(Text.Length, (from, to, insert)));

        public Range Edit(TextChangeSet edit)
        {
            var after = edit.Apply(Text);
            return new Range(after, Of_.Over(edit, after));
        }

        public override string ToString() => Text.ToString().Insert(Of_.To, "]").Insert(Of_.From, "[");
    }
}
