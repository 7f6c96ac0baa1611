using System.Text.Json;
using PlanModel.Review;

namespace PlanModel.Operations;

/// <summary>The members that only acts in threads have.</summary>
internal static class ThreadOperationJson
{
    public static void ReadMember(ref Utf8JsonReader reader, OperationMember member, OperationMembers into)
    {
        switch (member)
        {
            case OperationMember.Thread:
                into.Thread = ThreadId.TryParse(OperationJson.ReadString(ref reader, "thread", into), out var thread) ? thread : throw new JsonException("\"thread\" is not the id of a thread");
                break;
            case OperationMember.Entry:
                into.Entry = EntryId.TryParse(OperationJson.ReadString(ref reader, "entry", into), out var entry) ? entry : throw new JsonException("\"entry\" is not the id of an entry");
                break;
            case OperationMember.Range:
                into.Range = reader.TokenType == JsonTokenType.Null ? null : ReadRange(ref reader);
                break;
            case OperationMember.Severity:
                into.Severity = ThreadJson.TryParse(OperationJson.ReadString(ref reader, "severity", into), out Severity severity) ? severity : throw new JsonException("\"severity\" is none");
                break;
            case OperationMember.Text:
                into.Text = OperationJson.ReadWords(ref reader, "text", into);
                break;
            case OperationMember.State:
                into.State = ThreadJson.TryParse(OperationJson.ReadString(ref reader, "state", into), out CommentState state) ? state : throw new JsonException("\"state\" is no state of a thread");
                break;
            case OperationMember.Person:
                into.Person = reader.TokenType == JsonTokenType.Null ? null
                    : IdText.TryReadGuid(OperationJson.ReadString(ref reader, "person", into), out var person) ? new UserId(person) : throw new JsonException("\"person\" is not the id of a person");
                break;
            case OperationMember.Due:
                into.Due = reader.TokenType == JsonTokenType.Null ? null
                    : ThreadJson.TryReadDay(OperationJson.ReadString(ref reader, "due", into), out var due) ? due : throw new JsonException("\"due\" is not a day");
                break;
            case OperationMember.Stamp:
                into.Stamp = ReadStamp(ref reader);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(member), member, "not a single member");
        }
    }

    private static (int From, int To) ReadRange(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray
            && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var from)
            && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var to)
            && reader.Read() && reader.TokenType == JsonTokenType.EndArray) return (from, to);
        throw new JsonException("\"range\" is two positions");
    }

    private static Stamp ReadStamp(ref Utf8JsonReader reader)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        try
        {
            return ThreadJson.ReadStamp(json.RootElement);
        }
        catch (Exception problem) when (problem is FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw new JsonException($"\"stamp\" is none: {problem.Message}", problem);
        }
    }
}
