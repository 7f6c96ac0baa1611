using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using PlanModel.Text;

namespace PlanModel.Operations;

/// <summary>
/// A quick reading of what is nearly all of every log: a list of one <see cref="EditText"/> in the form in which <see cref="OperationJson"/> writes it. Whatever is
/// not exactly of that form is left to the strict reader, which also says what is wrong.
/// </summary>
internal ref struct EditTextJson
{
    private const int FieldLengthMax = 40;

    // What a string holds without any escape, and the strict reader takes.
    private static readonly SearchValues<byte> Ends = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(unit => (byte)unit), (byte)'"', (byte)'\\', 0x7F]);

    // Field keys are few; one that was forgotten is made again.
    private static readonly string?[] Keys = new string?[256];

    private readonly ReadOnlySpan<byte> _json;
    private int _at;

    private EditTextJson(ReadOnlySpan<byte> json) => _json = json;

    /// <summary>Reads the list; false when it has to be read strictly.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, [NotNullWhen(true)] out EditText? edit) => new EditTextJson(json).TryRead(out edit);

    private bool TryRead([NotNullWhen(true)] out EditText? edit)
    {
        edit = null;
        if (!Skip("[{\"op\":\"editText\",\"node\":\""u8) || !TryReadNode(out var node)) return false;
        if (!Skip("\",\"field\":\""u8) || !TryReadKey(out var field)) return false;
        if (!Skip("\",\"edit\":["u8) || !TryReadSections(out var changes)) return false;
        if (!Skip("}]"u8) || _at != _json.Length) return false;
        edit = new EditText(node, field, changes);
        return true;
    }

    private bool Skip(ReadOnlySpan<byte> expected)
    {
        if (!_json[_at..].StartsWith(expected)) return false;
        _at += expected.Length;
        return true;
    }

    private bool TryReadNode(out NodeId node)
    {
        node = default;
        Span<char> text = stackalloc char[11];
        if (_json.Length - _at < text.Length || !Ascii.IsValid(_json.Slice(_at, text.Length))) return false;
        Encoding.ASCII.GetChars(_json.Slice(_at, text.Length), text);
        _at += text.Length;
        return NodeId.TryParse(text, out node);
    }

    private bool TryReadKey(out string key)
    {
        key = "";
        var length = _json[_at..].IndexOf((byte)'"');
        if (length is < 1 or > FieldLengthMax) return false;
        var written = _json.Slice(_at, length);
        foreach (var unit in written)
            if (!char.IsAsciiLetterOrDigit((char)unit)) return false;
        _at += length;
        ref var known = ref Keys[(written[0] + (written[^1] * 31) + (length * 7)) & (Keys.Length - 1)];
        key = known is { } kept && Ascii.Equals(written, kept) ? kept : known = Encoding.ASCII.GetString(written);
        return true;
    }

    private bool TryReadSections([NotNullWhen(true)] out TextChangeSet? changes)
    {
        changes = null;
        var builder = new TextSectionBuilder();
        var (before, after) = (0L, 0L);
        do
        {
            if (builder.Count == TextChangeSetJson.SectionsMax || !TryReadSection(out var section) || builder.BelongsToLast(section)) return false;
            before += section.Length;
            after += section.LengthAfter;
            if (before > int.MaxValue || after > int.MaxValue) return false;
            builder.Push(section);
        }
        while (Skip(","u8));
        if (!Skip("]"u8)) return false;
        changes = TextChangeSet.Of(ref builder);
        return true;
    }

    private bool TryReadSection(out TextSection section)
    {
        section = default;
        if (!Skip("["u8))
        {
            if (!TryReadLength(out var kept) || kept == 0) return false;
            section = new TextSection(kept, null);
            return true;
        }

        if (!TryReadLength(out var deleted)) return false;
        var insert = "";
        StringBuilder? lines = null;
        var line = 0;
        for (; Skip(","u8); line++)
        {
            if (!TryReadLine(out var text)) return false;
            if (line == 1) lines = new StringBuilder(insert);
            lines?.Append('\n').Append(text);
            insert = text;
        }

        insert = lines?.ToString() ?? insert;
        section = new TextSection(deleted, insert);
        return (line == 0 ? deleted > 0 : insert.Length > 0) && Skip("]"u8);
    }

    private bool TryReadLength(out int length)
    {
        var rest = _json[_at..];
        length = 0;
        if (rest.IsEmpty || !char.IsAsciiDigit((char)rest[0]) || (rest[0] == '0' && rest.Length > 1 && char.IsAsciiDigit((char)rest[1]))) return false;
        if (!Utf8Parser.TryParse(rest, out length, out var read)) return false;
        _at += read;
        return true;
    }

    private bool TryReadLine(out string line)
    {
        line = "";
        if (!Skip("\""u8)) return false;
        var length = _json[_at..].IndexOfAny(Ends);
        if (length < 0) return false;
        var written = _json.Slice(_at, length);
        _at += length;
        if (written.Length == 1 && written[0] < 0x80) line = TextChangeSetJson.AsciiUnit(written[0]);
        else if (!Utf8.IsValid(written)) return false;
        else line = Encoding.UTF8.GetString(written);
        return Skip("\""u8);
    }
}
