using System.Text;
using OgdPlans.Tests;
using Xunit;

namespace PlanModel.Tests;

public class IdTextTests
{
    private const string Units = "AZaz09-_+/= \u00E9\u0141\uFF21\0";

    [Fact]
    public void An_id_has_one_written_form_in_characters_and_in_bytes() => Laws.Hold(20_000, random =>
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        var id = new Guid(bytes, bigEndian: true);
        var written = IdText.Write(id);
        Assert.True(IdText.TryReadGuid(written, out var read) && read == id);
        Assert.True(IdText.TryReadGuid(Encoding.UTF8.GetBytes(written), out read) && read == id);
        var node = new NodeId((ulong)random.NextInt64());
        Assert.Equal(node, NodeId.Parse(node.ToString()));
        Assert.True(NodeId.TryParse(Encoding.UTF8.GetBytes(node.ToString()), out var same) && same == node);
    });

    [Fact]
    public void What_is_read_is_what_would_be_written() => Laws.Hold(20_000, random =>
    {
        var spoiled = new StringBuilder(IdText.Write(Guid.NewGuid()));
        spoiled[random.Next(spoiled.Length)] = Units[random.Next(Units.Length)];
        if (random.Next(4) == 0) spoiled.Length = random.Next(spoiled.Length);
        if (random.Next(4) == 0) spoiled.Append('A');
        var text = spoiled.ToString();
        var read = IdText.TryReadGuid(text, out var id);
        Assert.Equal(read, IdText.TryReadGuid(Encoding.UTF8.GetBytes(text), out var same));
        Assert.Equal(id, same);
        if (read) Assert.Equal(text, IdText.Write(id));
        else Assert.Equal(default, id);
    });
}
