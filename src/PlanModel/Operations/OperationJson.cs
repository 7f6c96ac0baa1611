using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using PlanModel.Documents;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanModel.Operations;

/// <summary>
/// The written form of operations, on the wire and in the log: <c>{"op":"moveNode","node":"…","parent":"…","after":null}</c>. It is a promise: what was
/// written once is read for ever. Reading is strict: <c>op</c> first, no unknown, doubled or missing member.
/// </summary>
public sealed class OperationJson : JsonConverter<Operation>
{
    private static readonly FrozenDictionary<string, Kind> Kinds = new Dictionary<string, Kind>(StringComparer.Ordinal)
    {
        [InsertNode.OperationName] = new(InsertNode.Read, OperationMember.Node | OperationMember.Kind | OperationMember.Parent | OperationMember.After | OperationMember.Fields),
        [MoveNode.OperationName] = new(MoveNode.Read, OperationMember.Node | OperationMember.Parent | OperationMember.After),
        [RemoveNode.OperationName] = new(RemoveNode.Read, OperationMember.Node),
        [RestoreNode.OperationName] = new(RestoreNode.Read, OperationMember.Node),
        [SetField.OperationName] = new(SetField.Read, OperationMember.Node | OperationMember.Field | OperationMember.Value),
        [AddToSet.OperationName] = new(AddToSet.Read, OperationMember.Node | OperationMember.Field | OperationMember.Item),
        [RemoveFromSet.OperationName] = new(RemoveFromSet.Read, OperationMember.Node | OperationMember.Field | OperationMember.Item),
        [EditText.OperationName] = new(EditText.Read, OperationMember.Node | OperationMember.Field | OperationMember.Edit),
        [OpenToPeers.OperationName] = new(OpenToPeers.Read, OperationMember.Open),
        [ChangeState.OperationName] = new(ChangeState.Read, OperationMember.To | OperationMember.Note) { Optional = OperationMember.Confirmed | OperationMember.Due | OperationMember.Stamp },
        [ApprovePlan.OperationName] = new(ApprovePlan.Read, OperationMember.None) { Optional = OperationMember.Stamp },
        [SetDeadline.OperationName] = new(SetDeadline.Read, OperationMember.Due) { Optional = OperationMember.Stamp },
        [AssessPart.OperationName] = new(AssessPart.Read, OperationMember.Node | OperationMember.Item | OperationMember.Value) { Optional = OperationMember.Stamp },
        [NoteErratum.OperationName] = new(NoteErratum.Read, OperationMember.Node | OperationMember.Text) { Optional = OperationMember.Version | OperationMember.Stamp },
        [Unpublish.OperationName] = new(Unpublish.Read, OperationMember.Reason) { Optional = OperationMember.Version | OperationMember.Stamp },
        [PublishAgain.OperationName] = new(PublishAgain.Read, OperationMember.Reason) { Optional = OperationMember.Version | OperationMember.Stamp },
        [StartThread.OperationName] = OfThread(StartThread.Read, OperationMember.Node | OperationMember.Field | OperationMember.Range | OperationMember.Severity | OperationMember.Text),
        [ReplyToThread.OperationName] = OfThread(ReplyToThread.Read, OperationMember.Entry | OperationMember.Text),
        [EditEntry.OperationName] = OfThread(EditEntry.Read, OperationMember.Entry | OperationMember.Text),
        [MarkThread.OperationName] = OfThread(MarkThread.Read, OperationMember.State),
        [RateThread.OperationName] = OfThread(RateThread.Read, OperationMember.Severity),
        [AssignThread.OperationName] = OfThread(AssignThread.Read, OperationMember.Person | OperationMember.Due),
        [DisposeThread.OperationName] = OfThread(DisposeThread.Read, OperationMember.Item | OperationMember.Reason),
        [Suggest.OperationName] = OfProposal(Suggest.Read, OperationMember.Parts | OperationMember.Drop),
        [SendProposal.OperationName] = OfProposal(SendProposal.Read, OperationMember.Reason) with { Optional = OperationMember.Thread | OperationMember.Stamp },
        [DecideProposal.OperationName] = OfProposal(DecideProposal.Read, OperationMember.Keys | OperationMember.Accepted | OperationMember.Note),
        [ReopenProposal.OperationName] = OfProposal(ReopenProposal.Read, OperationMember.Parts),
        [WithdrawProposal.OperationName] = OfProposal(WithdrawProposal.Read, OperationMember.None),
        [NameVersion.OperationName] = new(NameVersion.Read, OperationMember.Title | OperationMember.Note),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The written names of all operations.</summary>
    public static IReadOnlyCollection<string> Names => Kinds.Keys;

    /// <summary>Writes an operation.</summary>
    public static void Write(Utf8JsonWriter writer, Operation operation)
    {
        writer.WriteStartObject();
        writer.WriteString("op"u8, operation.Name);
        operation.WriteMembers(writer);
        writer.WriteEndObject();
    }

    /// <summary>Reads the operation whose object starts at the reader's token.</summary>
    /// <param name="reader">Stands on its start.</param>
    /// <param name="kept">Whether it comes from a log or a document: what was kept once is read, whatever its words are and however many. Of what somebody sends, both are asked.</param>
    /// <exception cref="JsonException">It is not of the written form; the message says what is wrong.</exception>
    public static Operation Read(ref Utf8JsonReader reader, bool kept = false)
    {
        if (reader.TokenType != JsonTokenType.StartObject || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("op"u8))
            throw new JsonException("an operation is an object that starts with \"op\"");
        reader.Read();
        var name = FieldValueJson.ReadString(ref reader, "op", Limits.StringUnitsMax, kept);
        if (!Kinds.TryGetValue(name, out var kind)) throw new JsonException($"there is no operation \"{name}\"");
        var members = new OperationMembers(kept);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = MemberAt(ref reader);
            if (((kind.Members | kind.Optional) & member) == 0) throw new JsonException($"\"{name}\" has no member \"{reader.GetString()}\"");
            if (members.Has(member)) throw new JsonException($"\"{name}\" has \"{reader.GetString()}\" twice");
            members.Present |= member;
            reader.Read();
            ReadMember(ref reader, member, members);
        }

        if ((members.Present & kind.Members) != kind.Members) throw new JsonException($"\"{name}\" lacks {(kind.Members & ~members.Present).ToString().ToLowerInvariant()}");
        return kind.Read(members) ?? throw new JsonException($"\"{name}\" has a member that may not be null");
    }

