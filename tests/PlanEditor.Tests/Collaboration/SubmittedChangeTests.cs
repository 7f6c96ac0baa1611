using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;
using OgdPlans.Tests;
using PlanEditor.Collaboration;
using PlanEditor.Storage;
using PlanModel.Operations;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Collaboration;

public sealed class SubmittedChangeTests
{
    private static readonly byte[] Spoils = [.. "[]{},:\"0129-.eE \n\t\\/uaZ_"u8, 0x00, 0x1E, 0x1F, 0x7F, 0x80, 0xC3, 0xED, 0xEF, 0xF0, 0xFF];

    [Fact]
    public void Read_quickly_it_is_what_SignalR_reads() => Laws.Hold(2_000, random =>
    {
        var record = Record(random);
        var quick = SubmitRecord.TryRead(record, out var message);
        // Whatever has an escape is left to SignalR, and nothing else that a client writes.
        Assert.Equal(!record.Contains((byte)'\\'), quick);
        AssertSame(record, message);
    });

    [Fact]
    public void Of_a_spoiled_record_it_takes_only_what_SignalR_takes_too() => Laws.Hold(20_000, random =>
    {
        var record = Record(random);
        for (var spoil = random.Next(1, 3); spoil > 0; spoil--) record[random.Next(record.Length)] = Spoils[random.Next(Spoils.Length)];
        if (random.Next(8) == 0) record = record[..random.Next(record.Length)];
        if (random.Next(8) == 0) record = [.. record, Spoils[random.Next(Spoils.Length)]];
        if (SubmitRecord.TryRead(record, out var message)) AssertSame(record, message);
    });

    [Theory]
    [InlineData("""{"arguments":[{"base":07,"changes":[]}],"invocationId":"1","target":"Submit","type":1}""")]
    [InlineData("""{"arguments":[{"base":-1,"changes":[CHANGE]}],"invocationId":"1","target":"Submit","type":1}""")]
    [InlineData("""{"arguments":[{"base":99999999999999999999,"changes":[CHANGE]}],"invocationId":"1","target":"Submit","type":1}""")]
    [InlineData("""{"arguments":[{"base":1,"changes":[CHANGE,]}],"invocationId":"1","target":"Submit","type":1}""")]
    [InlineData("""{"arguments":[{"base":1,"changes":[CHANGE],"base":2}],"invocationId":"1","target":"Submit","type":1}""")]
    [InlineData("""{"arguments":[{"base":1,"changes":[CHANGE]},1],"invocationId":"1","target":"Submit","type":1}""")]
    [InlineData("""{"arguments":[{"base":1,"changes":[CHANGE]}],"invocationId":"01","target":"Submit","type":1}""")]
    [InlineData("""{"arguments":[{"base":1,"changes":[CHANGE]}],"invocationId":"","target":"Submit","type":1}""")]
    [InlineData("""{"arguments":[{"base":1,"changes":[CHANGE]}],"invocationId":"1","target":"Check","type":1}""")]
    [InlineData("""{"arguments":[{"base":1,"changes":[CHANGE]}],"invocationId":"1","target":"Submit","type":4}""")]
    [InlineData("""{"arguments":[{"base":1,"changes":[CHANGE]}],"invocationId":"1","target":"Submit","type":1} """)]
    [InlineData("""{"arguments":[{"base":1,"changes":[]}],"invocationId":"1","target":"Submit","type":1}""")]
    [InlineData("""{"type":1,"invocationId":"1","target":"Submit","arguments":[{"base":1,"changes":[CHANGE]}],"type":1}""")]
    [InlineData("""{"type":1,"invocationId":"1","target":"Submit","arguments":[{"base":1,"changes":[CHANGE]}]}}""")]
    [InlineData("""{"type":1,"invocationId":"1","target":"Submit","arguments":[{"changes":[CHANGE],"base":1}]}""")]
    [InlineData("""{"type":1,"target":"Submit","arguments":[{"base":1,"changes":[CHANGE]}]}""")]
    public void What_is_not_of_the_form_is_left_to_SignalR(string record) =>
        Assert.False(SubmitRecord.TryRead(Encoding.UTF8.GetBytes(record.Replace("CHANGE", """{"id":"AAAAAAAAAAAAAAAAAAAAAQ","ops":[{"op":"editText","node":"AAAAAAAAAAU","field":"body","edit":[[0,"x"]]}]}""", StringComparison.Ordinal)), out _));

    [Fact]
    public void Records_that_come_together_or_in_pieces_are_each_read_once()
    {
        var random = new Random(7);
        var (first, second) = (Record(random), Record(random));
        byte[] both = [.. first, 0x1E, .. second, 0x1E];
        var whole = new ReadOnlySequence<byte>(both);
        var read = Read(ref whole);
        Assert.Equal(2, read.Count);
        for (var cut = 1; cut < both.Length; cut += 13)
        {
            var (head, tail) = (new Piece(both.AsMemory(0, cut), null), (Piece?)null);
            tail = new Piece(both.AsMemory(cut), head);
            var pieces = new ReadOnlySequence<byte>(head, 0, tail, tail.Memory.Length);
            Assert.Equal(read, Read(ref pieces));
            Assert.True(pieces.IsEmpty);
        }

        var half = new ReadOnlySequence<byte>(first);
        Assert.Empty(Read(ref half));
        Assert.Equal(first.Length, half.Length);
    }

