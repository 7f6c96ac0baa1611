using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PlanEditor.Samples;

/// <summary>Ids that come out the same on every server, made from names.</summary>
internal static class SampleIds
{
    private static ReadOnlySpan<byte> Bits(params ReadOnlySpan<string> names) => SHA256.HashData(Encoding.UTF8.GetBytes($"sample {string.Join(' ', names)}"));

    public static ulong Number(params ReadOnlySpan<string> names) => BinaryPrimitives.ReadUInt64BigEndian(Bits(names));

    public static Guid Of(params ReadOnlySpan<string> names) => new(Bits(names)[..16], bigEndian: true);
}
