using System.Collections.Immutable;
using OgdPlans.Tests;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Operations;

/// <summary>Each operation against a document it does not fit: the code says what kind of "no" it is.</summary>
public class CheckTests
{
    private static readonly NodeId Chapter = new(10);
    private static readonly NodeId Preface = new(11);
    private static readonly NodeId Missing = new(99);

    public static TheoryData<string, Operation, RefusalCode> Refused => new()
    {
        { "unknown kind", Insert(20, "poem"), RefusalCode.UnknownKind },
        { "taken id", Insert(10, "chapter"), RefusalCode.DuplicateNode },
        { "no id", Insert(0, "chapter"), RefusalCode.BadValue },
        { "unknown parent", new InsertNode(new NodeId(20), "chapter", Missing, null, Node.NoFields), RefusalCode.UnknownNode },
        { "unknown sibling", new InsertNode(new NodeId(20), "chapter", NodeId.Root, Missing, Node.NoFields), RefusalCode.UnknownNode },
        { "not under this parent", new InsertNode(new NodeId(20), "chapter", Preface, null, Node.NoFields), RefusalCode.NotHere },
        { "a second preface", Insert(20, "preface"), RefusalCode.NotHere },
        { "unknown field", Insert(20, "chapter", ("colours2", Scalar.Of("x"))), RefusalCode.UnknownField },
        { "a number for a text", Insert(20, "chapter", ("body", Scalar.Of(1m))), RefusalCode.BadValue },
        { "a string for a set", Insert(20, "chapter", ("colours", Scalar.Of("red"))), RefusalCode.BadValue },
        { "a line break in a title", Insert(20, "chapter", ("title", Scalar.Of("a\nb"))), RefusalCode.BadText },
        { "a title too long", Insert(20, "chapter", ("title", Scalar.Of(new string('x', 61)))), RefusalCode.TooLong },
        { "moving the root", new MoveNode(NodeId.Root, Chapter, null), RefusalCode.NotHere },
        { "moving the preface", new MoveNode(Preface, NodeId.Root, Chapter), RefusalCode.NotHere },
        { "after itself", new MoveNode(Chapter, NodeId.Root, Chapter), RefusalCode.BadValue },
        { "into itself", new MoveNode(Chapter, Chapter, null), RefusalCode.Cycle },
        { "under a preface", new MoveNode(Chapter, Preface, null), RefusalCode.NotHere },
        { "removing the root", new RemoveNode(NodeId.Root), RefusalCode.NotHere },
        { "removing the preface", new RemoveNode(Preface), RefusalCode.NotHere },
        { "removing nothing", new RemoveNode(Missing), RefusalCode.UnknownNode },
        { "restoring nothing", new RestoreNode(Missing), RefusalCode.UnknownNode },
        { "unknown field", new SetField(Chapter, "__proto__", Scalar.Of("x")), RefusalCode.UnknownField },
        { "a scalar into a text", new SetField(Chapter, "body", Scalar.Of("x")), RefusalCode.BadValue },
        { "no such day", new SetField(Chapter, "due", Scalar.Of("2018-02-30")), RefusalCode.BadValue },
        { "another spelling of a day", new SetField(Chapter, "due", Scalar.Of("30/06/2018")), RefusalCode.BadValue },
        { "unknown code", new SetField(Chapter, "colour", Scalar.Of("mauve")), RefusalCode.BadValue },
        { "a number beyond", new SetField(Chapter, "amount", Scalar.Of(9e27m)), RefusalCode.BadValue },
        { "a script address", new SetField(Chapter, "link", Scalar.Of("javascript:alert(1)")), RefusalCode.BadValue },
        { "a relative address", new SetField(Chapter, "link", Scalar.Of("/x")), RefusalCode.BadValue },
        { "a reference to nothing", new SetField(Chapter, "see", Scalar.Of(Missing)), RefusalCode.BadValue },
        { "a reference to another kind", new SetField(Chapter, "see", Scalar.Of(Preface)), RefusalCode.BadValue },
        { "a second country", new SetField(NodeId.Root, "country", Scalar.Of("blue")), RefusalCode.BadValue },
        { "an item into a text", new AddToSet(Chapter, "body", "x"), RefusalCode.UnknownField },
        { "unknown item", new AddToSet(Chapter, "colours", "mauve"), RefusalCode.BadValue },
        { "an item with spaces around", new AddToSet(Chapter, "words", " x"), RefusalCode.BadValue },
        { "an edit of a scalar", Edit("due", 0, (0, 0, "x")), RefusalCode.UnknownField },
        { "an edit for another length", Edit("body", 5, (0, 0, "x")), RefusalCode.BadEdit },
        { "half a character taken", Edit("body", 4, (0, 1, "")), RefusalCode.BadEdit },
        { "half a character put", Edit("body", 4, (4, 4, "\ud83d")), RefusalCode.BadEdit },
        { "a control character", Edit("body", 4, (4, 4, "\u000b")), RefusalCode.BadText },
        { "an address with what is no character", new SetField(Chapter, "link", Scalar.Of("https://example.org/\uFFFE")), RefusalCode.BadValue },
        { "taking out what no set holds", new RemoveFromSet(Chapter, "words", new string('x', ItemsField.ItemUnitsMax + 1)), RefusalCode.TooLong },
        { "taking out what no text holds", new RemoveFromSet(Chapter, "words", "\u0007"), RefusalCode.BadText },
        { "a note too long", new NameVersion("First", new string('x', NameVersion.NoteUnitsMax + 1)), RefusalCode.TooLong },
        { "a field too many, not under this parent", new InsertNode(new NodeId(20), "chapter", Preface, null, Node.NoFields.Add("colours2", Scalar.Of("x"))), RefusalCode.UnknownField },
        { "too long", Edit("body", 4, (4, 4, new string('x', 2_000))), RefusalCode.TooLong },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void An_operation_that_does_not_fit_is_refused(string what, Operation operation, RefusalCode code)
    {
        var document = Change();
        var refusal = operation.Check(document);
        Assert.True(refusal is not null, what);
        Assert.Equal(code, refusal.Code);
        Assert.NotEmpty(refusal.Words);
    }

    [Fact]
    public void A_text_over_the_limit_may_still_be_shortened()
    {
        var full = Edit("body", 4, (4, 4, new string('x', 1_996))).Apply(Change());
        Assert.NotNull(Edit("body", 2_000, (0, 0, "y")).Check(full));
        Assert.Null(Edit("body", 2_000, (4, 10, "y")).Check(full));
    }

    [Fact]
    public void An_edit_that_mapping_divided_beyond_what_can_be_read_again_is_refused()
    {
        const int units = (TextChangeSetJson.SectionsMax / 2) + 1;
        var document = Change();
        document = document.With(document[Chapter].With("body", new TextValue(PlanText.Of(new string('x', units)))));
        var everywhere = new EditText(Chapter, "body", TextChangeSet.Of(units, [.. Enumerable.Range(0, units - 1).Select(at => (at + 1, at + 1, "y"))]));
        var deletion = (EditText)Edit("body", units, (0, units, "")).Rebase(everywhere, before: false);
        Assert.Equal(TextChangeSetJson.SectionsMax + 1, deletion.Edit.SectionCount);
        Assert.Equal(RefusalCode.TooMany, deletion.Check(everywhere.Apply(document))?.Code);
    }

    [Fact]
    public void Parts_go_only_so_deep()
    {
        var document = Change();
        var parent = Chapter;
        RefusalCode? refused = null;
        for (var id = 100ul; id < 130 && refused is null; id++)
        {
            var insert = new InsertNode(new NodeId(id), "chapter", parent, null, Node.NoFields);
            refused = insert.Check(document)?.Code;
            if (refused is null) document = insert.Apply(document);
            parent = new NodeId(id);
        }

        Assert.Equal(RefusalCode.TooMany, refused);
        Assert.InRange(document.Above(document[new NodeId(100)]).Count(), 1, Limits.DepthMax);
    }

    private static Document Change() =>
        Edit("body", 0, (0, 0, "😀ab")).Apply(
            new SetField(NodeId.Root, "country", Scalar.Of("red")).Apply(
                Insert(11, "preface").Apply(Insert(10, "chapter").Apply(Document.Empty(TestSchema.Schema)))));

    private static InsertNode Insert(ulong id, string kind, params (string Key, FieldValue Value)[] fields) =>
        new(new NodeId(id), kind, NodeId.Root, null, fields.ToImmutableSortedDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal));

    private static EditText Edit(string field, int length, params (int From, int To, string Insert)[] edits) => new(Chapter, field, TextChangeSet.Of(length, edits));
}
