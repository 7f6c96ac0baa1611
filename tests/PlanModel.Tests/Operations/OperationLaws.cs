using OgdPlans.Tests;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Schema;
using PlanModel.Workflow;
using Xunit;

namespace PlanModel.Tests.Operations;

public class OperationLaws
{
    [Fact]
    public void What_passed_the_check_applies_and_leaves_a_sound_document() => Laws.Hold(4_000, random =>
    {
        var editor = new RandomEditor(random);
        var document = Document.Empty(TestSchema.Schema);
        for (var step = 0; step < 25; step++)
        {
            document = editor.Next(document).Apply(document);
            document.Check();
        }
    });

    [Fact]
    public void Which_parts_are_named_is_known_after_each_operation_as_it_is_when_counted_anew() => Laws.Hold(1_000, random =>
    {
        var editor = new RandomEditor(random);
        var document = Document.Empty(TestSchema.Schema);
        for (var step = 0; step < 25; step++)
        {
            document.IsNamed(NodeId.Root);
            document = editor.Next(document).Apply(document);
            Assert.Equal(Named(document.Apart()), Named(document));
        }

        static IEnumerable<NodeId> Named(Document document) => document.All().Select(node => node.Id).Where(document.IsNamed);
    });

    [Fact]
    public void The_inverse_gives_back_what_people_saw() => Laws.Hold(4_000, random =>
    {
        var editor = new RandomEditor(random);
        var document = Seen.Grow(editor, 12);
        var operation = editor.Next(document);
        var after = operation.Apply(document);
        var inverse = operation.Invert(document);
        if (operation is InsertNode { Kind: "preface" } or SetField { Field: "country" } or StampedOperation) return;
        if (inverse is null)
        {
            Assert.Equal(Seen.By(document), Seen.By(after));
            return;
        }

        Assert.Null(inverse.Check(after));
        Assert.Equal(Seen.By(document), Seen.By(inverse.Apply(after)));
    });

    [Fact]
    public void Two_operations_rebased_over_each_other_meet_in_one_text() => Laws.Hold(8_000, random =>
    {
        var editor = new RandomEditor(random);
        var document = Seen.Grow(editor, 6);
        var node = document.All().First(one => one.Kind.Find("body") is not null || one.Kind.Find("title") is not null);
        if (editor.Edit(document, node) is not { } committed || editor.Edit(document, node) is not { } pending) return;
        var one = pending.Rebase(committed, before: false).Apply(committed.Apply(document));
        var other = committed.Rebase(pending, before: true).Apply(pending.Apply(document));
        Assert.Equal(Seen.By(one), Seen.By(other));
    });

    [Fact]
    public void The_written_form_reads_back_as_the_same_operation() => Laws.Hold(4_000, random =>
    {
        var editor = new RandomEditor(random);
        var document = Seen.Grow(editor, 8);
        var operation = editor.Next(document);
        var written = Written.Of(operation);
        var read = Written.Read(written);
        Assert.Equal(written, Written.Of(read));
        Assert.Equal(DocumentJson.Hash(operation.Apply(document)), DocumentJson.Hash(read.Apply(document)));
    });

    [Fact]
    public void A_document_reads_back_as_itself() => Laws.Hold(1_000, random =>
    {
        foreach (var schema in new[] { TestSchema.Schema, AnalyticalReport.Schema })
        {
            var document = Seen.Grow(new RandomEditor(random), 30, schema);
            document.Check();
            var bytes = DocumentJson.ToUtf8(document);
            Assert.Equal(bytes, DocumentJson.ToUtf8(DocumentJson.Read(bytes, schema)));
        }
    });

    [Fact]
    public void A_change_that_is_refused_in_the_middle_does_nothing() => Laws.Hold(1_000, random =>
    {
        var editor = new RandomEditor(random);
        var document = Seen.Grow(editor, 8);
        Operation good;
        // What was accepted is done in the same change; alone it is refused.
        do good = editor.Next(document);
        while (good is DecideProposal { Accepted: true });
        var refusal = Change.TryApply(document, [good, new RemoveNode(new NodeId(77))], Actor.Server, "NP", out var after);
        Assert.Equal(RefusalCode.UnknownNode, refusal?.Code);
        Assert.Same(document, after);
    });
}