    [Fact]
    public void One_change_is_read_quickly_or_as_JSON_and_nothing_may_follow_it()
    {
        var usual = """{"id":"AAAAAAAAAAAAAAAAAAAAAQ","ops":[{"op":"editText","node":"AAAAAAAAAAU","field":"body","edit":[[0,"x"]]}]}"""u8.ToArray();
        Assert.True(SubmittedChange.TryReadUsual(usual, out var quick, out var length) && length == usual.Length);
        Assert.Equal(Told(quick), Told(SubmittedChange.Read(usual)));
        Assert.Equal(Told(quick), Told(SubmittedChange.Read([.. " "u8, .. usual])));
        Assert.ThrowsAny<JsonException>(() => SubmittedChange.Read([.. usual, (byte)'}']));
        for (var end = 0; end < usual.Length; end++) Assert.False(SubmittedChange.TryReadUsual(usual.AsSpan(0, end), out _, out _));
    }

    private static byte[] Record(Random random)
    {
        var editor = new RandomEditor(random);
        var document = Seen.Grow(editor, 12);
        var edits = new List<EditText>();
        while (edits.Count == 0) edits.AddRange(document.All().Select(node => editor.Edit(document, node)).OfType<EditText>().Take(3));
        var changes = edits.Select(edit => $$"""{"id":"{{editor.NewChange()}}","ops":{{Encoding.UTF8.GetString(OperationList.ToUtf8([edit]))}}}""");
        var call = $$"""{"base":{{random.Next(1_000)}},"changes":[{{string.Join(',', changes)}}]}""";
        return Encoding.UTF8.GetBytes(random.Next(2) == 0
            ? $$"""{"arguments":[{{call}}],"invocationId":"{{random.Next(1_000)}}","target":"Submit","type":1}"""
            : $$"""{"type":1,"invocationId":"{{random.Next(1_000)}}","target":"Submit","arguments":[{{call}}]}""");
    }

    private static void AssertSame(byte[] record, InvocationMessage? message)
    {
        if (message is null) return;
        var json = new JsonHubProtocol(Options.Create(new JsonHubProtocolOptions { PayloadSerializerOptions = HubJson.Options }));
        var input = new ReadOnlySequence<byte>([.. record, 0x1E]);
        Assert.True(json.TryParseMessage(ref input, new Binder(), out var slow));
        Assert.Equal(Told(Assert.IsType<InvocationMessage>(slow)), Told(message));
    }

    private static List<string> Read(ref ReadOnlySequence<byte> input)
    {
        var (protocol, read) = (new PlanHubProtocol(), new List<string>());
        while (protocol.TryParseMessage(ref input, new Binder(), out var message)) read.Add(Told(Assert.IsType<InvocationMessage>(message)));
        return read;
    }

    private static string Told(InvocationMessage message)
    {
        var call = Assert.IsType<SubmitCall>(Assert.Single(message.Arguments));
        return $"{message.InvocationId} {message.Target} {message.StreamIds?.Length} {message.Headers?.Count} {call.Base} {string.Join(' ', call.Changes.Select(Told))}";
    }

    private static string Told(SubmittedChange change) => $"{change.Id} {Encoding.UTF8.GetString(OperationList.ToUtf8(change.Operations))} {change.Problem}";

    private sealed class Binder : IInvocationBinder
    {
        public Type GetReturnType(string invocationId) => throw new NotSupportedException();

        public IReadOnlyList<Type> GetParameterTypes(string methodName) => [typeof(SubmitCall)];

        public Type GetStreamItemType(string streamId) => throw new NotSupportedException();
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            if (before is null) return;
            RunningIndex = before.RunningIndex + before.Memory.Length;
            before.Next = this;
        }
    }

    [Theory]
    [InlineData(TextChangeSetJson.SectionsMax, null)]
    [InlineData(TextChangeSetJson.SectionsMax + 2, RefusalCode.Malformed)]
    public void Of_what_is_sent_also_what_is_only_suggested_has_so_many_sections_and_no_more(int sections, RefusalCode? code)
    {
        var edit = $$"""{"op":"editText","node":"AAAAAAAAAAU","field":"body","edit":[{{string.Join(',', Enumerable.Repeat("1,[0,\"x\"]", sections / 2))}}]}""";
        foreach (var operation in new[] { edit, $$"""{"op":"suggest","proposal":"AAAAAAAAAAU","parts":[{{edit}}],"drop":[]}""" })
        {
            var change = JsonSerializer.Deserialize<SubmittedChange>($$"""{"id":"AAAAAAAAAAAAAAAAAAAAAQ","ops":[{{operation}}]}""", HubJson.Options)!;
            Assert.Equal(code, change.Problem?.Code);
        }
    }
}
