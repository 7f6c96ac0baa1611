using System.Text;
using System.Text.Json;
using PlanModel.Documents;
using PlanModel.Operations;

namespace PlanModel.Review;

/// <summary>
/// The written form of proposals in a document, by id; a document without any has no such member:
/// <c>"proposals":{"…":{"begun":{…},"reason":"so","sent":{…},"parts":[{"op":{"op":"setField",…},"state":"open","was":"2018-01-31"}]}}</c>
/// Before them stands how many answered ones the plan forgot, if any: <c>"forgottenProposals":12</c>
/// </summary>
public static class ProposalJson
{
    /// <summary>The written form of what became of a part.</summary>
    public static string Write(PartState state) => state switch { PartState.Open => "open", PartState.Accepted => "accepted", _ => "declined" };

    internal static void Write(Utf8JsonWriter writer, ProposalMap proposals)
    {
        if (proposals.Forgotten > 0) writer.WriteNumber("forgottenProposals", proposals.Forgotten);
        if (proposals.Count == 0) return;
        writer.WriteStartObject("proposals");
        foreach (var proposal in proposals)
        {
            writer.WriteStartObject(proposal.Id.ToString());
            ThreadJson.Write(writer, "begun", proposal.Begun);
            if (proposal.Reason.Length > 0) writer.WriteString("reason", proposal.Reason);
            if (proposal.Sent is { } sent) ThreadJson.Write(writer, "sent", sent);
            if (proposal.Thread is { } thread) writer.WriteString("thread", thread.ToString());
            if (proposal.Withdrawn is { } withdrawn) ThreadJson.Write(writer, "withdrawn", withdrawn);
            writer.WriteStartArray("parts");
            foreach (var part in proposal.Parts) Write(writer, part);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    internal static ProposalMap Read(JsonElement document)
    {
        if (!document.TryGetProperty("proposals", out var proposals)) return ProposalMap.Empty;
        try
        {
            return ProposalMap.Of(
                proposals.EnumerateObject().Select(one => ReadProposal(new ProposalId(NodeId.Parse(one.Name).Value), one.Value)), document.TryGetProperty("forgottenProposals", out var forgotten) ? forgotten.GetInt32() : 0);
        }
        catch (Exception problem) when (problem is FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw new JsonException($"the proposals are not of the form: {problem.Message}", problem);
        }
    }

    private static void Write(Utf8JsonWriter writer, ProposalPart part)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("op");
        OperationJson.Write(writer, part.Operation);
        writer.WriteString("state", Write(part.State));
        if (part.Was is { } was)
        {
            writer.WritePropertyName("was");
            writer.WriteFieldValue(was);
        }

        if (part.Decided is { } decided) ThreadJson.Write(writer, "decided", decided);
        if (part.Note.Length > 0) writer.WriteString("note", part.Note);
        writer.WriteEndObject();
    }

    private static Proposal ReadProposal(ProposalId id, JsonElement json) => new(
        id,
        ThreadJson.ReadStamp(json.GetProperty("begun")),
        [.. json.GetProperty("parts").EnumerateArray().Select(ReadPart)])
    {
        Reason = json.TryGetProperty("reason", out var reason) ? reason.GetString()! : "",
        Sent = json.TryGetProperty("sent", out var sent) ? ThreadJson.ReadStamp(sent) : null,
        Thread = json.TryGetProperty("thread", out var thread) ? ThreadId.TryParse(thread.GetString(), out var answers) ? answers : throw new FormatException("no id of a thread") : null,
        Withdrawn = json.TryGetProperty("withdrawn", out var withdrawn) ? ThreadJson.ReadStamp(withdrawn) : null,
    };

    private static ProposalPart ReadPart(JsonElement json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json.GetProperty("op").GetRawText()));
        reader.Read();
        return new ProposalPart(OperationJson.Read(ref reader, kept: true), json.GetProperty("state").GetString() switch
        {
            "open" => PartState.Open,
            "accepted" => PartState.Accepted,
            "declined" => PartState.Declined,
            _ => throw new FormatException("no such state"),
        })
        {
            Was = json.TryGetProperty("was", out var was) ? ReadScalar(was) : null,
            Decided = json.TryGetProperty("decided", out var decided) ? ThreadJson.ReadStamp(decided) : null,
            Note = json.TryGetProperty("note", out var note) ? note.GetString()! : "",
        };
    }

    private static Scalar ReadScalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Scalar.Of(value.GetString()!),
        JsonValueKind.Number => Scalar.Of(value.GetDecimal()),
        JsonValueKind.True or JsonValueKind.False => Scalar.Of(value.GetBoolean()),
        _ => throw new FormatException("a value is a string, a number, true or false"),
    };
}
