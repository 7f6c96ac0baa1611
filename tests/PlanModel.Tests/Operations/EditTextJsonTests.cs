using System.Text;
using System.Text.Json;
using OgdPlans.Tests;
using PlanModel.Operations;
using PlanModel.Text;
using Xunit;

namespace PlanModel.Tests.Operations;

public class EditTextJsonTests
{
    // What a spoiled message is made of: what the form has, and what it must not have.
    private static readonly byte[] Spoils = [.. "[]{},:\"0129-.eE \n\t\\/uaZ_"u8, 0x00, 0x1F, 0x7F, 0x80, 0xC3, 0xED, 0xEF, 0xF0, 0xFF];

    private static readonly string[] Awkwards = ["\n", "\r\n", "\"", "\\", "\u007F", "\u2028", "\uE000", "\uFFFE", "\u0378", "😀", "\U0001FFFE", "é", "প্রকল্প", "</script>", "+'&", "\u0000", "\uFEFF", "\t", "a"];

    [Fact]
    public void It_reads_what_is_written_as_the_strict_reader_does() => Laws.Hold(4_000, random =>
    {
        var editor = new RandomEditor(random);
        var document = Seen.Grow(editor, 12);
        foreach (var node in document.All())
        {
            if (editor.Edit(document, node) is not { } edit) continue;
            var json = Json(edit);
            Assert.Equal(!json.Contains((byte)'\\') && !edit.Edit.IsEmpty, EditTextJson.TryRead(json, out var read, out var length));
            if (read is null) continue;
            Assert.Equal(json.Length, length);
            Assert.Equal(json, Json(read));
        }
    });

    [Fact]
    public void What_it_takes_of_spoiled_messages_the_strict_reader_takes_too() => Laws.Hold(20_000, random =>
    {
        var text = PlanText.Of(string.Concat(Enumerable.Repeat("तथ्य data 😀\n", random.Next(1, 5))));
        var (from, to) = (random.Next(4), random.Next(4, 8));
        var json = Json(new EditText(NodeId.Root, "title", TextChangeSet.Of(text.Length, (from, to, "a\nডেটা"))));
        for (var spoil = random.Next(1, 4); spoil > 0; spoil--) json[random.Next(json.Length)] = Spoils[random.Next(Spoils.Length)];
        if (random.Next(8) == 0) json = json[..random.Next(json.Length)];
        if (!EditTextJson.TryRead(json, out var quick, out var length)) return;
        // As a log has it, and as somebody sends it.
        foreach (var kept in new[] { true, false })
        {
            var reader = new Utf8JsonReader(json.AsSpan(0, length));
            Assert.True(reader.Read());
            Assert.Equal(Json(Assert.IsType<EditText>(Assert.Single(OperationJson.ReadList(ref reader, kept)))), Json(quick));
            Assert.False(reader.Read());
        }
    });

    [Theory]
    [InlineData("""[[3,""]]""")]
    [InlineData("""[[0]]""")]
    [InlineData("""[[0,""]]""")]
    [InlineData("""[0]""")]
    [InlineData("""[01]""")]
    [InlineData("""[1,2]""")]
    [InlineData("""[[1],[2]]""")]
    [InlineData("""[[0,"a"],[0,"b"]]""")]
    [InlineData("""[-1]""")]
    [InlineData("""[1.0]""")]
    [InlineData("""[2147483648]""")]
    [InlineData("""[2147483647,[0,"a"]]""")]
    [InlineData("""[1,]""")]
    [InlineData("""[]""")]
    public void What_is_not_of_the_form_is_left_to_the_strict_reader(string edit) =>
        Assert.False(EditTextJson.TryRead(Encoding.UTF8.GetBytes($$"""[{"op":"editText","node":"AAAAAAAAAAE","field":"title","edit":{{edit}}}]"""), out _, out _));

    [Fact]
    public void What_follows_the_list_is_not_read()
    {
        var json = Json(new EditText(NodeId.Root, "title", TextChangeSet.Of(0, (0, 0, "a"))));
        Assert.True(EditTextJson.TryRead([.. json, (byte)'}', (byte)']'], out _, out var length));
        Assert.Equal(json.Length, length);
        Assert.ThrowsAny<JsonException>(() => OperationJson.ReadList([.. json, (byte)']']));
    }

    [Fact]
    public void It_writes_what_the_writer_writes() => Laws.Hold(4_000, random =>
    {
        var editor = new RandomEditor(random);
        var document = Seen.Grow(editor, 12);
        foreach (var node in document.All())
        {
            if (editor.Edit(document, node) is not { } edit) continue;
            AssertWritten(edit, random);
            AssertWritten(edit with { Edit = Awkward(random) }, random);
        }
    });

    [Fact]
    public void Each_unit_is_written_as_the_writer_writes_it()
    {
        for (var unit = 0; unit <= char.MaxValue; unit++) AssertWritten(new EditText(NodeId.Root, "title", TextChangeSet.Of(0, (0, 0, ((char)unit).ToString()))), Random.Shared);
    }

    private static TextChangeSet Awkward(Random random)
    {
        var length = random.Next(3) == 0 ? int.MaxValue - 200 : random.Next(9);
        return TextChangeSet.Of(length, [.. Enumerable.Range(0, Math.Min(length, random.Next(4))).Select(at => (at, at + random.Next(2), string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => Awkwards[random.Next(Awkwards.Length)]))))]);
    }

    private static void AssertWritten(EditText edit, Random random)
    {
        var json = Json(edit);
        var room = new byte[json.Length + random.Next(3)];
        if (EditTextJson.TryWrite(edit, room, out var length)) Assert.Equal(json, room[..length]);
        else Assert.True(json.Contains((byte)'\\') || json.AsSpan().IndexOf("\uFFFD"u8) >= 0);
        Assert.False(EditTextJson.TryWrite(edit, room.AsSpan(0, random.Next(json.Length)), out _));
    }

    private static byte[] Json(EditText edit)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, PlanModel.Documents.DocumentJson.WriterOptions))
        {
            writer.WriteStartArray();
            OperationJson.Write(writer, edit);
            writer.WriteEndArray();
        }

        return buffer.ToArray();
    }
}
