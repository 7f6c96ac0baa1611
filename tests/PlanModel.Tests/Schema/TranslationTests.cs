using System.Collections.Immutable;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Schema;

public class TranslationTests
{
    private static readonly TextField Summary = ActionPlan.Plan.Summary;

    private static readonly TextField Translation = ActionPlan.Plan.Summary.Translation!;

    [Fact]
    public void An_edit_of_a_text_makes_its_translation_stale_and_an_edit_of_the_translation_mends_it()
    {
        var document = Write(Start("ne"), Summary, "नयाँ योजना");
        Assert.False(IsStale(document));
        document = Write(document, Translation, "A new plan");
        Assert.False(IsStale(document));
        document = Write(document, Summary, " थप");
        Assert.True(IsStale(document));
        Assert.True(IsStale(DocumentJson.Read(DocumentJson.ToUtf8(document), ActionPlan.Schema)));
        document = Write(document, Translation, " and more");
        Assert.False(IsStale(document));
        Assert.Equal("A new plan and more", Translation.ReadString(document.Root));
    }

    [Fact]
    public void Somebody_may_say_that_it_still_fits_and_take_that_back()
    {
        var document = Write(Write(Write(Start("ne"), Summary, "नयाँ"), Translation, "New"), Summary, "।");
        var fits = new RemoveFromSet(NodeId.Root, NodeKind.StaleTranslations.Key, Summary.Key);
        Assert.Null(fits.Check(document));
        var after = fits.Apply(document);
        Assert.False(IsStale(after));
        Assert.True(IsStale(fits.Invert(document)!.Apply(after)));
    }

    [Fact]
    public void Without_a_translation_and_by_an_edit_that_changes_nothing_nothing_becomes_stale()
    {
        var document = Write(Write(Start("ne"), Summary, "नयाँ"), Summary, " योजना");
        Assert.False(IsStale(document));
        document = Write(document, Translation, "New plan");
        var nothing = new EditText(NodeId.Root, Summary.Key, TextChangeSet.Empty(Summary.Read(document.Root).Length));
        Assert.Same(document, nothing.Apply(document));
        var emptied = Write(document, Translation, "", all: true);
        Assert.False(IsStale(Write(emptied, Summary, "।")));
    }

    [Fact]
    public void Taking_back_an_edit_of_the_text_takes_its_mark_back_unless_the_translation_was_written_since()
    {
        var document = Write(Write(Start("ne"), Summary, "नयाँ"), Translation, "New");
        var (after, mine) = Make(document, UndoHistory.Empty, Edit(document, Summary, "।"));
        Assert.True(IsStale(after));
        Assert.False(IsStale(Undo(after, mine).Document));
        Assert.True(IsStale(Redo(Undo(after, mine)).Document));
        var translated = Edit(after, Translation, ".");
        Assert.True(IsStale(Undo(translated.Apply(after), mine.Over([translated])).Document));
    }

    [Fact]
    public void Taking_back_an_edit_of_the_translation_says_nothing_of_what_became_stale_before_or_since()
    {
        var document = Write(Write(Write(Start("ne"), Summary, "नयाँ"), Translation, "New"), Summary, "।");
        var (after, mine) = Make(document, UndoHistory.Empty, Edit(document, Translation, "."));
        Assert.False(IsStale(after));
        Assert.True(IsStale(Undo(after, mine).Document));
        var written = Edit(after, Summary, " थप");
        var undone = Undo(written.Apply(after), mine.Over([written]));
        Assert.True(IsStale(undone.Document));
        Assert.True(IsStale(Redo(undone).Document));
        Assert.Equal("New.", Translation.ReadString(Redo(undone).Document.Root));
    }

