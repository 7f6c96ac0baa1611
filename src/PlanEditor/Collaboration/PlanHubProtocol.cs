using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace PlanEditor.Collaboration;

/// <summary>
/// SignalR's JSON protocol with six differences. A record that is no JSON, or nests too deep, becomes a call of <see cref="PlanHub.NoJson"/>, which says so and ends
/// the connection. A call that cannot be bound (no such method, not one argument, an argument not of the form) becomes a call
/// of <see cref="PlanHub.Malformed"/>, so that it is counted, refused in words, and never an error in the log. So does a record of a type that there is not: SignalR would
/// wait for the rest of it and never read what follows. And an answer that is <see cref="IToldWhenWritten"/> hears when it was written, so that what follows from it can be
/// sent after it. And what is written takes as much of a line's memory as it is long: a writer that asks for room first gets up to twice that, for as long as nobody reads.
/// What nearly all calls are is read by <see cref="SubmitRecord"/>.
/// </summary>
internal sealed partial class PlanHubProtocol : IHubProtocol
{
    private const byte RecordEnd = 0x1E;

    private readonly JsonHubProtocol _json = new(Options.Create(new JsonHubProtocolOptions { PayloadSerializerOptions = HubJson.Options }));

    public string Name => _json.Name;

    public int Version => _json.Version;

    public TransferFormat TransferFormat => _json.TransferFormat;

    public bool IsVersionSupported(int version) => _json.IsVersionSupported(version);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => _json.GetMessageBytes(message);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        var first = input.FirstSpan;
        if (first.IndexOf(RecordEnd) is >= 0 and var end && SubmitRecord.TryRead(first[..end], out var submit))
        {
            input = input.Slice(end + 1);
            message = submit;
            return true;
        }

        try
        {
            var before = input.Length;
            if (!_json.TryParseMessage(ref input, binder, out message))
            {
                if (input.Length == before) return false;
                message = Malformed(null, "There is no such type of message.");
                return true;
            }
        }
        catch (Exception problem) when (problem is InvalidDataException or JsonException)
        {
            // The record was taken from the input before it was read.
            message = new InvocationMessage(PlanHub.NoJsonTarget, []);
            return true;
        }

        message = message switch
        {
            InvocationBindingFailureMessage failure => Malformed(failure.InvocationId, Words(failure.Target, failure.BindingFailure.SourceException)),
            StreamInvocationMessage stream => Malformed(stream.InvocationId, "No method of this hub streams."),
            InvocationMessage { Target: PlanHub.MalformedTarget or PlanHub.NoJsonTarget } call => Malformed(call.InvocationId, "There is no such method."),
            _ => message,
        };
        return true;
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output)
    {
        output.Write(_json.GetMessageBytes(message).Span);
        if (message is CompletionMessage { Result: IToldWhenWritten answer }) answer.Written();
    }

    private static InvocationMessage Malformed(string? invocationId, string words) => new(invocationId, PlanHub.MalformedTarget, [words]);

    private static string Words(string target, Exception problem)
    {
        if (problem is HubException) return "There is no such method. There are Open, Changes, Submit, Check and Point.";
        var inner = problem.InnerException ?? problem;
        if (inner is not JsonException json) return $"{target} takes exactly one object.";
        if (json.Message.StartsWith("JSON deserialization", StringComparison.Ordinal))
            return $"{target} lacks {string.Join(", ", Quoted().Matches(json.Message).Skip(1).Select(match => match.Value))}.";
        // Our own converters' messages are made for people and start small; the serializer's name types of ours and start with a capital.
        var place = json.Path is { Length: > 1 } path ? $" at {path}" : "";
        var what = char.IsLower(json.Message[0]) || json.Message[0] == '"' ? $": {json.Message}" : "";
        return $"{target} is not of the documented form{place}{what}.";
    }

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();
}

/// <summary>An answer that hears when it was written to its connection.</summary>
internal interface IToldWhenWritten
{
    void Written();
}
