using System.Globalization;
using System.Text.Json;

namespace PlanModel.Review;

/// <summary>
/// The written form of threads in a document, by id; a document without any has no such member:
/// <c>"threads":{"…":{"node":"…","field":"problem","range":[4,9],"quote":"words","severity":"should","entries":[…],"steps":[…]}}</c>
/// </summary>
public static class ThreadJson
{
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The written form of a point.</summary>
    public static string Write(ChecklistPoint point) => Lower(point.ToString());

    /// <summary>The written form of a severity.</summary>
    public static string Write(Severity severity) => Lower(severity.ToString());

    /// <summary>The written form of a state.</summary>
    public static string Write(CommentState state) => Lower(state.ToString());

    /// <summary>The written form of what became of a comment.</summary>
    public static string Write(DispositionOutcome outcome) => Lower(outcome.ToString());

    /// <summary>Reads what became of a comment; false for anything else.</summary>
    public static bool TryParse(string text, out DispositionOutcome outcome) => TryParse(text, Write, out outcome);

    /// <summary>Reads a point; false for anything else.</summary>
    public static bool TryParse(string text, out ChecklistPoint point) => TryParse(text, Write, out point);

    /// <summary>Reads a severity; false for anything else.</summary>
    public static bool TryParse(string text, out Severity severity) => TryParse(text, Write, out severity);

    /// <summary>Reads a state; false for anything else.</summary>
    public static bool TryParse(string text, out CommentState state) => TryParse(text, Write, out state);

    internal static void Write(Utf8JsonWriter writer, ThreadMap threads)
    {
        if (threads.Count == 0) return;
        writer.WriteStartObject("threads");
        foreach (var thread in threads)
        {
            writer.WriteStartObject(thread.Id.ToString());
            writer.WriteString("node", thread.Anchor.Node.ToString());
            if (thread.Anchor.Field is { } field) writer.WriteString("field", field);
            if (thread.Anchor.Range is { } range) Write(writer, range);
            writer.WriteString("severity", Write(thread.Severity));
            if (thread.Assignee is { } assignee) writer.WriteString("assignee", assignee.ToString());
            if (thread.Due is { } due) writer.WriteString("due", WriteDay(due));
            if (thread.Disposition is { } disposition)
            {
                writer.WriteStartObject("disposition");
                writer.WriteString("outcome", Write(disposition.Outcome));
                writer.WriteString("reason", disposition.Reason);
                Write(writer, "stamp", disposition.Stamp);
                writer.WriteEndObject();
            }

            writer.WriteStartArray("entries");
            foreach (var entry in thread.Entries) Write(writer, entry);
            writer.WriteEndArray();
            writer.WriteStartArray("steps");
            foreach (var step in thread.Steps)
            {
                writer.WriteStartObject();
                writer.WriteString("state", Write(step.State));
                Write(writer, "stamp", step.Stamp);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    internal static ThreadMap Read(JsonElement document)
    {
        if (!document.TryGetProperty("threads", out var threads)) return ThreadMap.Empty;
        try
        {
            return ThreadMap.Of(threads.EnumerateObject().Select(thread => ReadThread(new ThreadId(NodeId.Parse(thread.Name).Value), thread.Value)));
        }
        catch (Exception problem) when (problem is FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw new JsonException($"the threads are not of the form: {problem.Message}", problem);
        }
    }

    internal static void Write(Utf8JsonWriter writer, string member, Stamp stamp)
    {
        writer.WriteStartObject(member);
        writer.WriteString("by", stamp.By.ToString());
        writer.WriteString("at", stamp.At.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture));
        writer.WriteNumber("revision", stamp.Revision);
        writer.WriteEndObject();
    }

    internal static Stamp ReadStamp(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
        && DateTimeOffset.TryParseExact(json.GetProperty("at").GetString(), TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? new Stamp(ReadUser(json.GetProperty("by")), at, json.GetProperty("revision").GetInt64())
            : throw new FormatException("a stamp has \"by\", \"at\" and \"revision\"");

    internal static UserId ReadUser(JsonElement json) => IdText.TryReadGuid(json.GetString(), out var user) ? new UserId(user) : throw new FormatException("not the id of a person");

    internal static string WriteDay(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static bool TryReadDay(string? text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static CommentThread ReadThread(ThreadId id, JsonElement json) => new(
        id,
        new Anchor(NodeId.Parse(json.GetProperty("node").GetString()!), json.TryGetProperty("field", out var field) ? field.GetString() : null, ReadRange(json)),
        TryParse(json.GetProperty("severity").GetString()!, out Severity severity) ? severity : throw new FormatException("no such severity"),
        [.. json.GetProperty("entries").EnumerateArray().Select(ReadEntry)],
        [.. json.GetProperty("steps").EnumerateArray().Select(ReadStep)])
    {
        Assignee = json.TryGetProperty("assignee", out var assignee) ? ReadUser(assignee) : null,
        Disposition = json.TryGetProperty("disposition", out var disposition) ? ReadDisposition(disposition) : null,
        Due = json.TryGetProperty("due", out var due) ? TryReadDay(due.GetString(), out var day) ? day : throw new FormatException("no day") : null,
    };

    private static TextRange? ReadRange(JsonElement json) => json.TryGetProperty("range", out var range)
        ? new TextRange(range[0].GetInt32(), range[1].GetInt32(), json.GetProperty("quote").GetString()!, json.TryGetProperty("rewritten", out var rewritten) && rewritten.GetBoolean())
        : null;

    private static Disposition ReadDisposition(JsonElement json) => new(
        TryParse(json.GetProperty("outcome").GetString()!, out DispositionOutcome outcome) ? outcome : throw new FormatException("no such outcome"),
        json.GetProperty("reason").GetString()!,
        ReadStamp(json.GetProperty("stamp")));

    private static ThreadEntry ReadEntry(JsonElement json) => new(
        new EntryId(NodeId.Parse(json.GetProperty("id").GetString()!).Value),
        ReadStamp(json.GetProperty("said")),
        json.GetProperty("text").GetString()!,
        json.TryGetProperty("edited", out var edited) ? ReadStamp(edited) : null);

    private static ThreadStep ReadStep(JsonElement json) => new(
        TryParse(json.GetProperty("state").GetString()!, out CommentState state) ? state : throw new FormatException("no such state"),
        ReadStamp(json.GetProperty("stamp")));

    private static void Write(Utf8JsonWriter writer, TextRange range)
    {
        writer.WriteStartArray("range");
        writer.WriteNumberValue(range.From);
        writer.WriteNumberValue(range.To);
        writer.WriteEndArray();
        writer.WriteString("quote", range.Quote);
        if (range.Rewritten) writer.WriteBoolean("rewritten", true);
    }

    private static void Write(Utf8JsonWriter writer, ThreadEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteString("id", entry.Id.ToString());
        writer.WriteString("text", entry.Text);
        Write(writer, "said", entry.Said);
        if (entry.Edited is { } edited) Write(writer, "edited", edited);
        writer.WriteEndObject();
    }

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static bool TryParse<T>(string text, Func<T, string> write, out T value) where T : struct, Enum
    {
        foreach (var one in Enum.GetValues<T>())
        {
            value = one;
            if (write(one) == text) return true;
        }

        value = default;
        return false;
    }
}