    [Fact]
    public void Another_working_language_leaves_every_translation_to_be_looked_at_also_in_removed_parts()
    {
        var document = Write(Write(Start("ne"), Summary, "नयाँ"), Translation, "New");
        var lesson = new InsertNode(new NodeId(7), "lesson", NodeId.Root, null, Node.NoFields.Add("statementTranslation", Scalar.Of("Ask first")));
        document = new RemoveNode(lesson.Node).Apply(lesson.Apply(document));
        Assert.Equal(1, TranslationMarks.Count(document));
        var after = Choose(document, "es", out var operations);
        Assert.Equal(["setField", "addToSet", "addToSet"], operations.Select(operation => operation.Name));
        Assert.Equal(["statement"], NodeKind.StaleTranslations.Read(after[lesson.Node]));
        Assert.True(IsStale(after));
        Assert.Equal(DocumentJson.ToUtf8(document), DocumentJson.ToUtf8(Change.Apply(after, Change.Invert(document, operations))));
        // What is in the log is applied as it stands there.
        Assert.False(IsStale(Change.Apply(document, [new SetField(NodeId.Root, "workingLanguage", Scalar.Of("es"))])));
    }

    [Theory]
    [InlineData("en")]
    [InlineData(null)]
    public void The_same_working_language_or_none_leaves_none(string? language)
    {
        var document = Write(Write(Start("ne"), Summary, "नयाँ"), Translation, "New");
        Assert.False(IsStale(Choose(document, language, out var operations)));
        Assert.Single(operations);
    }

    [Fact]
    public void What_the_change_itself_says_of_a_translation_holds()
    {
        var document = Write(Write(Write(Start("ne"), Summary, "नयाँ"), Translation, "New"), Summary, "।");
        Assert.False(IsStale(Choose(document, "es", out _, new RemoveFromSet(NodeId.Root, NodeKind.StaleTranslations.Key, Summary.Key))));
        Assert.False(IsStale(Choose(document, "es", out _, Edit(document, Translation, "Nuevo", all: true))));
        // A part that comes in the same change, as with a file, brings its own marks.
        var lesson = new InsertNode(new NodeId(7), "lesson", NodeId.Root, null, Node.NoFields.Add("statementTranslation", Scalar.Of("Preguntar")));
        Assert.Empty(NodeKind.StaleTranslations.Read(Choose(document, "es", out _, lesson)[lesson.Node]));
    }

    [Fact]
    public void Taking_another_working_language_back_leaves_what_was_written_in_it_to_be_looked_at()
    {
        var document = Write(Write(Start("ne"), Summary, "नयाँ"), Translation, "New");
        var after = Choose(document, "es", out var operations);
        var history = UndoHistory.Empty.Made(document, operations);
        var written = Edit(after, Translation, "Nuevo", all: true);
        var (there, undo) = (written.Apply(after), history.Over([written]).Undo);
        Assert.Null(Change.TryMake(there, ref undo, new Actor(default, Role.FocalPoint, "NP"), "NP", out var undone));
        Assert.Equal("en", ActionPlan.Plan.WorkingLanguage.Read(undone.Root));
        Assert.True(IsStale(undone));
    }

    [Fact]
    public void A_translation_has_the_limits_of_its_text_and_none_of_its_own()
    {
        Assert.Equal((Summary.Markdown, Summary.LengthMax), (Translation.Markdown, Translation.LengthMax));
        Assert.Null(Translation.Translation);
        Assert.Same(Summary, Translation.Source);
        Assert.Same(Translation, ActionPlan.Plan.Kind.Find("summaryTranslation"));
        Assert.Null(ActionPlan.Organisation.Acronym.Translation);
        Assert.All(ActionPlan.Schema.Kinds, kind => Assert.Equal(kind.Fields.Length, kind.Fields.Select(field => field.Key).Distinct().Count()));
        Assert.All(ActionPlan.Schema.Kinds, kind => Assert.DoesNotContain(kind.Fields, field => field.Key.EndsWith("Translation", StringComparison.Ordinal) || field == NodeKind.StaleTranslations));
    }

    [Fact]
    public void TRANS_names_what_has_no_translation_and_what_is_stale()
    {
        var document = Write(Start("ne"), Summary, "नयाँ योजना");
        var missing = Assert.Single(Found(document));
        Assert.Equal(("TRANS.missing", FindingLevel.Warn, Translation.Key), (missing.Code, missing.Level, missing.Field));
        Assert.Equal("Plan: “Summary” has no English yet.", missing.Message);

        document = Write(document, Translation, "A new plan");
        Assert.Empty(Found(document));

        document = Write(document, Summary, " थप");
        var stale = Assert.Single(Found(document));
        Assert.Equal(("TRANS.stale", FindingLevel.Warn, Summary.Key), (stale.Code, stale.Level, stale.Field));
    }

