using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PlanModel;
using PlanModel.Operations;

namespace PlanEditor.Storage;

/// <summary>
/// The form in which the log keeps operations: their JSON, in which a byte that UTF-8 JSON cannot hold stands for a fragment that is frequent
/// there. A typed letter so takes some 25 bytes instead of 85. Plain JSON is a valid form too.
/// <para>What was written once is read for ever: fragments may be added, on bytes that are free (0, C0, C1, F9 to FF), and are never altered.</para>
/// </summary>
internal static class PackedOperations
{
    private const int OnStackMax = 512;
    private const int NodeLength = 11;
    private const byte FirstIsEdit = 0x01;

    // Of whatever has more than one operation, and of some texts.
    private static readonly SearchValues<byte> NextOperation = SearchValues.Create([0x0A, 0x0B, (byte)'{']);

    // Apostrophes stand for quotation marks.
    private static readonly ImmutableArray<(byte Code, string Text)> Fragments = ReadFragments(
    [
        (FirstIsEdit, "[{'op':'editText','node':'"),
        (0x02, "','field':'"),
        (0x03, "','edit':["),
        (0x04, ",[0,'"),
        (0x05, "'],"),
        (0x06, "']]}]"),
        (0x07, "]}]"),
        (0x08, ",[1],"),
        (0x09, "[{'op':'"),
        (0x0A, "},{'op':'"),
        (0x0B, "'},{'op':'"),
        (0x0C, "editText','node':'"),
        (0x0D, "insertNode','node':'"),
        (0x0E, "moveNode','node':'"),
        (0x0F, "setField','node':'"),
        (0x10, "addToSet','node':'"),
        (0x11, "removeFromSet','node':'"),
        (0x12, "removeNode','node':'"),
        (0x13, "restoreNode','node':'"),
        (0x14, "','kind':'"),
        (0x15, "','parent':'"),
        (0x16, "','after':'"),
        (0x17, "','after':null,'fields':{"),
        (0x18, "','value':"),
        (0x19, "','item':'"),
        (0x1A, "'}]"),
        (0x1B, "':'"),
        (0x1C, "','"),
        (0x1D, "','field':'text','edit':["),
        (0x1E, "','field':'problem','edit':["),
        (0x1F, "','field':'solution','edit':["),
        (0xF5, "','field':'title','edit':["),
        (0xF6, "','field':'summary','edit':["),
        (0xF7, "','field':'description','edit':["),
        (0xF8, "','field':'expectedResults','edit':["),
    ]);

    private static readonly byte[]?[] ByCode = MakeByCode();

    // By the first two bytes, since most fragments start with a quotation mark; the longest first.
    private static readonly byte[]?[] ByStart = MakeByStart();

    // Whether there is one: so much smaller that it stays at hand.
    private static readonly bool[] Starts = [.. ByStart.Select(codes => codes is not null)];

    public static byte[] Pack(ImmutableArray<Operation> operations) => OperationList.With(operations, Pack);

    /// <exception cref="JsonException">It is not a list of operations that this server knows.</exception>
    public static ImmutableArray<Operation> Unpack(ReadOnlySpan<byte> packed)
    {
        Span<byte> onStack = stackalloc byte[OnStackMax];
        if (TryUnpackJson(packed, onStack, out var length)) return OperationJson.ReadList(onStack[..length]);
        return OperationJson.ReadList(UnpackJson(packed).WrittenSpan);
    }

    /// <summary>The part in whose text somebody wrote, if this says so at a glance and is nothing else; null when it has to be unpacked to know.</summary>
    public static NodeId? PartOfOneEdit(ReadOnlySpan<byte> packed)
    {
        if (packed.Length <= NodeLength || packed[0] != FirstIsEdit || packed.ContainsAny(NextOperation)) return null;
        Span<char> node = stackalloc char[NodeLength];
        Encoding.Latin1.GetChars(packed.Slice(1, NodeLength), node);
        return NodeId.TryParse(node, out var id) ? id : null;
    }

    internal static byte[] Pack(ReadOnlySpan<byte> json)
    {
        byte[]? rented = null;
        var packed = json.Length <= OnStackMax ? stackalloc byte[OnStackMax] : rented = ArrayPool<byte>.Shared.Rent(json.Length);
        var length = 0;
        while (json.Length > 1)
        {
            var code = LongestAt(json);
            packed[length++] = code == 0 ? json[0] : code;
            json = json[(code == 0 ? 1 : ByCode[code]!.Length)..];
        }

        if (json.Length == 1) packed[length++] = json[0];
        var result = packed[..length].ToArray();
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return result;
    }

    internal static ArrayBufferWriter<byte> UnpackJson(ReadOnlySpan<byte> packed)
    {
        var json = new ArrayBufferWriter<byte>(Math.Max(packed.Length * 4, 1));
        for (var at = 0; at < packed.Length; at++) json.Write(ByCode[packed[at]] ?? packed.Slice(at, 1));
        return json;
    }

    private static bool TryUnpackJson(ReadOnlySpan<byte> packed, Span<byte> json, out int length)
    {
        length = 0;
        foreach (var code in packed)
        {
            if (ByCode[code] is { } text)
            {
                if (!text.AsSpan().TryCopyTo(json[length..])) return false;
                length += text.Length;
            }
            else
            {
                if (length == json.Length) return false;
                json[length++] = code;
            }
        }

        return true;
    }

    /// <summary>The longest fragment that this starts with; 0 for none.</summary>
    private static byte LongestAt(ReadOnlySpan<byte> json)
    {
        var start = StartOf(json);
        if (!Starts[start]) return 0;
        foreach (var code in ByStart[start]!)
            if (json.StartsWith(ByCode[code])) return code;
        return 0;
    }

    // Both bytes are ASCII in every fragment, and 14 bits tell those apart.
    private static int StartOf(ReadOnlySpan<byte> json) => ((json[0] & 0x7F) << 7) | (json[1] & 0x7F);

    private static byte[]?[] MakeByStart()
    {
        var byStart = new byte[]?[1 << 14];
        foreach (var group in Fragments.OrderByDescending(fragment => fragment.Text.Length).GroupBy(fragment => StartOf(ByCode[fragment.Code])))
            byStart[group.Key] = [.. group.Select(fragment => fragment.Code)];
        return byStart;
    }

    private static ImmutableArray<(byte Code, string Text)> ReadFragments(ReadOnlySpan<(byte Code, string Text)> fragments)
    {
        var read = ImmutableArray.CreateBuilder<(byte, string)>(fragments.Length);
        foreach (var (code, text) in fragments) read.Add((code, text.Replace('\'', '"')));
        return read.MoveToImmutable();
    }

    private static byte[]?[] MakeByCode()
    {
        var byCode = new byte[]?[256];
        foreach (var (code, text) in Fragments) byCode[code] = Encoding.UTF8.GetBytes(text);
        return byCode;
    }
}
