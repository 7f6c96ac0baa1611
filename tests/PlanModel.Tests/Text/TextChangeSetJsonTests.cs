using System.Buffers;
using System.Text;
using System.Text.Json;
using PlanModel.Text;
using Xunit;

namespace PlanModel.Tests.Text;

public sealed class TextChangeSetJsonTests
{
    [Theory]
    [InlineData("[]", 0, 0)]
    [InlineData("[7]", 7, 7)]
    [InlineData("""[5,[2,"line1","line2"],[3],7]""", 17, 23)]
    [InlineData("""[[0,"",""]]""", 0, 1)]
    [InlineData("""[[0,"a\tb\"\\😀"]]""", 0, 7)]
    [InlineData("""[[0,"\ud83d\ude00"]]""", 0, 2)]
    [InlineData("[2147483647]", int.MaxValue, int.MaxValue)]
    public void A_change_set_is_read(string json, int lengthBefore, int lengthAfter)
    {
        var change = Read(json);
        Assert.Equal((lengthBefore, lengthAfter), (change.LengthBefore, change.LengthAfter));
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("null", "is an array, not null")]
    [InlineData("{}", "is an array, not an object")]
    [InlineData("5", "is an array, not a number")]
    [InlineData("[5", "not JSON")]
    [InlineData("[5,]", "not JSON")]
    [InlineData("[NaN]", "not JSON")]
    [InlineData("[05]", "not JSON")]
    [InlineData("[-1]", "Section 0: the length -1 is negative")]
    [InlineData("[-0]", "negative")]
    [InlineData("[[-1]]", "negative")]
    [InlineData("[0]", "keeps 0 units")]
    [InlineData("[1.5]", "whole number")]
    [InlineData("[1.0]", "whole number")]
    [InlineData("[1e2]", "whole number")]
    [InlineData("[2147483648]", "at most 2147483647")]
    [InlineData("[1e300]", "at most 2147483647")]
    [InlineData("[1e999]", "at most 2147483647")]
    [InlineData("[99999999999999999999999999]", "at most 2147483647")]
    [InlineData("[[-99999999999999]]", "at most 2147483647")]
    [InlineData("[2147483647,[1]]", "Section 1: the lengths add up to more than 2147483647")]
    [InlineData("""[2147483647,[0,"x"]]""", "Section 1: the lengths add up to more than 2147483647")]
    [InlineData("[[]]", "must start with a length")]
    [InlineData("[5,[]]", "Section 1: an array must start with a length")]
    [InlineData("""[["x"]]""", "must start with a length, not with a string")]
    [InlineData("[[[1]]]", "must start with a length, not with an array")]
    [InlineData("[[0]]", "changes nothing")]
    [InlineData("""[[0,""]]""", "only line is empty")]
    [InlineData("""[[3,""]]""", "only line is empty")]
    [InlineData("[[0,1]]", "a line must be a string, not a number")]
    [InlineData("""[[0,["x"]]]""", "a line must be a string, not an array")]
    [InlineData("""[[0,"x",null]]""", "a line must be a string, not null")]
    [InlineData("""[[0,"a\nb"]]""", "holds a line break")]
    [InlineData("""[[0,"\n"]]""", "holds a line break")]
    [InlineData("""[[0,"\ud83d"]]""", "not well-formed Unicode")]
    [InlineData("""[[0,"\ude00\ud83d"]]""", "not well-formed Unicode")]
    [InlineData("[true]", "a length or an array, not a truth value")]
    [InlineData("""["x"]""", "a length or an array, not a string")]
    [InlineData("[{}]", "a length or an array, not an object")]
    [InlineData("[3,4]", "Section 1: it is of the same sort")]
    [InlineData("[[3],[4]]", "Section 1: it is of the same sort")]
    [InlineData("""[[0,"a"],[0,"b"]]""", "Section 1: it is of the same sort")]
    public void Anything_else_is_refused_with_the_reason(string json, string reason)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        Assert.False(TextChangeSetJson.TryRead(ref reader, out var change, out var problem));
        Assert.Null(change);
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused()
    {
        var reader = new Utf8JsonReader("[[0,\"x"u8.ToArray().Concat(new byte[] { 0xC3, 0x28 }).Concat("\"]]"u8.ToArray()).ToArray());
        Assert.False(TextChangeSetJson.TryRead(ref reader, out _, out var problem));
        Assert.Contains("not well-formed", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_for_another_length_is_refused_with_both_lengths()
    {
        var reader = new Utf8JsonReader("[3,[1]]"u8);
        Assert.False(TextChangeSetJson.TryRead(ref reader, out _, out var problem, lengthBefore: 5));
        Assert.Equal("It is for a text of 4 units, but the text has 5", problem);
    }

    [Fact]
    public void Too_many_sections_are_refused()
    {
        var json = SectionsJson(TextChangeSetJson.SectionsMax);
        Assert.Equal(TextChangeSetJson.SectionsMax / 2 * 3, Read(json).LengthBefore);

        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(SectionsJson(TextChangeSetJson.SectionsMax + 2)));
        Assert.False(TextChangeSetJson.TryRead(ref reader, out _, out var problem));
        Assert.Equal("It has more than 10000 sections", problem);

        static string SectionsJson(int count) => $"[{string.Join(',', Enumerable.Repeat("1,[2]", count / 2))}]";
    }

    [Fact]
    public void The_reader_is_left_on_the_end_of_the_array()
    {
        var reader = new Utf8JsonReader("""{"edit":[1,[0,"x"]],"field":"title"}"""u8);
        reader.Read();
        reader.Read();
        reader.Read();
        Assert.True(TextChangeSetJson.TryRead(ref reader, out var change, out var problem), problem);
        Assert.Equal("""[1,[0,"x"]]""", change.ToString());
        Assert.Equal(JsonTokenType.EndArray, reader.TokenType);
        Assert.True(reader.Read());
        Assert.Equal("field", reader.GetString());
    }

    [Fact]
    public void A_change_that_arrives_in_pieces_is_read_the_same()
    {
        const string json = """[12,[3,"প্রকল্প","","😀\t"],[4],56]""";
        var bytes = Encoding.UTF8.GetBytes(json);
        var first = new Piece(bytes.AsMemory(0, 1), null);
        var last = first;
        for (var i = 1; i < bytes.Length; i++)
            last = last.Then(bytes.AsMemory(i, 1));
        var reader = new Utf8JsonReader(new ReadOnlySequence<byte>(first, 0, last, 1));
        Assert.True(TextChangeSetJson.TryRead(ref reader, out var change, out var problem), problem);
        Assert.Equal(Read(json).ToString(), change.ToString());
    }

    [Fact]
    public void A_change_that_stops_in_the_middle_is_refused()
    {
        foreach (var json in new[] { "[5,", "[5,[2", """[5,[2,"x" """ })
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), isFinalBlock: false, default);
            Assert.False(TextChangeSetJson.TryRead(ref reader, out _, out var problem));
            Assert.NotNull(problem);
        }
    }

    private static TextChangeSet Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        Assert.True(TextChangeSetJson.TryRead(ref reader, out var change, out var problem), problem);
        return change;
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            RunningIndex = before is null ? 0 : before.RunningIndex + before.Memory.Length;
        }

        public Piece Then(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, this);
            Next = next;
            return next;
        }
    }
}
