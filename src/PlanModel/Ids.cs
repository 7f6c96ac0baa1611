using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PlanModel;

/// <summary>
/// A node of a document: 64 random bits made by whoever inserts the node, unique within one plan for ever. Written as
/// base64url, 11 characters.
/// </summary>
/// <param name="Value">The bits. 0 is no node.</param>
[JsonConverter(typeof(IdJsonConverter))]
public readonly record struct NodeId(ulong Value)
{
    internal const int WrittenLength = 11;

    /// <summary>The one node that every document has from the start.</summary>
    public static NodeId Root { get; } = new(1);

    /// <summary>Reads the written form; false for anything but 11 characters that <see cref="ToString"/> could have written.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out NodeId id)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        var read = IdText.TryRead(text, bytes);
        id = read ? new NodeId(BinaryPrimitives.ReadUInt64BigEndian(bytes)) : default;
        return read;
    }

    /// <summary>Reads the written form as UTF-8.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> utf8, out NodeId id)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        var read = IdText.TryRead(utf8, bytes);
        id = read ? new NodeId(BinaryPrimitives.ReadUInt64BigEndian(bytes)) : default;
        return read;
    }

    /// <summary>Reads the written form.</summary>
    /// <exception cref="FormatException">The text is not a node id.</exception>
    public static NodeId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a node id");

    /// <summary>The written form.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Value);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The written form as UTF-8.</summary>
    internal void Write(Span<byte> utf8)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Value);
        Base64Url.EncodeToUtf8(bytes, utf8);
    }
}

/// <summary>A thread of comments: 64 random bits made by whoever starts it, unique within one plan for ever. Written as <see cref="NodeId"/> is.</summary>
/// <param name="Value">The bits. 0 is no thread.</param>
[JsonConverter(typeof(IdJsonConverter))]
public readonly record struct ThreadId(ulong Value)
{
    /// <summary>Reads the written form; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ThreadId id)
    {
        var read = NodeId.TryParse(text, out var bits);
        id = new ThreadId(bits.Value);
        return read;
    }

    /// <summary>The written form.</summary>
    public override string ToString() => new NodeId(Value).ToString();
}

/// <summary>What somebody said in a thread: 64 random bits; what started the thread has the bits of the thread. Written as <see cref="NodeId"/> is.</summary>
/// <param name="Value">The bits. 0 is no entry.</param>
[JsonConverter(typeof(IdJsonConverter))]
public readonly record struct EntryId(ulong Value)
{
    /// <summary>Reads the written form; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out EntryId id)
    {
        var read = NodeId.TryParse(text, out var bits);
        id = new EntryId(bits.Value);
        return read;
    }

    /// <summary>The written form.</summary>
    public override string ToString() => new NodeId(Value).ToString();
}

/// <summary>A proposal: 64 random bits made by whoever begins it, unique within one plan for ever. Written as <see cref="NodeId"/> is.</summary>
/// <param name="Value">The bits. 0 is no proposal.</param>
[JsonConverter(typeof(IdJsonConverter))]
public readonly record struct ProposalId(ulong Value)
{
    /// <summary>Reads the written form; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ProposalId id)
    {
        var read = NodeId.TryParse(text, out var bits);
        id = new ProposalId(bits.Value);
        return read;
    }

    /// <summary>The written form.</summary>
    public override string ToString() => new NodeId(Value).ToString();
}

/// <summary>A plan. Written as base64url, 22 characters.</summary>
/// <param name="Value">The 128 bits.</param>
[JsonConverter(typeof(IdJsonConverter))]
public readonly record struct PlanId(Guid Value)
{
    /// <summary>The written form.</summary>
    public override string ToString() => IdText.Write(Value);
}

/// <summary>A change, made by its author's client; unique per author. Written as base64url, 22 characters.</summary>
/// <param name="Value">The 128 bits.</param>
[JsonConverter(typeof(IdJsonConverter))]
public readonly record struct ChangeId(Guid Value)
{
    /// <summary>The written form.</summary>
    public override string ToString() => IdText.Write(Value);
}

/// <summary>A person with an account. Names live beside the log, never in it. Written as base64url, 22 characters.</summary>
/// <param name="Value">The 128 bits.</param>
[JsonConverter(typeof(IdJsonConverter))]
public readonly record struct UserId(Guid Value)
{
    /// <summary>The server itself, for what no person did.</summary>
    public static UserId Server { get; } = new(Guid.Empty);

    /// <summary>The written form.</summary>
    public override string ToString() => IdText.Write(Value);
}

