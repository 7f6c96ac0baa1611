using System.Text;
using System.Text.Json;
using OgdPlans.Tests;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Operations;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Storage;

public class PackedOperationsTests
{
    [Fact]
    public void Whatever_was_written_is_read_again()
    {
        Laws.Hold(200, random =>
        {
            var writer = new PlanWriter(random.Next());
            foreach (var change in writer.Many(30))
            {
                var json = OperationList.ToUtf8(change.Change.Operations);
                Assert.Equal(json, OperationList.ToUtf8(PackedOperations.Unpack(PackedOperations.Pack(change.Change.Operations))));
                Assert.Equal(json, PackedOperations.UnpackJson(json).WrittenSpan.ToArray());
            }
        });
    }

    [Fact]
    public void What_was_kept_is_read_however_long_its_words_are_and_whatever_they_are()
    {
        var step = new ChangeState(PlanState.InReview, new string('x', ReviewGate.NoteUnitsMax));
        var divided = new EditText(new NodeId(77), "solution", TextChangeSet.Of(TextChangeSetJson.SectionsMax, [.. Enumerable.Range(0, TextChangeSetJson.SectionsMax).Select(at => (at, at, "y"))]));
        foreach (var operation in new Operation[] { step, divided, new Suggest(new ProposalId(78), [divided], ["\u0007"]), new RemoveFromSet(new NodeId(77), "values", new string('x', 5_000) + "\u0007") })
            Assert.Equal(OperationList.ToUtf8([operation]), OperationList.ToUtf8(PackedOperations.Unpack(PackedOperations.Pack([operation]))));
    }

    [Fact]
    public void Each_stored_form_is_read_for_ever()
    {
        foreach (var line in File.ReadLines(Repository.Path("tests", "Vectors", "storage", "packed.v1.jsonl")))
        {
            using var vector = JsonDocument.Parse(line);
            var packed = Convert.FromHexString(vector.RootElement.GetProperty("packed").GetString()!);
            Assert.Equal(vector.RootElement.GetProperty("json").GetString(), Encoding.UTF8.GetString(PackedOperations.UnpackJson(packed).WrittenSpan));
        }
    }

    [Fact]
    public void Where_somebody_wrote_is_known_without_reading_it_and_never_wrongly()
    {
        var known = 0;
        Laws.Hold(50, random =>
        {
            var writer = new PlanWriter(random.Next());
            foreach (var change in writer.Many(60))
                foreach (var operations in new[] { change.Change.Operations, [.. change.Change.Operations, .. change.Change.Operations] })
                {
                    if (PackedOperations.PartOfOneEdit(PackedOperations.Pack(operations)) is not { } part) continue;
                    Assert.Equal(part, Assert.IsType<EditText>(Assert.Single(operations)).Node);
                    known++;
                }
        });
        Assert.NotEqual(0, known);
        Assert.Null(PackedOperations.PartOfOneEdit(OperationList.ToUtf8([new EditText(new NodeId(77), "solution", TextChangeSet.Of(3, (1, 1, "x")))])));
    }

    [Fact]
    public void A_typed_letter_is_short()
    {
        var letter = new EditText(new NodeId(77), "solution", TextChangeSet.Of(1801, (1234, 1234, "x")));

        Assert.InRange(PackedOperations.Pack([letter]).Length, 1, 25);
    }

    [Theory]
    [InlineData("")]
    [InlineData("C0")]
    [InlineData("5B")]
    [InlineData("7B7D")]
    [InlineData("5B7B226F70223A22666C79227D5D")]
    public void What_is_no_list_of_known_operations_is_refused(string packed) =>
        Assert.ThrowsAny<JsonException>(() => PackedOperations.Unpack(Convert.FromHexString(packed)));
}
