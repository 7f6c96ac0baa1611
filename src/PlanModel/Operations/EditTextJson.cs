using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using PlanModel.Documents;
using PlanModel.Text;

namespace PlanModel.Operations;

/// <summary>
/// A quick reading and writing of what is nearly all of every log, and of all that is sent: a list of one <see cref="EditText"/> in the form in which <see cref="OperationJson"/>
/// writes it. Whatever is not exactly of that form is left to the strict reader, which also says what is wrong; what needs escapes is left to the writer.
/// </summary>
internal ref struct EditTextJson
{
    private const int FieldLengthMax = 40;

    // What a string holds without any escape, and the strict reader takes.
    private static readonly SearchValues<byte> Ends = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(unit => (byte)unit), (byte)'"', (byte)'\\', 0x7F]);

    // Field keys are few; one that was forgotten is made again.
    private static readonly string?[] Keys = new string?[256];

    private static readonly JavaScriptEncoder Escapes = DocumentJson.WriterOptions.Encoder!;

    private readonly ReadOnlySpan<byte> _json;
    private int _at;

    private EditTextJson(ReadOnlySpan<byte> json) => _json = json;

    /// <summary>Reads the list with which this begins; false when it has to be read strictly.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, [NotNullWhen(true)] out EditText? edit, out int length)
    {
        var reading = new EditTextJson(json);
        var read = reading.TryRead(out edit);
        length = reading._at;
        return read;
    }

    /// <summary>Writes the list; false when it has to be written otherwise, or has no room.</summary>
    public static bool TryWrite(EditText edit, Span<byte> json, out int length)
    {
        length = 0;
        return TryPut("[{\"op\":\"editText\",\"node\":\""u8, json, ref length)
            && TryPutNode(edit.Node, json, ref length)
            && TryPut("\",\"field\":"u8, json, ref length)
            && TryPutString(edit.Field, json, ref length)
            && TryPut(",\"edit\":["u8, json, ref length)
            && TryPutSections(edit.Edit.Sections, json, ref length)
            && TryPut("]}]"u8, json, ref length);
    }

    private static bool TryPut(ReadOnlySpan<byte> written, Span<byte> json, ref int length)
    {
        if (!written.TryCopyTo(json[length..])) return false;
        length += written.Length;
        return true;
    }

    private static bool TryPutNode(NodeId node, Span<byte> json, ref int length)
    {
        if (json.Length - length < NodeId.WrittenLength) return false;
        node.Write(json.Slice(length, NodeId.WrittenLength));
        length += NodeId.WrittenLength;
        return true;
    }

    private static bool TryPutSections(ReadOnlySpan<TextSection> sections, Span<byte> json, ref int length)
    {
        var first = true;
        foreach (var section in sections)
        {
            if (!first && !TryPut(","u8, json, ref length)) return false;
            first = false;
            if (section.Insert is { } insert)
            {
                if (!TryPut("["u8, json, ref length) || !TryPutNumber(section.Length, json, ref length) || !TryPutLines(insert, json, ref length) || !TryPut("]"u8, json, ref length)) return false;
            }
            else if (!TryPutNumber(section.Length, json, ref length))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryPutLines(ReadOnlySpan<char> insert, Span<byte> json, ref int length)
    {
        if (insert.IsEmpty) return true;
        for (var end = 0; end >= 0; insert = insert[(end + 1)..])
        {
            end = insert.IndexOf('\n');
            if (!TryPut(","u8, json, ref length) || !TryPutString(end < 0 ? insert : insert[..end], json, ref length)) return false;
        }

        return true;
    }

    private static bool TryPutNumber(int number, Span<byte> json, ref int length)
    {
        if (!Utf8Formatter.TryFormat(number, json[length..], out var written)) return false;
        length += written;
        return true;
    }

    private static bool TryPutString(ReadOnlySpan<char> text, Span<byte> json, ref int length)
    {
        if (!TryPut("\""u8, json, ref length) || Utf8.FromUtf16(text, json[length..], out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done) return false;
        if (Escapes.FindFirstCharacterToEncodeUtf8(json.Slice(length, written)) >= 0) return false;
        length += written;
        return TryPut("\""u8, json, ref length);
    }

    private bool TryRead([NotNullWhen(true)] out EditText? edit)
    {
        edit = null;
        if (!Skip("[{\"op\":\"editText\",\"node\":\""u8) || !TryReadNode(out var node)) return false;
        if (!Skip("\",\"field\":\""u8) || !TryReadKey(out var field)) return false;
        if (!Skip("\",\"edit\":["u8) || !TryReadSections(out var changes)) return false;
        if (!Skip("}]"u8)) return false;
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
        if (_json.Length - _at < NodeId.WrittenLength || !NodeId.TryParse(_json.Slice(_at, NodeId.WrittenLength), out node)) return false;
        _at += NodeId.WrittenLength;
        return true;
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