    [Fact]
    public void TRANS_blocks_for_texts_that_final_asks_for_where_the_operator_says_so()
    {
        var strict = ActionPlan.Schema.On(new FinalTerms(TranslationsBlock: true));
        var document = Write(Write(Start("ne"), Summary, "नयाँ योजना"), ActionPlan.Plan.LegalBasis, "ऐन");
        Assert.Equal([(Translation.Key, FindingLevel.Block)], Found(Strict(document)).Select(finding => (finding.Field!, finding.Level)));

        document = Write(Write(document, Translation, "A new plan"), ActionPlan.Plan.LegalBasis.Translation!, "An act");
        document = Write(Write(document, Summary, " थप"), ActionPlan.Plan.LegalBasis, " थप");
        Assert.Equal([(Summary.Key, FindingLevel.Block), (ActionPlan.Plan.LegalBasis.Key, FindingLevel.Warn)], Found(Strict(document)).Select(finding => (finding.Field!, finding.Level)));
        Assert.All(Found(document), finding => Assert.Equal(FindingLevel.Warn, finding.Level));

        Document Strict(Document plan) => DocumentJson.Read(DocumentJson.ToUtf8(plan), strict);
    }

    [Fact]
    public void TRANS_asks_for_nothing_where_the_text_can_be_read_already_or_there_is_no_second_language()
    {
        Assert.Empty(Found(Write(Start("ne"), Summary, "Already in English")));
        Assert.Empty(Found(Write(Start("ne", working: null), Summary, "नयाँ योजना")));
        Assert.Empty(Found(Write(Start("en"), Summary, "In English")));
    }

    private static Document Start(string language, string? working = "en")
    {
        var document = new SetField(NodeId.Root, "language", Scalar.Of(language)).Apply(Document.Empty(ActionPlan.Schema));
        return working is null ? document : new SetField(NodeId.Root, "workingLanguage", Scalar.Of(working)).Apply(document);
    }

    private static Document Write(Document document, TextField field, string text, bool all = false)
    {
        var edit = Edit(document, field, text, all);
        Assert.Null(edit.Check(document));
        return edit.Apply(document);
    }

    private static EditText Edit(Document document, TextField field, string text, bool all = false)
    {
        var length = field.Read(document.Root).Length;
        return new EditText(NodeId.Root, field.Key, TextChangeSet.Of(length, (all ? 0 : length, length, text)));
    }

    private static Document Choose(Document document, string? language, out ImmutableArray<Operation> operations, params Operation[] more)
    {
        operations = [new SetField(NodeId.Root, "workingLanguage", language is null ? null : Scalar.Of(language)), .. more];
        Assert.Null(Change.TryMake(document, ref operations, new Actor(default, Role.FocalPoint, "NP"), "NP", out var after));
        Assert.Equal(DocumentJson.ToUtf8(Change.Apply(document, operations)), DocumentJson.ToUtf8(after));
        return after;
    }

    private static (Document Document, UndoHistory History) Make(Document document, UndoHistory history, Operation operation) => (operation.Apply(document), history.Made(document, [operation]));

    private static (Document Document, UndoHistory History) Undo(Document document, UndoHistory history) => (Change.Apply(document, history.Undo), history.Undone(document));

    private static (Document Document, UndoHistory History) Redo((Document Document, UndoHistory History) undone) =>
        (Change.Apply(undone.Document, undone.History.Redo), undone.History.Redone(undone.Document));

    private static bool IsStale(Document document) => NodeKind.StaleTranslations.Read(document.Root).Contains(Summary.Key);

    private static IEnumerable<Finding> Found(Document document) => Completeness.Of(document).Findings.Where(finding => finding.Code.StartsWith("TRANS.", StringComparison.Ordinal));
}
