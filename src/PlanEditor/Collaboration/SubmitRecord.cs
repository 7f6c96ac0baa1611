using System.Buffers.Text;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace PlanEditor.Collaboration;

/// <summary>
/// A quick reading of what nearly all calls are: <see cref="PlanHub.Submit"/> of edits of texts, as the browser's client writes it, <c>{"arguments":[{"base":7,"changes":[…]}],"invocationId":"3","target":"Submit","type":1}</c>,
/// or as docs/protocol.md shows it to programs. SignalR reads the first of them twice, because it says only at its end what it calls. Whatever is not exactly of these forms is left to it.
/// </summary>
internal ref struct SubmitRecord
{
    private const int NumberLengthMax = 15;

    private readonly ReadOnlySpan<byte> _json;
    private int _at;

    private SubmitRecord(ReadOnlySpan<byte> json) => _json = json;

    /// <summary>Reads the record; false when SignalR has to.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, [NotNullWhen(true)] out InvocationMessage? message) => new SubmitRecord(json).TryRead(out message);

    private bool TryRead([NotNullWhen(true)] out InvocationMessage? message)
    {
        message = null;
        if (!TryReadFromBrowser(out var call, out var invocation) && !TryReadFromProgram(out call, out invocation)) return false;
        message = new InvocationMessage(invocation.ToString(CultureInfo.InvariantCulture), nameof(PlanHub.Submit), [call]);
        return true;
    }

    private bool TryReadFromBrowser([NotNullWhen(true)] out SubmitCall? call, out long invocation)
    {
        (_at, call, invocation) = (0, null, 0);
        return Skip("{\"arguments\":["u8) && TryReadCall(out call)
            && Skip("],\"invocationId\":\""u8) && TryReadNumber(out invocation) && Skip("\",\"target\":\"Submit\",\"type\":1}"u8) && _at == _json.Length;
    }

    private bool TryReadFromProgram([NotNullWhen(true)] out SubmitCall? call, out long invocation)
    {
        (_at, call, invocation) = (0, null, 0);
        return Skip("{\"type\":1,\"invocationId\":\""u8) && TryReadNumber(out invocation)
            && Skip("\",\"target\":\"Submit\",\"arguments\":["u8) && TryReadCall(out call) && Skip("]}"u8) && _at == _json.Length;
    }

    private bool TryReadCall([NotNullWhen(true)] out SubmitCall? call)
    {
        call = null;
        if (!Skip("{\"base\":"u8) || !TryReadNumber(out var revision) || !Skip(",\"changes\":["u8) || !TryReadChanges(out var changes) || !Skip("]}"u8)) return false;
        call = new SubmitCall(revision, changes);
        return true;
    }

    private bool TryReadChanges(out ImmutableArray<SubmittedChange> changes)
    {
        changes = [];
        var read = ImmutableArray.CreateBuilder<SubmittedChange>(1);
        do
        {
            if (!SubmittedChange.TryReadUsual(_json[_at..], out var change, out var length)) return false;
            _at += length;
            read.Add(change);
        }
        while (Skip(","u8));
        changes = read.DrainToImmutable();
        return true;
    }

    // As it is written again: no sign, and no zero before it.
    private bool TryReadNumber(out long number)
    {
        number = 0;
        var rest = _json[_at..];
        var length = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (length is < 1 or > NumberLengthMax || (rest[0] == '0' && length > 1)) return false;
        _at += length;
        return Utf8Parser.TryParse(rest[..length], out number, out _);
    }

    private bool Skip(ReadOnlySpan<byte> expected)
    {
        if (!_json[_at..].StartsWith(expected)) return false;
        _at += expected.Length;
        return true;
    }
}
