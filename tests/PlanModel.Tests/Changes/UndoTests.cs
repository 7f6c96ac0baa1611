using System.Collections.Immutable;
using System.Text.Json;
using OgdPlans.Tests;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Changes;

public class UndoTests
{
    private static readonly NodeId Chapter = new(10);

    [Fact]
    public void Undoing_everything_gives_back_what_was_there_and_redo_what_was_made() => Laws.Hold(2_000, random =>
    {
        var editor = new RandomEditor(random);
        var start = Seen.Grow(editor, 6);
        var document = start;
        var history = UndoHistory.Empty;
        for (var step = 0; step < 12; step++)
        {
            var operation = editor.Next(document);
            if (operation.Invert(document) is null) continue;
            history = history.Made(document, [operation]);
            document = operation.Apply(document);
        }

        var made = document;
        while (history.UndoLabel is not null)
        {
            var before = document;
            document = Change.Apply(document, history.Undo);
            history = history.Undone(before);
        }

        Assert.Equal(Seen.By(start), Seen.By(document));
        while (history.RedoLabel is not null)
        {
            var before = document;
            document = Change.Apply(document, history.Redo);
            history = history.Redone(before);
        }

        Assert.Equal(Seen.By(made), Seen.By(document));
    });

    [Fact]
    public void Large_changes_of_others_beside_large_ones_of_ones_own_cost_what_they_have_and_not_the_one_times_the_other()
    {
        var document = Document.Empty(TestSchema.Schema);
        var chapters = Enumerable.Range(0, Limits.OperationsMax).Select(at => new NodeId((ulong)(1_000 + at))).ToArray();
        foreach (var chapter in chapters) document = new InsertNode(chapter, TestSchema.Chapter.Key, NodeId.Root, null, Node.NoFields).Apply(document);
        var history = UndoHistory.Empty;
        for (var act = 0; act < UndoHistory.DepthMax; act++)
        {
            ImmutableArray<Operation> mine = [.. chapters.Select(chapter => new SetField(chapter, "amount", Scalar.Of((decimal)act)))];
            history = history.Made(document, mine);
            document = Change.Apply(document, mine);
        }

        var looks = 0;
        ImmutableArray<Operation> theirs = [.. chapters.Select(chapter => new Looked(chapter, () => looks++))];
        Assert.Same(history, history.Over(theirs));
        Assert.InRange(looks, 1, 4 * theirs.Length);
    }

    [Fact]
    public void My_typing_goes_and_what_another_typed_around_it_stays()
    {
        var (document, mine) = Start("one two");
        (document, mine) = Made(document, mine, Type(document, 3, " mine"));
        (document, mine) = Others(document, mine, Type(document, 0, "THEIRS "));
        (document, mine) = Others(document, mine, Type(document, 10 + 5, " too"));
        Assert.Equal("THEIRS one mine too two", Body(document));
        Assert.Equal("THEIRS one too two", Body(Change.Apply(document, mine.Undo)));
    }

    [Fact]
    public void Undoing_two_edits_around_anothers_edit_finds_the_first_one_again()
    {
        var (document, mine) = Start("");
        (document, mine) = Made(document, mine, Type(document, 0, "abc"));
        (document, mine) = Made(document, mine, new EditText(Chapter, "body", TextChangeSet.Of(3, (0, 3, ""))));
        (document, mine) = Others(document, mine, Type(document, 0, "X"));
        (document, mine) = Undo(document, mine);
        Assert.Equal("Xabc", Body(document));
        (document, mine) = Undo(document, mine);
        Assert.Equal("X", Body(document));
        (document, _) = Redo(document, mine);
        Assert.Equal("Xabc", Body(document));
    }

    [Fact]
    public void A_value_that_another_changed_since_is_not_overwritten()
    {
        var (document, mine) = Start("");
        (document, mine) = Made(document, mine, new SetField(Chapter, "colour", Scalar.Of("red")));
        (document, mine) = Others(document, mine, new SetField(Chapter, "colour", Scalar.Of("blue")));
        Assert.Equal("set “Colour” of C1 to Red", mine.UndoLabel);
        Assert.Empty(mine.Undo);
        Assert.Equal("blue", document[Chapter].Scalar("colour")?.Text);
    }

    [Fact]
    public void A_part_that_another_moved_since_stays_where_they_put_it()
    {
        var (document, mine) = Start("");
        var second = new InsertNode(new NodeId(11), "chapter", NodeId.Root, Chapter, Node.NoFields);
        (document, mine) = Others(document, mine, second);
        (document, mine) = Made(document, mine, new MoveNode(Chapter, NodeId.Root, second.Node));
        (document, mine) = Others(document, mine, new MoveNode(Chapter, second.Node, null));
        Assert.Empty(mine.Undo);
        Assert.Equal(second.Node, document[Chapter].Parent);
    }

    [Fact]
    public void An_item_I_added_goes_and_one_that_another_added_stays()
    {
        var (document, mine) = Start("");
        (document, mine) = Made(document, mine, new AddToSet(Chapter, "colours", "red"));
        (document, mine) = Others(document, mine, new AddToSet(Chapter, "colours", "blue"));
        Assert.Equal(["blue"], Change.Apply(document, mine.Undo)[Chapter].Set("colours"));
    }

    [Fact]
    public void A_part_I_removed_comes_back_with_what_another_typed_into_it_meanwhile()
    {
        var (document, mine) = Start("text");
        (document, mine) = Made(document, mine, new RemoveNode(Chapter));
        (document, mine) = Others(document, mine, Type(document, 4, " and more"));
        document = Change.Apply(document, mine.Undo);
        Assert.True(document.IsVisible(document[Chapter]));
        Assert.Equal("text and more", Body(document));
    }

    private static (Document, UndoHistory) Start(string body)
    {
        var document = new InsertNode(Chapter, "chapter", NodeId.Root, null, Node.NoFields).Apply(Document.Empty(TestSchema.Schema));
        return (body.Length == 0 ? document : Type(document, 0, body).Apply(document), UndoHistory.Empty);
    }

    private static (Document, UndoHistory) Made(Document document, UndoHistory history, Operation operation)
    {
        Assert.Null(operation.Check(document));
        return (operation.Apply(document), history.Made(document, [operation]));
    }

    private static (Document, UndoHistory) Others(Document document, UndoHistory history, Operation operation)
    {
        Assert.Null(operation.Check(document));
        return (operation.Apply(document), history.Over([operation]));
    }

    private static (Document, UndoHistory) Undo(Document document, UndoHistory history) => (Change.Apply(document, history.Undo), history.Undone(document));

    private static (Document, UndoHistory) Redo(Document document, UndoHistory history) => (Change.Apply(document, history.Redo), history.Redone(document));

    private static EditText Type(Document document, int at, string text) =>
        new(Chapter, "body", TextChangeSet.Of(document[Chapter].Text("body").Length, (at, at, text)));

    private static string Body(Document document) => document[Chapter].Text("body").ToString();

    /// <summary>A change of another that says when one looks at what it is about.</summary>
    private sealed record Looked(NodeId Node, Action Look) : Operation
    {
        public override string Name => nameof(Looked);

        public override PlanAct Act => PlanAct.Edit;

        public override OperationTarget Target
        {
            get
            {
                Look();
                return new(Node, "looked");
            }
        }

        public override Refusal? Check(Document document) => null;

        public override Document Apply(Document document) => document;

        public override Operation? Invert(Document before) => null;

        public override Operation Rebase(Operation over, bool before) => this;

        public override string Label(Document document) => Name;

        internal override void WriteMembers(Utf8JsonWriter writer)
        {
        }
    }
}