/// <summary>One open page or one run of a script: undo and presence belong to it. Written as base64url, 22 characters.</summary>
/// <param name="Value">The 128 bits.</param>
[JsonConverter(typeof(IdJsonConverter))]
public readonly record struct SessionId(Guid Value)
{
    /// <summary>The written form.</summary>
    public override string ToString() => IdText.Write(Value);
}

/// <summary>The written form of ids: base64url without padding, most significant byte first.</summary>
public static class IdText
{
    /// <summary>How many characters 128 bits have.</summary>
    public const int GuidLength = 22;

    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    // By character: what it stands for; -1 for what is none.
    private static readonly sbyte[] Values = MakeValues();

    /// <summary>Writes 128 bits as 22 characters.</summary>
    public static string Write(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Writes 128 bits as 22 characters of UTF-8.</summary>
    public static void Write(Guid value, Span<byte> utf8)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        Base64Url.EncodeToUtf8(bytes, utf8);
    }

    /// <summary>Reads 22 characters; false for anything that <see cref="Write(Guid)"/> could not have written.</summary>
    public static bool TryReadGuid(ReadOnlySpan<char> text, out Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        var read = TryRead(text, bytes);
        value = read ? new Guid(bytes, bigEndian: true) : default;
        return read;
    }

    /// <summary>Reads 22 characters of UTF-8; false for anything that <see cref="Write(Guid)"/> could not have written.</summary>
    public static bool TryReadGuid(ReadOnlySpan<byte> utf8, out Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        var read = TryRead(utf8, bytes);
        value = read ? new Guid(bytes, bigEndian: true) : default;
        return read;
    }

    internal static bool TryRead(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        Span<byte> utf8 = stackalloc byte[GuidLength];
        return text.Length <= GuidLength && Ascii.FromUtf16(text, utf8, out var length) == OperationStatus.Done && TryRead(utf8[..length], bytes);
    }

    internal static bool TryRead(ReadOnlySpan<byte> utf8, Span<byte> bytes)
    {
        if (utf8.Length != ((bytes.Length * 8) + 5) / 6) return false;
        var bits = 0;
        var held = 0;
        var at = 0;
        foreach (var c in utf8)
        {
            int value = Values[c];
            if (value < 0) return false;
            bits = (bits << 6) | value;
            held += 6;
            if (held < 8) continue;
            held -= 8;
            bytes[at++] = (byte)(bits >> held);
            bits &= (1 << held) - 1;
        }

        // The last character has bits to spare: only zeros there, so that each id has one written form.
        return bits == 0;
    }

    private static sbyte[] MakeValues()
    {
        var values = new sbyte[256];
        Array.Fill(values, (sbyte)-1);
        for (var value = 0; value < Digits.Length; value++) values[Digits[value]] = (sbyte)value;
        return values;
    }
}

/// <summary>One JSON form for all ids: their written form, a string.</summary>
public sealed class IdJsonConverter : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => Create(typeToConvert) is not null;

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        Create(typeToConvert) ?? throw new ArgumentException($"{typeToConvert} is not an id", nameof(typeToConvert));

    private static JsonConverter? Create(Type type) =>
        type == typeof(NodeId) ? new Converter<NodeId>("node", text => NodeId.TryParse(text, out var id) ? id : null)
        : type == typeof(ThreadId) ? new Converter<ThreadId>("thread", text => ThreadId.TryParse(text, out var id) ? id : null)
        : type == typeof(EntryId) ? new Converter<EntryId>("entry", text => EntryId.TryParse(text, out var id) ? id : null)
        : type == typeof(ProposalId) ? new Converter<ProposalId>("proposal", text => ProposalId.TryParse(text, out var id) ? id : null)
        : type == typeof(PlanId) ? OfGuid("plan", value => new PlanId(value))
        : type == typeof(ChangeId) ? OfGuid("change", value => new ChangeId(value))
        : type == typeof(UserId) ? OfGuid("user", value => new UserId(value))
        : type == typeof(SessionId) ? OfGuid("session", value => new SessionId(value))
        : null;

    private static Converter<T> OfGuid<T>(string noun, Func<Guid, T> make) where T : struct =>
        new(noun, text => IdText.TryReadGuid(text, out var value) ? make(value) : null);

    private sealed class Converter<T>(string noun, Func<string, T?> read) : JsonConverter<T> where T : struct
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && read(reader.GetString()!) is { } id
                ? id
                : throw new JsonException($"not the id of a {noun}");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            read(reader.GetString()!) ?? throw new JsonException($"not the id of a {noun}");

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value.ToString()!);
    }
}