    /// <summary>Reads the list of operations that starts at the reader's token.</summary>
    /// <param name="reader">Stands on its start.</param>
    /// <param name="kept">Whether it comes from a log or a document, as for <see cref="Read(ref Utf8JsonReader, bool)"/>.</param>
    /// <exception cref="JsonException">It is not a list of operations of the written form; the message says what is wrong.</exception>
    public static ImmutableArray<Operation> ReadList(ref Utf8JsonReader reader, bool kept = false)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("\"ops\" is an array");
        var operations = ImmutableArray.CreateBuilder<Operation>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) operations.Add(Read(ref reader, kept));
        return operations.ToImmutable();
    }

    /// <summary>Reads a list of operations that a log has.</summary>
    /// <exception cref="JsonException">It is not a list of operations of the written form; the message says what is wrong.</exception>
    public static ImmutableArray<Operation> ReadList(ReadOnlySpan<byte> utf8)
    {
        if (TryReadUsual(utf8, out var usual, out var length) && length == utf8.Length) return usual;
        var reader = new Utf8JsonReader(utf8);
        if (!reader.Read()) throw new JsonException("\"ops\" is an array");
        var operations = ReadList(ref reader, kept: true);
        return reader.Read() ? throw new JsonException("something follows the operations") : operations;
    }

    /// <summary>Reads the list of operations with which this begins if it has the form of nearly all that are sent, which needs no reader of JSON: one edit of a text. It passes as much as of what somebody sends does.</summary>
    /// <param name="utf8">What may begin with such a list.</param>
    /// <param name="operations">What was read.</param>
    /// <param name="length">How long it is.</param>
    /// <returns>False: a reader has to read it, and may find the same or something else.</returns>
    public static bool TryReadUsual(ReadOnlySpan<byte> utf8, out ImmutableArray<Operation> operations, out int length)
    {
        var read = EditTextJson.TryRead(utf8, out var edit, out length);
        operations = read ? [edit!] : [];
        return read;
    }

    /// <summary>Writes a list of operations as a writer does, if it has the form of nearly all and there is room.</summary>
    /// <param name="operations">The operations.</param>
    /// <param name="utf8">Where to.</param>
    /// <param name="length">How long it is.</param>
    /// <returns>False: a writer has to write it.</returns>
    public static bool TryWriteUsual(ImmutableArray<Operation> operations, Span<byte> utf8, out int length)
    {
        length = 0;
        return operations is [EditText edit] && EditTextJson.TryWrite(edit, utf8, out length);
    }

    /// <inheritdoc/>
    public override Operation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Operation value, JsonSerializerOptions options) => Write(writer, value);

    private static OperationMember MemberAt(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("node"u8) ? OperationMember.Node
        : reader.ValueTextEquals("field"u8) ? OperationMember.Field
        : reader.ValueTextEquals("edit"u8) ? OperationMember.Edit
        : reader.ValueTextEquals("value"u8) ? OperationMember.Value
        : reader.ValueTextEquals("item"u8) ? OperationMember.Item
        : reader.ValueTextEquals("parent"u8) ? OperationMember.Parent
        : reader.ValueTextEquals("after"u8) ? OperationMember.After
        : reader.ValueTextEquals("kind"u8) ? OperationMember.Kind
        : reader.ValueTextEquals("fields"u8) ? OperationMember.Fields
        : reader.ValueTextEquals("open"u8) ? OperationMember.Open
        : reader.ValueTextEquals("to"u8) ? OperationMember.To
        : reader.ValueTextEquals("note"u8) ? OperationMember.Note
        : reader.ValueTextEquals("thread"u8) ? OperationMember.Thread
        : reader.ValueTextEquals("entry"u8) ? OperationMember.Entry
        : reader.ValueTextEquals("range"u8) ? OperationMember.Range
        : reader.ValueTextEquals("severity"u8) ? OperationMember.Severity
        : reader.ValueTextEquals("text"u8) ? OperationMember.Text
        : reader.ValueTextEquals("state"u8) ? OperationMember.State
        : reader.ValueTextEquals("person"u8) ? OperationMember.Person
        : reader.ValueTextEquals("due"u8) ? OperationMember.Due
        : reader.ValueTextEquals("stamp"u8) ? OperationMember.Stamp
        : reader.ValueTextEquals("confirmed"u8) ? OperationMember.Confirmed
        : reader.ValueTextEquals("title"u8) ? OperationMember.Title
        : reader.ValueTextEquals("proposal"u8) ? OperationMember.Proposal
        : reader.ValueTextEquals("parts"u8) ? OperationMember.Parts
        : reader.ValueTextEquals("drop"u8) ? OperationMember.Drop
        : reader.ValueTextEquals("keys"u8) ? OperationMember.Keys
        : reader.ValueTextEquals("accepted"u8) ? OperationMember.Accepted
        : reader.ValueTextEquals("reason"u8) ? OperationMember.Reason
        : reader.ValueTextEquals("version"u8) ? OperationMember.Version
        : OperationMember.None;

    private static void ReadMember(ref Utf8JsonReader reader, OperationMember member, OperationMembers into)
    {
        switch (member)
        {
            case OperationMember.Node:
                into.Node = ReadNode(ref reader, "node", into);
                break;
            case OperationMember.Parent:
                into.Parent = ReadNode(ref reader, "parent", into);
                break;
            case OperationMember.After:
                into.After = reader.TokenType == JsonTokenType.Null ? null : ReadNode(ref reader, "after", into);
                break;
            case OperationMember.Kind:
                into.Kind = ReadString(ref reader, "kind", into);
                break;
            case OperationMember.Field:
                // A thread may hang on a part as a whole; what needs a field says so.
                into.Field = reader.TokenType == JsonTokenType.Null ? null : ReadString(ref reader, "field", into);
                break;
            case OperationMember.Item:
                into.Item = ReadWords(ref reader, "item", into);
                break;
            case OperationMember.Title:
                into.Title = ReadWords(ref reader, "title", into);
                break;
            case OperationMember.Note:
                into.Note = ReadWords(ref reader, "note", into);
                break;
            case OperationMember.Confirmed:
                into.Confirmed = ReadStrings(ref reader, "confirmed", into);
                break;
            case OperationMember.Value:
                into.Value = reader.TokenType == JsonTokenType.Null ? null : FieldValueJson.ReadScalar(ref reader, into.Kept);
                break;
            case OperationMember.Fields:
                into.Fields = ReadFields(ref reader, into.Kept);
                break;
            case OperationMember.Edit:
                into.Edit = TextChangeSetJson.TryRead(ref reader, out var edit, out var problem, sectionsMax: into.Kept ? int.MaxValue : TextChangeSetJson.SectionsMax) ? edit : throw new JsonException($"\"edit\": {problem}");
                break;
            case OperationMember.Open:
                into.Open = reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.GetBoolean() : throw new JsonException("\"open\" is true or false");
                break;
            case OperationMember.To:
                into.To = PlanStateText.TryParse(ReadString(ref reader, "to", into), out var state) ? state : throw new JsonException("\"to\" is no state of a plan");
                break;
            case OperationMember.Proposal:
                into.Proposal = ProposalId.TryParse(ReadString(ref reader, "proposal", into), out var proposal) ? proposal : throw new JsonException("\"proposal\" is not the id of a proposal");
                break;
            case OperationMember.Parts:
                into.Parts = ReadList(ref reader, into.Kept) is var parts && parts.FirstOrDefault(part => part is ProposalOperation) is { } nested ? throw new JsonException($"\"{nested.Name}\" is no part of a proposal") : parts;
                break;
            case OperationMember.Drop:
                into.Drop = ReadStrings(ref reader, "drop", into);
                break;
            case OperationMember.Keys:
                into.Keys = ReadStrings(ref reader, "keys", into);
                break;
            case OperationMember.Accepted:
                into.Accepted = reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.GetBoolean() : throw new JsonException("\"accepted\" is true or false");
                break;
            case OperationMember.Reason:
                into.Reason = ReadWords(ref reader, "reason", into);
                break;
            case OperationMember.Version:
                into.Version = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var version) && version > 0 ? version : throw new JsonException("\"version\" is the number of a version");
                break;
            default:
                ThreadOperationJson.ReadMember(ref reader, member, into);
                break;
        }
    }

    private static Kind OfThread(Func<OperationMembers, Operation?> read, OperationMember members) => new(read, OperationMember.Thread | members) { Optional = OperationMember.Stamp };

    private static Kind OfProposal(Func<OperationMembers, Operation?> read, OperationMember members) => new(read, OperationMember.Proposal | members) { Optional = OperationMember.Stamp };

    private static NodeId ReadNode(ref Utf8JsonReader reader, string member, OperationMembers into) =>
        NodeId.TryParse(ReadString(ref reader, member, into), out var id) ? id : throw new JsonException($"\"{member}\" is not the id of a node");

    internal static string ReadString(ref Utf8JsonReader reader, string member, OperationMembers into) =>
        FieldValueJson.ReadString(ref reader, member, Limits.StringUnitsMax, into.Kept);

    /// <summary>Reads what somebody wrote. Whether it is too long says the operation itself, and nobody else: what its check let through is read back.</summary>
    internal static string ReadWords(ref Utf8JsonReader reader, string member, OperationMembers into) =>
        FieldValueJson.ReadString(ref reader, member, int.MaxValue, into.Kept);

    private static ImmutableArray<string> ReadStrings(ref Utf8JsonReader reader, string member, OperationMembers into)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException($"\"{member}\" is an array");
        var strings = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) strings.Add(ReadWords(ref reader, member, into));
        return strings.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, FieldValue> ReadFields(ref Utf8JsonReader reader, bool kept)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("\"fields\" is an object");
        var fields = Node.NoFields.ToBuilder();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = FieldValueJson.ReadString(ref reader, "a field's key", Limits.StringUnitsMax, kept);
            reader.Read();
            if (fields.ContainsKey(key)) throw new JsonException($"\"fields\" has \"{key}\" twice");
            fields.Add(key, FieldValueJson.Read(ref reader, kept));
        }

        return fields.ToImmutable();
    }

    private sealed record Kind(Func<OperationMembers, Operation?> Read, OperationMember Members)
    {
        public OperationMember Optional { get; init; }
    }
}
