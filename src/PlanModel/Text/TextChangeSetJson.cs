using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PlanModel.Text;

/// <summary>The JSON form of a <see cref="TextChangeSet"/>, the same as CodeMirror's.</summary>
/// <remarks>
/// An array of sections. A number keeps so many units; <c>[3]</c> deletes three; <c>[3,"one","two"]</c> puts two lines in their place, that is
/// <c>one\ntwo</c>; <c>[0,"one"]</c> inserts. Lengths are UTF-16 units. Each change has exactly one such form: lengths of 0 and neighbours that
/// could be one section are refused, since two programs that read them differently would map them differently.
/// </remarks>
public static class TextChangeSetJson
{
    /// <summary>The most sections of what somebody sends, and of a change of a text that is kept. Mapping can divide sections, so what is only suggested may come to more.</summary>
    public const int SectionsMax = 10_000;

    private static readonly string[] AsciiUnits = [.. Enumerable.Range(0, 128).Select(unit => ((char)unit).ToString())];

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads one change set. Never throws for what it reads.</summary>
    /// <param name="reader">Stands before the array or on its start; after success on its end, else anywhere.</param>
    /// <param name="changes">The change set, or null if it was refused.</param>
    /// <param name="problem">Null, or what is wrong, in words.</param>
    /// <param name="lengthBefore">The length of the text that it must fit, if known.</param>
    /// <param name="sectionsMax">The most sections that are read.</param>
    /// <returns>Whether there is a change set.</returns>
    public static bool TryRead(
        ref Utf8JsonReader reader,
        [NotNullWhen(true)] out TextChangeSet? changes,
        [NotNullWhen(false)] out string? problem,
        int? lengthBefore = null,
        int sectionsMax = SectionsMax)
    {
        changes = null;
        try
        {
            problem = Read(ref reader, lengthBefore, sectionsMax, out changes);
        }
        catch (JsonException e)
        {
            problem = $"It is not JSON: {e.Message}";
        }
        return problem is null;
    }

    /// <summary>Writes one change set.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="changes">What to write.</param>
    public static void Write(Utf8JsonWriter writer, TextChangeSet changes)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(changes);
        writer.WriteStartArray();
        foreach (var section in changes.Sections)
        {
            if (section.Insert is not { } insert)
            {
                writer.WriteNumberValue(section.Length);
                continue;
            }
            writer.WriteStartArray();
            writer.WriteNumberValue(section.Length);
            if (insert.Length > 0)
            {
                foreach (var line in insert.AsSpan().Split('\n'))
                    writer.WriteStringValue(insert.AsSpan(line));
            }
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
    }

    /// <summary>One ASCII unit as a string, the same one each time.</summary>
    internal static string AsciiUnit(byte unit) => AsciiUnits[unit];

    internal static string ToJson(TextChangeSet changes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
            Write(writer, changes);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string? Read(ref Utf8JsonReader reader, int? lengthBefore, int sectionsMax, out TextChangeSet? changes)
    {
        changes = null;
        if (reader.TokenType == JsonTokenType.None && !reader.Read())
            return "There is no change set";
        if (reader.TokenType != JsonTokenType.StartArray)
            return $"A change set is an array, not {Name(reader.TokenType)}";

        var builder = new TextSectionBuilder();
        var (before, after) = (0L, 0L);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (builder.Count == sectionsMax)
                return $"It has more than {sectionsMax} sections";
            if (ReadSection(ref reader, out var section) is { } problem)
                return $"Section {builder.Count}: {problem}";
            if (builder.BelongsToLast(section))
                return $"Section {builder.Count}: it is of the same sort as the one before it, and they must be one";
            before += section.Length;
            after += section.LengthAfter;
            if (before > int.MaxValue || after > int.MaxValue)
                return $"Section {builder.Count}: the lengths add up to more than {int.MaxValue}";
            builder.Push(section);
        }
        if (reader.TokenType != JsonTokenType.EndArray)
            return "It ends in the middle";
        if (lengthBefore is { } length && before != length)
            return $"It is for a text of {before} units, but the text has {length}";
        changes = TextChangeSet.Of(ref builder);
        return null;
    }

    private static string? ReadSection(ref Utf8JsonReader reader, out TextSection section)
    {
        section = default;
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (ReadLength(ref reader, out var kept) is { } problem)
                return problem;
            section = new TextSection(kept, null);
            return kept == 0 ? "it keeps 0 units, and should be left out" : null;
        }
        if (reader.TokenType != JsonTokenType.StartArray)
            return $"it must be a length or an array, not {Name(reader.TokenType)}";
        if (!reader.Read() || reader.TokenType != JsonTokenType.Number)
            return $"an array must start with a length, not with {Name(reader.TokenType)}";
        if (ReadLength(ref reader, out var deleted) is { } problemOfDeleted)
            return problemOfDeleted;
        if (ReadLines(ref reader, out var insert) is { } problemOfLines)
            return problemOfLines;
        section = new TextSection(deleted, insert);
        return deleted == 0 && insert.Length == 0 ? "it changes nothing, and should be left out" : null;
    }

    private static string? ReadLength(ref Utf8JsonReader reader, out int length)
    {
        if (reader.TryGetInt32(out length))
        {
            var isNegative = reader.HasValueSequence ? reader.ValueSequence.FirstSpan[0] == '-' : reader.ValueSpan[0] == '-';
            return isNegative ? $"the length {length} is negative" : null;
        }
        return reader.TryGetDouble(out var value) && Math.Abs(value) <= int.MaxValue
            ? "a length must be a whole number, written in digits only"
            : $"a length may be at most {int.MaxValue}";
    }

    private static string? ReadLines(ref Utf8JsonReader reader, out string insert)
    {
        insert = "";
        StringBuilder? lines = null;
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String)
                return $"a line must be a string, not {Name(reader.TokenType)}";
            if (ReadLine(ref reader, out var line) is { } problem)
                return problem;
            if (count == 1)
                lines = new StringBuilder(insert);
            lines?.Append('\n').Append(line);
            insert = line;
            count++;
        }
        if (reader.TokenType != JsonTokenType.EndArray)
            return "it ends in the middle";
        if (count == 1 && insert.Length == 0)
            return "its only line is empty, and should be left out";
        insert = lines?.ToString() ?? insert;
        return null;
    }

    private static string? ReadLine(ref Utf8JsonReader reader, out string line)
    {
        if (!reader.HasValueSequence && !reader.ValueIsEscaped && reader.ValueSpan is [< 128 and var unit])
        {
            line = AsciiUnit(unit);
            return null;
        }
        try
        {
            line = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            line = "";
            return "a line is not well-formed Unicode";
        }
        return line.Contains('\n') ? "a line holds a line break: each line must be a string of its own" : null;
    }

    private static string Name(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray or JsonTokenType.EndArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a truth value",
        JsonTokenType.Null => "null",
        _ => "something else",
    };
}
