using System.Text;
using System.Text.Json;
using OgdPlans.Tests;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Operations;
using PlanModel.Text;
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
